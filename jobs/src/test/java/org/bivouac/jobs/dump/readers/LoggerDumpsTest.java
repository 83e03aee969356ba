package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.Inspection;
import org.bivouac.jobs.dump.InspectionJson;
import org.bivouac.jobs.dump.InspectionText;
import org.bivouac.jobs.dump.readers.SampleDumps.LdBuilder;
import org.bivouac.jobs.dump.readers.SampleDumps.LdBuilder.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is special to MoTeC, VBOX and RaceChrono, on dumps built in code. */
class LoggerDumpsTest {
    private static final int FIRST_BLOCK = 2000;

    @TempDir
    Path folder;

    private Recording read(String name, byte[] bytes) throws IOException {
        DumpFile file = SampleDumps.write(folder, name, bytes);
        Recording recording = Recording.of(file, Dumps.standard(List.of()).recognise(file));
        assertThat(recording.ledger.discrepancy(bytes.length)).isEmpty();
        return recording;
    }

    private static byte[] ld(Spec spec, double... raw) {
        return new LdBuilder().channel(spec, raw).build();
    }

    @ParameterizedTest
    @CsvSource({
        // type, size, shift, mul, scale, decimals, raw, value
        "3, 2, 0, 1, 1, 1, 287, 28.7",
        "3, 2, 0, 1, 1, 2, -32248, -322.48",
        "3, 2, 5, 1, 1, 0, 7, 12",
        "3, 2, 0, 3, 2, 0, 7, 10.5",
        "5, 4, 0, 1, 10, 3, 1234567, 123.4567",
        "3, 4, 0, 1, 1, -1, 4, 40",
        "7, 4, 0, 1, 1, 0, 0.5, 0.5"
    })
    void aSampleIsRawTimesMultiplierOverScaleAndDecimals(
            int type, int size, int shift, int mul, int scale, int decimals, double raw, double value)
            throws IOException {
        Recording read = read("a.ld", ld(new Spec("A", "V", type, size, 50, shift, mul, scale, decimals), raw, raw));

        assertThat(read.rows.get(0)).containsExactly("0.0 " + value, "0.02 " + value);
        assertThat(read.header.start()).hasToString("2023-03-30T17:26:02Z");
        assertThat(read.header.clock()).isEqualTo(DumpHeader.Clock.LOCAL);
        assertThat(read.header.metadata()).containsEntry("Driver", "L. TANG");
    }

    @Test
    void aChannelThatCannotBeDecodedIsRejectedAndTheOthersRead() throws IOException {
        byte[] bytes = new LdBuilder()
                .channel(new Spec("Shifted", "", 3, 2, 10, 5, 2, 1, 0), LdBuilder.ramp(3))
                .channel(new Spec("Unknown", "", 9, 8, 10, 0, 1, 1, 0), LdBuilder.ramp(3))
                .channel(new Spec("Scale", "", 3, 2, 10, 0, 1, 0, 0), LdBuilder.ramp(3))
                .channel(new Spec("Good", "", 3, 2, 10, 0, 1, 1, 0), LdBuilder.ramp(3))
                .build();
        DumpFile file = SampleDumps.write(folder, "a.ld", bytes);

        Recording read = Recording.of(file, Dumps.standard(List.of()).recognise(file));

        assertThat(read.header.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.channels())
                        .extracting(channel -> channel.name())
                        .containsExactly("Good"));
        assertThat(read.rejects)
                .filteredOn(fault -> fault.rule().equals("C4"))
                .extracting(fault -> fault.reason())
                .containsExactly(
                        "channel 'Shifted': shift 5 together with multiplier 2 has no agreed meaning",
                        "channel 'Unknown': type 9 with 8 bytes is not known; known are 7 with 4 and 0, 3, 5 with 2 or 4",
                        "channel 'Scale': its scale is 0");
        assertThat(read.ledger.discrepancy(bytes.length)).isEmpty();
    }

    @Test
    void aChainThatComesBackEndsAndTheCountIsCompared() throws IOException {
        byte[] bytes = ld(new Spec("A", "", 3, 2, 10, 0, 1, 1, 0), 1, 2);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(FIRST_BLOCK + 4, FIRST_BLOCK)
                .putInt(86, 9);

        Recording read = read("a.ld", bytes);

        assertThat(read.rows.get(0)).hasSize(2);
        assertThat(read.rules()).containsExactly("C1", "C1");
        assertThat(read.rejects.get(1).reason()).isEqualTo("1 channels found, the header states 9");
    }

    @Test
    void aChannelOnAnothersSamplesIsRejected() throws IOException {
        byte[] bytes = new LdBuilder()
                .channel(new Spec("A", "", 3, 2, 10, 0, 1, 1, 0), LdBuilder.ramp(9))
                .channel(new Spec("B", "", 3, 2, 10, 0, 1, 1, 0), LdBuilder.ramp(9))
                .build();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(FIRST_BLOCK + 124 + 8, buffer.getInt(FIRST_BLOCK + 8) + 2);

        Recording read = read("a.ld", bytes);

        assertThat(read.rejects).anySatisfy(fault -> assertThat(fault.reason()).contains("'B'", "overlap"));
    }

    @Test
    void aCutChannelIsMissingFromWhereTheFileEnds() throws IOException {
        byte[] bytes = new LdBuilder()
                .channel(new Spec("A", "", 3, 2, 10, 0, 1, 1, 0), LdBuilder.ramp(4))
                .channel(new Spec("B", "", 3, 2, 10, 0, 1, 1, 0), LdBuilder.ramp(4))
                .build();

        // 100 filling bytes and three bytes of B's last two samples are gone.
        Recording read = read("a.ld", Arrays.copyOf(bytes, bytes.length - 103));

        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 0.0", "0.1 1.0 1.0", "0.2 2.0 NaN", "0.3 3.0 NaN");
        assertThat(read.rejects)
                .extracting(fault -> fault.rule() + " " + fault.byteLength() + " " + fault.count())
                .containsExactly("A1 0 2", "A1 1 1");
    }

    @Test
    void theVboxClockPassesMidnightAndItsDateIsUtc() throws IOException {
        String vbo = SampleDumps.vbo("31/12/2025 @ 18:59:59", 100, 0);

        Recording read = read("a.vbo", vbo.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(read.header.start()).hasToString("2025-12-31T23:59:58Z");
        assertThat(read.rejects).isEmpty();
        assertThat(read.rows.get(0)).hasSize(100);
        assertThat(read.rows.get(0).get(99)).startsWith("3.96 11.0 1.96 ");
        assertThat(read.header.groups().get(0).rateHz()).isEqualTo(25);
        assertThat(read.header.sentinel("Ambient_Temperature")).isEqualTo(-40);
        assertThat(read.header.sentinel("Speed")).isNaN();
    }

    @Test
    void theLocalDateOfAVboxEastOfGreenwichIsNotTheUtcDate() throws IOException {
        String vbo = SampleDumps.vbo("01/01/2026 @ 04:59:59", 10, 0);

        Recording read = read("a.vbo", vbo.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(read.header.start()).hasToString("2025-12-31T23:59:58Z");
    }

    @Test
    void vboxUnitsBelongToTheLastColumnsAndMinutesSayTheirSign() throws IOException {
        Recording read = read(
                "a.vbo",
                SampleDumps.vbo("01/08/2025 @ 14:00:12", 10, 0).getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(read.header.groups().get(0).channels())
                .extracting(channel -> channel.name() + "=" + channel.unit())
                .containsExactly(
                        "sats=", "time=", "lat=arcmin", "long=arcmin west", "Speed=kmh", "Ambient_Temperature=");
    }

    @Test
    void aRepeatedVboxRowIsCountedByInspectAndKeptFromTelemetry() throws IOException {
        byte[] bytes =
                SampleDumps.vbo("01/08/2025 @ 14:00:12", 100, 40).getBytes(java.nio.charset.StandardCharsets.UTF_8);

        Recording read = read("a.vbo", bytes);
        DumpFile file = SampleDumps.write(folder, "a.vbo", bytes);
        Inspection inspection = Inspection.of(file, Dumps.standard(List.of()).recognise(file));

        assertThat(read.rows.get(0)).hasSize(100);
        assertThat(read.refused).containsExactly(read.rows.get(0).get(40));
        assertThat(read.rules()).containsExactly("A5");
        assertThat(inspection.groups().get(0).channels()).allMatch(channel -> channel.n() == 101);
    }

    @Test
    void anotherRaceChronoFormatIsRefusedByNumber() throws IOException {
        DumpFile file = SampleDumps.write(
                folder, "a.csv", "This file is created using RaceChrono v7\nFormat,2\n\ntimestamp\ns\n\n1\n");

        assertThatThrownBy(() -> read("a.csv", java.nio.file.Files.readAllBytes(file.path())))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("RaceChrono format '2' found, expected 3");
    }

    @Test
    void anInspectionPrintsTheKeysOfTheCommandAndNullForWhatIsNotThere() throws IOException {
        DumpFile file = SampleDumps.write(folder, "a.csv", "time_s,A [V],B\n0,1,\n1,2.5,\n2,nan,\n");
        Inspection inspection = Inspection.of(file, Dumps.standard(List.of()).recognise(file));
        StringWriter json = new StringWriter();

        InspectionJson.write(inspection, json);

        assertThat(json.toString())
                .contains("\"file\" : \"a.csv\"", "\"format\" : \"bivouac-csv\"", "\"start_time\" : null")
                .contains("\"name\" : \"A\"", "\"unit\" : \"V\"", "\"n\" : 3", "\"missing\" : 1", "\"t_last\" : 2.0")
                .contains("\"first\" : 1.0", "\"last\" : 2.5", "\"mean\" : 1.75", "\"min\" : null")
                .contains("\"rule\" : \"B8\"", "\"rate_hz\" : 1.0");
        assertThat(InspectionText.of(inspection)).contains("group table, 1 Hz", "a.csv: byte", "B8");
    }
}
