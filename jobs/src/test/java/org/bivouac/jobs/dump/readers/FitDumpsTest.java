package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpHeader.Group;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.fit.FitReader;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FIT: definitions, invalid values, developer fields, compressed times, checksums, chained files. */
class FitDumpsTest {
    private static final int[] TIME = {253, 4, 0x86};
    /** 2026-01-05T06:00:00Z in seconds since 1989-12-31. */
    private static final long START = 1_767_592_800L - 631_065_600L;

    @TempDir
    Path folder;

    private Recording read(byte[] bytes) throws IOException {
        DumpFile file = SampleDumps.write(folder, "t.fit", bytes);
        Recording recording = Recording.of(file, new FitReader());
        assertThat(recording.ledger.discrepancy(file.bytes())).isEmpty();
        return recording;
    }

    @Test
    void theChecksumIsThatOfThePublishedCheckValue() {
        // CRC-16/ARC of "123456789", as the catalogue of parametrised CRC algorithms lists it.
        assertThat(FitBuilder.crc("123456789".getBytes(StandardCharsets.US_ASCII), 9))
                .isEqualTo(0xBB3D);
    }

    @Test
    void recordsAreInTheProfilesUnitsAndInvalidValuesAreMissing() throws IOException {
        Recording read = read(new FitBuilder()
                .define(
                        3,
                        20,
                        TIME,
                        new int[] {0, 4, 0x85},
                        new int[] {2, 2, 0x84},
                        new int[] {6, 2, 0x84},
                        new int[] {13, 1, 0x01},
                        new int[] {200, 1, 0x02})
                .raw(3)
                .number(START, 4)
                .number(1L << 30, 4)
                .number(5 * (600 + 500), 2)
                .number(12_345, 2)
                .number(-7, 1)
                .number(9, 1)
                .raw(3)
                .number(START + 1, 4)
                .number(0x7FFF_FFFFL, 4)
                .number(0xFFFF, 2)
                .number(0xFFFF, 2)
                .number(0x7F, 1)
                .number(0xFF, 1)
                .build());

        assertThat(read.rejects).isEmpty();
        assertThat(read.header.start()).hasToString("2026-01-05T06:00:00Z");
        assertThat(read.header.groups().get(0).name()).isEqualTo("record");
        assertThat(read.header.groups().get(0).channels())
                .extracting(RawChannel::name)
                .containsExactly("position_lat", "altitude", "speed", "temperature", "field 200");
        assertThat(read.rows.get(0)).containsExactly("0.0 90.0 600.0 12.345 -7.0 9.0", "1.0 NaN NaN NaN NaN NaN");
    }

    @Test
    void bigEndianArraysStringsAndRedefinitionsAreRead() throws IOException {
        FitBuilder fit = new FitBuilder();
        // Big-endian: message 99 with a time, an array of two 16-bit values and a text.
        fit.raw(0x40, 0, 1, 0, 99, 3, 253, 4, 0x86, 1, 4, 0x84, 2, 6, 0x07);
        fit.raw(0).raw(bigEndian(START)).raw(1, 2, 0xFF, 0xFF).text("P\u00e9", 6);
        // The same local type becomes a lap.
        fit.define(0, 19, TIME, new int[] {9, 4, 0x86})
                .raw(0)
                .number(START + 60, 4)
                .number(123_400, 4);

        Recording read = read(fit.build());

        assertThat(read.header.groups()).extracting(Group::name).containsExactly("message 99", "lap");
        assertThat(read.header.groups().get(0).channels())
                .extracting(RawChannel::name)
                .containsExactly("field 1[0]", "field 1[1]", "field 2");
        assertThat(read.rows.get(0)).containsExactly("0.0 258.0 NaN P\u00e9");
        assertThat(read.rows.get(1)).containsExactly("60.0 1234.0");
    }

    private static int[] bigEndian(long value) {
        return new int[] {(int) (value >> 24), (int) (value >> 16) & 0xff, (int) (value >> 8) & 0xff, (int) value & 0xff
        };
    }

    @Test
    void fieldsThatAnApplicationDefinedHaveItsNamesAndScales() throws IOException {
        FitBuilder fit = new FitBuilder();
        fit.define(
                1,
                206,
                new int[] {0, 1, 0x02},
                new int[] {1, 1, 0x02},
                new int[] {2, 1, 0x02},
                new int[] {3, 8, 0x07},
                new int[] {6, 1, 0x02},
                new int[] {8, 4, 0x07});
        fit.raw(1, 0, 5, 0x84).text("travel", 8).raw(10).text("mm", 4);
        fit.raw(0x62, 0, 0, 20, 0, 1, 253, 4, 0x86, 1, 5, 2, 0);
        fit.raw(2).number(START, 4).number(1234, 2);

        Recording read = read(fit.build());

        assertThat(read.header.groups().get(0).channels())
                .extracting(channel -> channel.name() + " " + channel.unit())
                .containsExactly("travel mm");
        assertThat(read.rows.get(0)).containsExactly("0.0 123.4");
        assertThat(read.header.metadata()).containsEntry("skipped field_description", "1");
    }

    @Test
    void compressedTimesRollOver() throws IOException {
        long start = START / 32 * 32 + 29;
        FitBuilder fit = new FitBuilder()
                .define(0, 20, TIME, new int[] {13, 1, 0x01})
                .define(1, 20, new int[] {13, 1, 0x01})
                .raw(0)
                .number(start, 4)
                .raw(1);
        for (int offset : new int[] {30, 31, 0, 2}) {
            fit.raw(0x80 | 1 << 5 | offset, 5);
        }
        assertThat(read(fit.build()).rows.get(0))
                .extracting(row -> row.split(" ")[0])
                .containsExactly("0.0", "1.0", "2.0", "3.0", "5.0");
    }

    @Test
    void chainedFilesAreReadOneAfterTheOtherWithDefinitionsOfTheirOwn() throws IOException {
        byte[] one = new FitBuilder()
                .define(0, 20, TIME, new int[] {13, 1, 0x01})
                .raw(0)
                .number(START, 4)
                .raw(1)
                .build();
        byte[] two = new FitBuilder()
                .define(0, 20, TIME, new int[] {4, 1, 0x02})
                .raw(0)
                .number(START + 9, 4)
                .raw(2)
                .build();
        byte[] lost = new FitBuilder().raw(0).number(START, 4).build();
        ByteArrayOutputStream chained = new ByteArrayOutputStream();
        chained.writeBytes(one);
        chained.writeBytes(two);
        chained.writeBytes(lost);

        Recording read = read(chained.toByteArray());

        assertThat(read.rows.get(0)).containsExactly("0.0 1.0 NaN", "9.0 NaN 2.0");
        assertThat(read.rejects)
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).contains("local type 0", "nothing has defined"));
    }

    @Test
    void aFlippedBitIsTold() throws IOException {
        byte[] bytes = new FitBuilder()
                .define(0, 20, TIME, new int[] {13, 1, 0x01})
                .raw(0)
                .number(START, 4)
                .raw(1)
                .build();
        bytes[bytes.length - 3] ^= 4;
        Recording read = read(bytes);
        assertThat(read.rows.get(0)).hasSize(1);
        assertThat(read.rejects).extracting(Fault::rule).containsExactly("C3");
    }

    @Test
    void anUnfinishedFileIsReadToItsEnd() throws IOException {
        byte[] bytes = new FitBuilder()
                .define(0, 20, TIME, new int[] {13, 1, 0x01})
                .raw(0)
                .number(START, 4)
                .raw(1)
                .build();
        Arrays.fill(bytes, 4, 8, (byte) 0);
        Recording read = read(Arrays.copyOf(bytes, bytes.length - 2));
        assertThat(read.rows.get(0)).containsExactly("0.0 1.0");
        assertThat(read.rejects).extracting(Fault::rule).containsExactly("C2");
    }

    @Test
    void timesSincePowerUpAreRelativeUnlessOthersHaveADate() throws IOException {
        FitBuilder fit = new FitBuilder()
                .define(0, 20, TIME, new int[] {13, 1, 0x01})
                .raw(0)
                .number(100, 4)
                .raw(1);
        Recording relative = read(fit.build());
        assertThat(relative.header.clock()).isEqualTo(Clock.RELATIVE);
        assertThat(relative.rows.get(0)).containsExactly("0.0 1.0");

        Recording mixed = read(fit.raw(0).number(START, 4).raw(2).build());
        assertThat(mixed.rows.get(0)).containsExactly("0.0 2.0");
        assertThat(mixed.rejects).extracting(Fault::rule).containsExactly("D1");
    }

    @Test
    void anUnknownVersionIsRefused() {
        byte[] bytes =
                new FitBuilder().define(0, 20, TIME).raw(0).number(START, 4).build();
        bytes[1] = 0x50;
        assertThatThrownBy(() -> read(bytes)).hasMessageContaining("A2: empty");
    }
}
