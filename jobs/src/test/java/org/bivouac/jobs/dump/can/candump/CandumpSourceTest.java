package org.bivouac.jobs.dump.can.candump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.can.FrameRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandumpSourceTest {
    private static final String FIRST = "(000.000000) can0 7FF#00\n";

    @TempDir
    Path folder;

    private FrameRecording read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        FrameRecording read = FrameRecording.of(folder, bytes, new CandumpSource());
        assertThat(read.ledger.discrepancy(bytes.length)).isEmpty();
        return read;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(000.000123) can0 123#1122334455667788 | 1.23E-4 can0 123 CAN DATA 8 1122334455667788",
                "(0000000012.5) vcan1 12345678#aabb | 12.5 vcan1 12345678x CAN DATA 2 AABB",
                "(1.0) can0 123#11.22.33 | 1.0 can0 123 CAN DATA 3 112233",
                "(1.0) can0 123# | 1.0 can0 123 CAN DATA 0",
                "(1.0) can0 123#R | 1.0 can0 123 CAN REMOTE 0",
                "(1.0) can0 123#R4 | 1.0 can0 123 CAN REMOTE 4",
                "(1.0) can0 123#R8_B | 1.0 can0 123 CAN REMOTE 11",
                "(1.0) can0 123#1122334455667788_E | 1.0 can0 123 CAN DATA 14 1122334455667788",
                "(1.0) can0 123##0 | 1.0 can0 123 CAN_FD DATA 0",
                "(1.0) can0 123##1112233445566778899AABBCC | 1.0 can0 123 CAN_FD DATA fast 9 112233445566778899AABBCC",
                "(1.0) can0 00000123##611 | 1.0 can0 123x CAN_FD DATA passive 1 11",
                "(1.0) can0 20000004#0004000000000000 | 1.0 can0 4x CAN ERROR 8 0004000000000000",
                "(1.0) can0 123#11 T | 1.0 can0 123 CAN DATA sent 1 11",
                "(1.0) can0 123#11 R | 1.0 can0 123 CAN DATA 1 11",
                "(1.0) can0 123#11   | 1.0 can0 123 CAN DATA 1 11",
                "17 (1.0) can0 123#11 | 1.0 can0 123 CAN DATA 1 11",
                "can0 123#11 | NaN can0 123 CAN DATA 1 11",
                "'  can0  123   [2]  11 22' | NaN can0 123 CAN DATA 2 1122",
                "' (012.000001)  can0  12345678   [0]' | 12.000001 can0 12345678x CAN DATA 0",
                "' (1.0)  can0  123   [2]  remote request' | 1.0 can0 123 CAN REMOTE 2",
                "' (1.0)  can0  123   {9}  11 22 33 44 55 66 77 88' | 1.0 can0 123 CAN DATA 9 1122334455667788",
                "' (1.0)  can0  123  [02]  11 22' | 1.0 can0 123 CAN_FD DATA 2 1122",
                "' (1.0)  can0  TX B -  123  [02]  11 22' | 1.0 can0 123 CAN_FD DATA sent fast 2 1122",
                "' (1.0)  can0  RX - E  123   [1]  11' | 1.0 can0 123 CAN DATA passive 1 11",
                "' (1.0)  can0  123   [3]  41 42 43   ''ABC''' | 1.0 can0 123 CAN DATA 3 414243",
                "' (1.0)  can0  20000080   [2]  00 01   ERRORFRAME' | 1.0 can0 80x CAN ERROR 2 0001"
            })
    void everySpellingIsAFrame(String line, String frame) throws IOException {
        FrameRecording read = read(FIRST + line + "\n" + FIRST.replace("000.0", "100.0"));

        assertThat(read.rejects).isEmpty();
        assertThat(read.lines()).hasSize(3).element(1).isEqualTo(frame.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(1.0) can0 FFF#11 | the identifier is too large",
                "(1.0) can0 C0000001#11 | the identifier is too large",
                "(1.0) can0 1234#11 | an identifier has 3 or 8 hexadecimal digits, found 4",
                "(1.0) can0 123#112233445566778899 | more than 8 bytes of payload",
                "(1.0) can0 123##0112233445566778899 | CAN FD has no frame of 9 bytes",
                "(1.0) can0 123## | the flags of a CAN FD frame are missing",
                "(1.0) can0 123#1 | the frame does not end where its bytes do",
                "(1.0) can0 123#R9 | the frame does not end where its bytes do",
                "(1.0) can0 123#11_9 | the length code is impossible",
                "(1.0) can0 123#1122334455667788_8 | the length code is impossible",
                "(1,0) can0 123#11 | the time is none",
                "(99999999999.0) can0 123#11 | the time is none",
                "(2026-02-30 10:00:00.000000) can0 123#11 | the time is none",
                "(1.0) can0 | no bus and frame found",
                "(1.0) can0  123   [9]  11 | the length is impossible",
                "(1.0) can0  123   [2]  11 | the length says 2 bytes, found 1",
                "(1.0) can0  123   [1]  11 22 | more bytes than the length says",
                "(1.0) can0  123   [1]  remote req | the remote request is cut",
                "hello world out there | no line of candump"
            })
    void aBrokenLineCostsThatLineOnly(String line, String reason) throws IOException {
        FrameRecording read = read(FIRST + line + "\n" + FIRST.replace("000.0", "100.0"));

        assertThat(read.frames).extracting(frame -> frame.ordinal()).containsExactly(0L, 2L);
        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.reason()).isEqualTo(reason + ": '" + line + "'");
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.byteOffset()).isEqualTo(FIRST.length());
            assertThat(fault.byteLength()).isEqualTo(line.length() + 1);
        });
    }

    @Test
    void secondZeroIsTheFirstFrameWhereTheClockWasSet() throws IOException {
        FrameRecording log = read(
                "(1631416514.717133) can0 123#11\r\n\r\n(1631416514.717133123) can0 123#11\r\n(1631416515.000000) can1 123#11\n");
        assertThat(log.start).hasToString("2021-09-12T03:15:14.717133Z");
        assertThat(log.clock).isEqualTo(Clock.UTC);
        assertThat(log.frames).extracting(frame -> frame.seconds()).containsExactly(0.0, 1.23e-7, 0.282867);

        FrameRecording dated = read(" (2012-08-17 14:14:44.318850)  can0  123   [1]  11\n");
        assertThat(dated.start).hasToString("2012-08-17T14:14:44.318850Z");
        assertThat(dated.clock).isEqualTo(Clock.LOCAL);

        FrameRecording unset = read("(0000000040.250000) can0 123#11\n");
        assertThat(unset.start).isNull();
        assertThat(unset.clock).isEqualTo(Clock.RELATIVE);
        assertThat(unset.frames.get(0).seconds()).isEqualTo(40.25);

        assertThat(read("can0 123#11\n").metadata).containsEntry("times", "none recorded");
    }

    @Test
    void aByteOrderMarkIsHeader() throws IOException {
        FrameRecording read = read("\u00EF\u00BB\u00BF(1.0) can0 123#11\n");

        assertThat(read.frames).hasSize(1);
        assertThat(read.ledger.of(org.bivouac.jobs.dump.DumpSink.ByteUse.HEADER))
                .isEqualTo(3);
    }

    @Test
    void timeThatGoesBackIsToldPerBusAndNoFrameIsLost() throws IOException {
        FrameRecording read =
                read("(5.0) can0 123#\n(4.0) can1 123#\n(6.0) can0 123#\n(5.5) can0 123#\n(99000.0) can0 123#\n");

        assertThat(read.frames).hasSize(5);
        assertThat(read.rejects)
                .extracting(
                        fault -> fault.rule() + " " + fault.line() + " " + fault.byteLength() + " " + fault.reason())
                .containsExactly(
                        "D1 4 0 time goes back from 6.0 s to 5.5 s", "D1 5 0 time jumps ahead from 5.5 s to 99000.0 s");
    }

    @Test
    void neighbouringBrokenLinesAreOneReject() throws IOException {
        FrameRecording read = read(FIRST + "junk\n".repeat(10_000) + FIRST);

        assertThat(read.frames).hasSize(2);
        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.count()).isEqualTo(10_000);
            assertThat(fault.byteLength()).isEqualTo(50_000);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {65_530, 65_536, 65_537, 600_000, 3_000_000})
    void aLongLineIsPassedOverInBoundedMemory(int length) throws IOException {
        FrameRecording read = read(FIRST + "x".repeat(length) + "\n" + FIRST);

        assertThat(read.frames).hasSize(2);
        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo(length > 65_536 ? "B5" : "B7");
            assertThat(fault.byteLength()).isEqualTo(length + 1);
            assertThat(fault.reason().length()).isLessThan(250);
        });
    }

    @Test
    void aLogCutAnywhereGivesAPrefix() throws IOException {
        byte[] whole = ("(1.000000) can0 123#1122334455667788\n(2.000000) can0 12345678##1112233445566778899AABBCC\n"
                        + " (3.000000)  can0  123   [2]  11 22\n(4.000000) can0 123#R4\n")
                .getBytes(StandardCharsets.US_ASCII);
        List<String> lines =
                FrameRecording.of(folder, whole, new CandumpSource()).lines();
        for (int cut = 37; cut < whole.length; cut++) {
            FrameRecording read = FrameRecording.of(folder, Arrays.copyOf(whole, cut), new CandumpSource());
            assertThat(read.ledger.discrepancy(cut)).as("cut at %d", cut).isEmpty();
            assertThat(read.lines()).as("cut at %d", cut).isEqualTo(lines.subList(0, read.frames.size()));
            assertThat(read.rules())
                    .as("cut at %d", cut)
                    .hasSizeLessThanOrEqualTo(1)
                    .allMatch("A1"::equals);
        }
    }

    @Test
    void moreBusesThanAnyLoggerHasAreRefused() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append("(1.0) can").append(i).append(" 123#11\n");
        }

        FrameRecording read = read(text.toString());

        assertThat(read.frames).hasSize(256);
        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.reason()).contains("more than 256 buses");
            assertThat(fault.count()).isEqualTo(44);
        });
    }

    @Test
    void aTextWithoutAFrameIsRefused() {
        assertThatThrownBy(() -> read("nothing\n"))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("A2: no frame");
        byte[] other = "time_s,a\n0,1\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(new CandumpSource().recognises(new DumpHead(other, other.length)))
                .isFalse();
        byte[] late = "# taken by hand\n(1.0) can0 123#11\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(new CandumpSource().recognises(new DumpHead(late, late.length)))
                .isTrue();
    }
}
