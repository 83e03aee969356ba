package org.bivouac.jobs.dump.can.trc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.can.FrameRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrcSourceTest {
    private static final Map<String, String> HEADERS = Map.of(
            "1.0", ";##########\n",
            "1.1", ";$FILEVERSION=1.1\n;$STARTTIME=44548.5\n;\n",
            "1.2", ";$FILEVERSION=1.2\n;$STARTTIME=44548.5\n;\n",
            "1.3", ";$FILEVERSION=1.3\n;$STARTTIME=44548.5\n;\n",
            "2.0", ";$FILEVERSION=2.0\n;$STARTTIME=44548.5\n;$COLUMNS=N,O,T,I,d,l,D\n;\n",
            "2.1", ";$FILEVERSION=2.1\n;$STARTTIME=44548.5\n;$COLUMNS=N,O,T,B,I,d,R,L,D\n;\n");
    private static final Map<String, String> LAST = Map.of(
            "1.0", "9) 9000 7FF0 0\n".replace("7FF0", "07FF"),
            "1.1", "9) 9000.0 Rx 07FF 0\n",
            "1.2", "9) 9000.0 1 Rx 07FF 0\n",
            "1.3", "9) 9000.0 1 Rx 07FF - 0\n",
            "2.0", "9 9000.000 DT 07FF Rx 0\n",
            "2.1", "9 9000.000 DT 1 07FF Rx - 0\n");

    @TempDir
    Path folder;

    private FrameRecording read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        FrameRecording read = FrameRecording.of(folder, bytes, new TrcSource());
        assertThat(read.ledger.discrepancy(bytes.length)).isEmpty();
        assertThat(new TrcSource().recognises(new DumpHead(bytes, bytes.length)))
                .isTrue();
        return read;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0 | 1) 1500 00000100 2 00 FF | 1.5  100x CAN DATA 2 00FF",
                "1.0 | 1) 1500 0100 1 RTR | 1.5  100 CAN REMOTE 1",
                "1.1 | 1) 1500.4 Tx 0100 2 00 FF | 1.5004  100 CAN DATA sent 2 00FF",
                "1.1 | 1) 1500.4 Error 0008 4 00 19 08 08 | 1.5004  0 CAN ERROR 4 00190808",
                "1.2 | 1) 1500.4 2 Rx 0100 2 00 FF | 1.5004 2 100 CAN DATA 2 00FF",
                "1.3 | 1) 1500.4 2 Rx 0100 - 2 00 FF | 1.5004 2 100 CAN DATA 2 00FF",
                "2.0 | 1 1500.456 DT 0100 Tx 2 00 FF | 1.500456  100 CAN DATA sent 2 00FF",
                "2.0 | 1 1500.456 RR 0100 Rx 4 | 1.500456  100 CAN REMOTE 4",
                "2.0 | 1 1500.456 ER Rx 5 04 00 02 00 00 | 1.500456  0 CAN ERROR 5 0400020000",
                "2.0 | 1 1500.456 FD 0100 Rx 12 00 01 02 03 04 05 06 07 08 09 0A 0B | 1.500456  100 CAN_FD DATA 9 000102030405060708090A0B",
                "2.1 | 1 1500.456 FB 3 0100 Rx - 9 00 01 02 03 04 05 06 07 08 09 0A 0B | 1.500456 3 100 CAN_FD DATA fast 9 000102030405060708090A0B",
                "2.1 | 1 1500.456 FE 3 0100 Rx - 1 00 | 1.500456 3 100 CAN_FD DATA passive 1 00",
                "2.1 | 1 1500.456 BI 3 0100 Tx - 1 00 | 1.500456 3 100 CAN_FD DATA sent fast passive 1 00",
                "2.1 | 1 1500.456 DT 3 0100 Rx - 9 00 01 02 03 04 05 06 07 | 1.500456 3 100 CAN DATA 9 0001020304050607"
            })
    void everyMessageIsAFrame(String version, String line, String frame) throws IOException {
        FrameRecording read = read(HEADERS.get(version) + line + "\n" + LAST.get(version));

        assertThat(read.rejects).isEmpty();
        assertThat(read.lines()).hasSize(2).element(0).isEqualTo(frame);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0 | 1) 1500 FFFFFFFF 4 00 00 00 08 -- -- -- -- BUSHEAVY | warning",
                "1.1 | 1) 1500.4 Warng FFFFFFFF 4 00 00 00 08 BUSHEAVY | warning",
                "2.0 | 1 1500.456 ST Rx 00 00 00 08 | status",
                "2.0 | 1 1500.456 EC Rx 02 02 | error counters",
                "2.1 | 1 1500.456 EV User-defined event | event",
                "2.1 | ; a remark | comment"
            })
    void whatIsNoFrameIsCounted(String version, String line, String kind) throws IOException {
        FrameRecording read = read(HEADERS.get(version) + LAST.get(version).replace("9", "1") + line + "\n");

        assertThat(read.rejects).isEmpty();
        assertThat(read.frames).hasSize(1);
        assertThat(read.skipped).isEqualTo(Map.of(kind, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.1 | 1) 1500.4 Rx 100 2 00 FF | an identifier has 4 or 8 hexadecimal digits",
                "1.1 | 1) 1500.4 Rx 0800 2 00 FF | the identifier is too large",
                "1.1 | 1) 1500.4 Rx 20000000 2 00 FF | the identifier is too large",
                "1.1 | 1) 1500.4 Rx 0100 3 00 FF | the length is 3, found 2 bytes",
                "1.1 | 1) 1500.4 Rx 0100 16 00 | the length is impossible",
                "1.1 | 1) 1500.4 Rx 0100 1 0 | what follows the length is neither bytes nor RTR",
                "1.1 | 1) 1500.4 Xx 0100 1 00 | message type 'Xx' is not known",
                "1.1 | 1) soon Rx 0100 1 00 | the time is none",
                "1.1 | one) 1500.4 Rx 0100 1 00 | the message number is none",
                "1.1 | 1) 1500.4 Rx | column I is missing",
                "1.3 | 1) 1500.4 1 Rx 0100 x 1 00 | a column that should be empty is not",
                "2.0 | 1 1500.4 FD 0100 Rx 9 00 01 02 03 04 05 06 07 08 | the length is 9, found 9 bytes",
                "2.1 | 1 1500.4 DT x 0100 Rx - 1 00 | the bus is no number",
                "2.1 | 1 1500.4 RR 1 0100 Rx - 1 00 | a remote frame with bytes"
            })
    void aBrokenLineCostsThatLineOnly(String version, String line, String reason) throws IOException {
        FrameRecording read =
                read(HEADERS.get(version) + LAST.get(version).replace("9", "1") + line + "\n" + LAST.get(version));

        assertThat(read.frames).extracting(frame -> frame.ordinal()).containsExactly(0L, 2L);
        assertThat(read.rejects)
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).isEqualTo(reason + ": '" + line + "'"));
    }

    @Test
    void theStartIsCountedInDaysOrWrittenInAComment() throws IOException {
        FrameRecording days = read(HEADERS.get("1.1") + LAST.get("1.1"));
        assertThat(days.start).hasToString("2021-12-18T12:00:00Z");
        assertThat(days.clock).isEqualTo(Clock.LOCAL);

        FrameRecording comment =
                read(HEADERS.get("1.0") + ";    Start time: 18.12.2021 14:28:07.062\n" + LAST.get("1.0"));
        assertThat(comment.start).hasToString("2021-12-18T14:28:07.062Z");

        FrameRecording none = read(HEADERS.get("1.0") + LAST.get("1.0"));
        assertThat(none.start).isNull();
        assertThat(none.clock).isEqualTo(Clock.RELATIVE);
    }

    @Test
    void anUnknownVersionIsRefusedByName() {
        assertThatThrownBy(() -> read(";$FILEVERSION=3.0\n;$COLUMNS=N,O,T,I,d,l,D\n" + LAST.get("2.0")))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("version '3.0'");
        assertThatThrownBy(() -> read(";$FILEVERSION=2.1\n" + LAST.get("2.1")))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("columns ''");
    }

    @Test
    void aTraceCutAnywhereGivesAPrefix() throws IOException {
        String header = HEADERS.get("2.1");
        byte[] whole = (header + "1 1.456 FB 3 0100 Rx - 9 00 01 02 03 04 05 06 07 08 09 0A 0B\n"
                        + "2 2.456 RR 3 0100 Rx - 4\n3 3.456 ST Rx 00 00 00 08\n4 4.456 DT 3 0100 Rx - 1 00\n")
                .getBytes(StandardCharsets.US_ASCII);
        List<String> lines = FrameRecording.of(folder, whole, new TrcSource()).lines();
        for (int cut = header.length() + 62; cut < whole.length; cut++) {
            FrameRecording read = FrameRecording.of(folder, Arrays.copyOf(whole, cut), new TrcSource());
            assertThat(read.ledger.discrepancy(cut)).as("cut at %d", cut).isEmpty();
            assertThat(read.lines()).as("cut at %d", cut).isEqualTo(lines.subList(0, read.frames.size()));
        }
    }
}
