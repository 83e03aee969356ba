package org.bivouac.jobs.dump.can.asc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.can.FrameRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AscSourceTest {
    private static final String DATE = "date Sam Sep 30 15:06:13.191 2017\n";
    private static final String HEX = DATE + "base hex  timestamps absolute\n";
    private static final String LAST = "  9.000000 1 7FF Rx d 0\n";

    @TempDir
    Path folder;

    private FrameRecording read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        FrameRecording read = FrameRecording.of(folder, bytes, new AscSource());
        assertThat(read.ledger.discrepancy(bytes.length)).isEmpty();
        return read;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hex | 1.5 1 123 Rx d 2 12 34 | 1.5 1 123 CAN DATA 2 1234",
                "hex | 1.5 1 12345678x Tx d 1 FF  Length = 1 BitCount = 2 ID = 3x | 1.5 1 12345678x CAN DATA sent 1 FF",
                "dec | 1.5 1 291 Rx d 2 18 255 | 1.5 1 123 CAN DATA 2 12FF",
                "dec | 1.5 1 305419896x Rx d 1 7 | 1.5 1 12345678x CAN DATA 1 07",
                "hex | 1.5 1 123 Rx d D 01 02 03 04 05 06 07 08 | 1.5 1 123 CAN DATA 13 0102030405060708",
                "hex | 1.5 1 123 Rx d 9 01 02 03 04 05 06 07 08 09 0A 0B 0C | 1.5 1 123 CAN DATA 9 0102030405060708090A0B0C",
                "hex | 1.5 2 123 Tx r 8 Length = 1 | 1.5 2 123 CAN REMOTE sent 8",
                "hex | 1.5 2 123 Rx r | 1.5 2 123 CAN REMOTE 0",
                "hex | 1.5 2 ErrorFrame | 1.5 2 0 CAN ERROR 0",
                "hex | 1.5 2 ErrorFrame Flags = 0xe CodeExt = 0x20a2 ID = 0 | 1.5 2 0 CAN ERROR 0",
                "hex | 1.5 CANFD 3 Rx 300 Name_12 1 0 8 8 01 02 03 04 05 06 07 08 102203 133 | 1.5 3 300 CAN_FD DATA fast 8 0102030405060708",
                "hex | 1.5 CANFD 3 Rx 300 0 1 9 12 01 02 03 04 05 06 07 08 09 0A 0B 0C 1 1 3000 | 1.5 3 300 CAN_FD DATA passive 9 0102030405060708090A0B0C",
                "hex | 1.5 CANFD 3 Tx 50005x 0 0 5 0 140000 73 200050 7a60 | 1.5 3 50005x CAN_FD REMOTE sent 5",
                "hex | 1.5 CANFD 3 Rx 300 0 0 0 0 140000 73 200010 7a60 | 1.5 3 300 CAN_FD REMOTE 0",
                "hex | 1.5 CANFD 3 Rx 300 0 0 0 0 140000 73 200000 7a60 | 1.5 3 300 CAN_FD DATA 0",
                "hex | 1.5 CANFD 5 Tx ErrorFrame Not Acknowledge error | 1.5 5 0 CAN_FD ERROR sent 0",
                "hex | 1.5 Li1 3c Tx 2 01 02 checksum = fc header time = 40 | 1.5 Li1 3C LIN DATA sent 2 0102",
                "hex | 1.5 L2 2 Rx 1 01 | 1.5 L2 2 LIN DATA 1 01",
                "hex | 1.5 1 EngineData Rx d 1 07 Length = 1 BitCount = 2 ID = 418119424x | 1.5 1 18EBFF00x CAN DATA 1 07"
            })
    void everyEventIsAFrame(String base, String line, String frame) throws IOException {
        String header = DATE + "base " + base + "  timestamps absolute\n";
        FrameRecording read = read(header + line + "\n" + LAST.replace("7FF", "1"));

        assertThat(read.rejects).isEmpty();
        assertThat(read.lines()).hasSize(2).element(0).isEqualTo(frame);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5 1 800 Rx d 1 11 | the identifier is too large",
                "1.5 1 20000000x Rx d 1 11 | the identifier is too large",
                "1.5 1 EngineData Rx d 1 07 | the identifier is no number of base 16",
                "1.5 1 123 Up d 1 11 | no direction Rx, Tx or TxRq",
                "1.5 1 123 Rx q 1 11 | neither d nor r follows the direction",
                "1.5 1 123 Rx d 3 11 22 | the length is 3, found 2 bytes",
                "1.5 1 123 Rx d 1 11 22 | the length is 1, found 2 bytes",
                "1.5 1 123 Rx d 1 1G | the length is 1, found 0 bytes",
                "1.5 CANFD 3 Rx 300 0 0 9 8 01 02 03 04 05 06 07 | the length is 8, found 7 bytes",
                "1.5 CANFD 3 Rx 300 0 0 9 11 01 02 03 04 05 06 07 08 09 0A 0B | length code 9 does not stand for 11 bytes",
                "1.5 CANFD 3 Rx 300 0 0 9 65 01 | flags, length code or length are impossible",
                "1.5 CANFD 3 Rx 300 | the flags are missing",
                "1.5 Whatever 3 | no known event",
                "1.5 | no event follows the time",
                "x.5 1 123 Rx d 1 11 | the line begins with no time"
            })
    void aBrokenLineCostsThatLineOnly(String line, String reason) throws IOException {
        String before = HEX + LAST.replace("9", "0");
        FrameRecording read = read(before + line + "\n" + LAST);

        assertThat(read.frames).extracting(frame -> frame.ordinal()).containsExactly(0L, 2L);
        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.reason()).isEqualTo(reason + ": '" + line + "'");
            assertThat(fault.line()).isEqualTo(4);
            assertThat(fault.byteOffset()).isEqualTo(before.length());
        });
    }

    @Test
    void relativeTimesAddUpOverEventsThatAreNoFrames() throws IOException {
        FrameRecording read = read(DATE + "base hex  timestamps relative\n"
                + " 1.000000 Start of measurement\n 0.250000 1 123 Rx d 0\n 0.500000 1 Statistic: D 2\n"
                + " 0.125000 CAN 1 Status:chip status error active\n 0.1 1 J1939TP FEE3p 6 0 0 - Rx d 1 00\n"
                + " 0.5 1 broken\n 0.250000 1 123 TxRq d 0\n 0.0 1 123 Rx d 0\n");

        assertThat(read.frames).extracting(frame -> frame.seconds()).containsExactly(1.25, 2.725);
        assertThat(read.skipped)
                .isEqualTo(Map.of(
                        "start of measurement",
                        1,
                        "statistic",
                        1,
                        "status",
                        1,
                        "J1939TP message",
                        1,
                        "transmit request",
                        1));
        assertThat(read.rejects).hasSize(1);
    }

    @Test
    void theStartIsTheDateOfTheTriggerBlockWhereThereIsOne() throws IOException {
        FrameRecording read = read(HEX + "internal events logged\n// version 9.0.0\n"
                + "Begin Triggerblock Sat Sep 30 10:06:13.191 PM 2017\n" + LAST + "End TriggerBlock\n"
                + "Begin Triggerblock Sat Sep 30 11:06:13.191 PM 2017\n" + LAST + "End TriggerBlock\n");

        assertThat(read.start).hasToString("2017-09-30T22:06:13.191Z");
        assertThat(read.clock).isEqualTo(Clock.LOCAL);
        assertThat(read.metadata).containsEntry("comment", "version 9.0.0");
        assertThat(read.skipped).isEqualTo(Map.of("trigger block", 3));
        assertThat(read.frames).hasSize(2);
    }

    @Test
    void aDateInNoKnownLanguageIsToldAndTheLogIsReadWithoutIt() throws IOException {
        FrameRecording read = read("date 2017\u5e74\nbase hex  timestamps absolute\n" + LAST);

        assertThat(read.start).isNull();
        assertThat(read.clock).isEqualTo(Clock.RELATIVE);
        assertThat(read.rules()).containsExactly("D4");
        assertThat(read.frames).hasSize(1);
    }

    @Test
    void aLongDateAndManyCommentsTakeNoTime() {
        String date = "date " + ".".repeat(60_000) + "x\n";
        String comments = ("// " + "c".repeat(200) + "\n").repeat(9_000);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            FrameRecording read = read(date + comments + "base hex  timestamps absolute\n" + LAST);
            assertThat(read.frames).hasSize(1);
            assertThat(read.metadata.get("comment")).hasSizeBetween(10_000, 11_000);
        });
    }

    @Test
    void aLogJoinedToAnotherIsReadByItsOwnBase() throws IOException {
        FrameRecording read =
                read(HEX + "1.0 1 100 Rx d 1 10\n" + DATE + "base dec timestamps absolute\n1.0 1 100 Rx d 1 10\n");

        assertThat(read.lines()).containsExactly("1.0 1 100 CAN DATA 1 10", "1.0 1 64 CAN DATA 1 0A");
        assertThat(read.skipped).isEqualTo(Map.of("header met again", 2));
    }

    @Test
    void withoutABaseTheLogIsRefused() {
        assertThatThrownBy(() -> read(DATE + LAST))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("base hex|dec");
        assertThatThrownBy(() -> read(HEX)).isInstanceOf(DumpException.class).hasMessageContaining("A2: no frame");
    }

    @Test
    void aLogCutAnywhereGivesAPrefix() throws IOException {
        byte[] whole = (HEX + "1.0 1 123 Rx d 2 12 34\n1.5 1 12345678x Tx d 1 FF  Length = 1\n1.5 2 ErrorFrame\n"
                        + "1.5 CANFD 3 Rx 300 Name 1 0 8 8 01 02 03 04 05 06 07 08 102203 133 3000\n1.6 2 123 Tx r 8 Length = 1\n"
                        + "1.7 1 Statistic: D 2\n2.0 CANFD 3 Tx 50005x 0 0 5 0 140000 73 200050 7a60\n2.1 Li1 3c Tx 2 01 02 c\n"
                        + "3.0 1 123 Rx d 9 01 02 03 04 05 06 07 08 09 0A 0B 0C\n")
                .getBytes(StandardCharsets.US_ASCII);
        List<String> lines = FrameRecording.of(folder, whole, new AscSource()).lines();
        assertThat(lines).hasSize(8);
        for (int cut = HEX.length() + 23; cut < whole.length; cut++) {
            FrameRecording read = FrameRecording.of(folder, Arrays.copyOf(whole, cut), new AscSource());
            assertThat(read.ledger.discrepancy(cut)).as("cut at %d", cut).isEmpty();
            assertThat(read.lines()).as("cut at %d", cut).isEqualTo(lines.subList(0, read.frames.size()));
            assertThat(read.rules())
                    .as("cut at %d", cut)
                    .hasSizeLessThanOrEqualTo(1)
                    .allMatch("A1"::equals);
        }
    }
}
