package org.bivouac.jobs.dump.can.candump;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.Frame.Format;
import org.bivouac.jobs.dump.can.Frame.Kind;
import org.bivouac.jobs.dump.can.text.FrameLine;
import org.bivouac.jobs.dump.can.text.Scanner;

/**
 * One line of candump, read straight from its bytes. The layouts are those that can-utils prints (lib.c and candump.c,
 * version 2023.03): the log format {@code (seconds) bus ID#DATA}, also without time, and the screen format {@code
 * (seconds) bus ID [length] BYTES}.
 *
 * <pre>
 *   (1631416514.717133) can0 0D2#0000FFFF10000000      data            123#11223344_B  with length code
 *   (1631416514.717133) can0 123##30011223344          CAN FD, flags   123#R4          remote
 *   (1631416514.717133) can0 20000004#0004000000000000 error           123#11 T        sent
 *    (000.000123)  can0  TX B -  12345678  [08]  11 22 33 44 55 66 77 88
 * </pre>
 */
final class CandumpLine extends FrameLine {
    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    /** Value of two hexadecimal digits, by their bytes as a little-endian number; -1 for all others. */
    private static final short[] BYTES = new short[1 << 16];

    static {
        for (int pair = 0; pair < BYTES.length; pair++) {
            int high = Scanner.hex((byte) pair);
            int low = Scanner.hex((byte) (pair >> 8));
            BYTES[pair] = (short) ((high | low) < 0 ? -1 : high << 4 | low);
        }
    }

    private static final int ERROR_FLAG = 0x20000000;
    private static final int NOT_ID = 0xC0000000;
    private static final int FAST = 1;
    private static final int PASSIVE = 2;

    private final CandumpTime time = new CandumpTime();
    private int at;

    /** The time of the line that was read last. */
    CandumpTime time() {
        return time;
    }

    /**
     * Reads the line {@code [from, to)}.
     *
     * @return why it is no frame, which is {@link #what} too; null when it is one
     */
    String parse(byte[] text, int from, int to) {
        clear();
        what = frame(text, from, to);
        return what;
    }

    private String frame(byte[] text, int from, int to) {
        at = blanks(text, from, to);
        time.none();
        passNumber(text, to);
        if (at < to && text[at] == '(') {
            int behind = time.parse(text, at, to);
            if (behind < 0) {
                return "the time is none";
            }
            at = blanks(text, behind, to);
        }
        busFrom = at;
        at = tokenEnd(text, at, to);
        busTo = at;
        at = blanks(text, at, to);
        if (busTo == busFrom || at == to || at == busTo) {
            return "no bus and frame found";
        }
        int idFrom = at;
        while (at < to && Scanner.hex(text[at]) >= 0) {
            at++;
        }
        if (at < to && text[at] == '#') {
            String wrong = identifier(text, idFrom, at);
            return wrong == null ? compact(text, to) : wrong;
        }
        at = idFrom;
        return screen(text, to);
    }

    /** Some tools number the lines; the number is passed over. */
    private void passNumber(byte[] text, int to) {
        int end = at;
        while (end < to && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        int next = blanks(text, end, to);
        if (end > at && next > end && next < to && text[next] == '(') {
            at = next;
        }
    }

    /** The identifier that stands in {@code [from, to)}: three hexadecimal digits, or eight with the error flag. */
    private String identifier(byte[] text, int from, int to) {
        if (to - from != 3 && to - from != 8) {
            return "an identifier has 3 or 8 hexadecimal digits, found " + (to - from);
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value << 4 | Scanner.hex(text[i]);
        }
        extended = to - from == 8;
        if ((value & NOT_ID) != 0 || (!extended && value > Frame.LARGEST_STANDARD_ID)) {
            return "the identifier is too large";
        }
        kind = (value & ERROR_FLAG) != 0 ? Kind.ERROR : Kind.DATA;
        id = value & Frame.LARGEST_EXTENDED_ID;
        return null;
    }

    /** What follows {@code ID} in the log format, from the first number sign on. */
    private String compact(byte[] text, int to) {
        at++;
        format = Format.CAN;
        if (at < to && text[at] == '#') {
            int flags = at + 1 < to ? Scanner.hex(text[at + 1]) : -1;
            if (flags < 0) {
                return "the flags of a CAN FD frame are missing";
            }
            at += 2;
            format = Format.CAN_FD;
            fast = (flags & FAST) != 0;
            passive = (flags & PASSIVE) != 0;
        } else if (at < to && (text[at] == 'R' || text[at] == 'r')) {
            at++;
            kind = Kind.REMOTE;
            dlc = at < to && text[at] >= '0' && text[at] <= '8' ? text[at++] - '0' : 0;
            return code(text, to, dlc);
        }
        int i = at;
        int most = format == Format.CAN ? 8 : 64;
        int count = 0;
        while (i + 1 < to) {
            int value = BYTES[(short) PAIR.get(text, i) & 0xffff];
            if (value < 0) {
                if (text[i] == '.' && count > 0) {
                    i++;
                    continue;
                }
                break;
            }
            if (count == most) {
                return "more than " + most + " bytes of payload";
            }
            payload[count++] = (byte) value;
            i += 2;
        }
        at = i;
        length = count;
        dlc = length <= 8 ? length : Frame.code(length);
        return Frame.length(dlc) != length ? "CAN FD has no frame of " + length + " bytes" : code(text, to, length);
    }

    /** The rest of a line of the log format: {@code _code} for a frame of 8 bytes, and who sent it. */
    private String code(byte[] text, int to, int bytes) {
        if (at < to && text[at] == '_') {
            int code = at + 1 < to ? Scanner.hex(text[at + 1]) : -1;
            if (code <= 8 || bytes != 8 || format != Format.CAN) {
                return "the length code is impossible";
            }
            dlc = code;
            at += 2;
        }
        int rest = blanks(text, at, to);
        if (rest < to && rest > at && (text[rest] == 'T' || text[rest] == 'R')) {
            sent = text[rest] == 'T';
            rest = blanks(text, rest + 1, to);
        }
        return rest == to ? null : "the frame does not end where its bytes do";
    }

    /** What follows the bus in the screen format. */
    private String screen(byte[] text, int to) {
        if (at + 2 < to && (text[at] == 'T' || text[at] == 'R') && text[at + 1] == 'X' && isBlank(text[at + 2])) {
            sent = text[at] == 'T';
            int first = blanks(text, at + 2, to);
            int second = blanks(text, first + 1, to);
            if (second >= to) {
                return "the frame is missing";
            }
            fast = text[first] == 'B';
            passive = text[second] == 'E';
            at = blanks(text, second + 1, to);
        }
        int idTo = tokenEnd(text, at, to);
        for (int i = at; i < idTo; i++) {
            if (Scanner.hex(text[i]) < 0) {
                return "no line of candump";
            }
        }
        String wrong = identifier(text, at, idTo);
        if (wrong != null) {
            return wrong;
        }
        at = blanks(text, idTo, to);
        wrong = stated(text, to);
        return wrong == null ? bytes(text, to) : wrong;
    }

    /** The length in brackets, of two digits in CAN FD; in braces it is the length code of a frame of 8 bytes. */
    private String stated(byte[] text, int to) {
        boolean code = at < to && text[at] == '{';
        int close = at;
        while (close < to && text[close] != (code ? '}' : ']')) {
            close++;
        }
        if (close >= to || (text[at] != '[' && !code)) {
            return "no line of candump";
        }
        long number = Scanner.number(text, at + 1, close, code ? 16 : 10);
        format = !code && close - at == 3 ? Format.CAN_FD : Format.CAN;
        boolean possible = code ? number > 8 && number < 16 : number >= 0 && number <= (format == Format.CAN ? 8 : 64);
        if (!possible || (!code && Frame.length(Frame.code((int) number)) != number)) {
            return "the length is impossible";
        }
        dlc = code ? (int) number : Frame.code((int) number);
        length = code ? 8 : (int) number;
        at = blanks(text, close + 1, to);
        return null;
    }

    private String bytes(byte[] text, int to) {
        int end = tokenEnd(text, at, to);
        if (end - at == "remote".length() && text[at] == 'r') {
            int request = blanks(text, end, to);
            if (tokenEnd(text, request, to) - request != "request".length()) {
                return "the remote request is cut";
            }
            kind = Kind.REMOTE;
            length = 0;
            return null;
        }
        for (int i = 0; i < length; i++) {
            end = tokenEnd(text, at, to);
            if (end - at != 2 || Scanner.hex(text[at]) < 0 || Scanner.hex(text[at + 1]) < 0) {
                return "the length says " + length + " bytes, found " + i;
            }
            payload[i] = (byte) (Scanner.hex(text[at]) << 4 | Scanner.hex(text[at + 1]));
            at = blanks(text, end, to);
        }
        boolean more = at < to && tokenEnd(text, at, to) - at == 2 && Scanner.hex(text[at]) >= 0;
        return more && Scanner.hex(text[at + 1]) >= 0 ? "more bytes than the length says" : null;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static int blanks(byte[] text, int from, int to) {
        int i = from;
        while (i < to && isBlank(text[i])) {
            i++;
        }
        return i;
    }

    private static int tokenEnd(byte[] text, int from, int to) {
        int i = from;
        while (i < to && !isBlank(text[i])) {
            i++;
        }
        return i;
    }
}
