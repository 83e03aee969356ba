package org.bivouac.jobs.dump.can.asc;

import static org.bivouac.jobs.dump.can.text.Scanner.NONE;

import java.util.Locale;
import java.util.Map;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.Frame.Format;
import org.bivouac.jobs.dump.can.Frame.Kind;
import org.bivouac.jobs.dump.can.text.FrameLine;
import org.bivouac.jobs.dump.can.text.Scanner;

/**
 * One event of an {@code .asc}. The layouts are those of the samples in public test suites, there is no public
 * specification:
 *
 * <pre>
 *   time channel id[x] Rx|Tx|TxRq d length bytes …            time channel id[x] Rx|Tx r [length] …
 *   time CANFD channel Rx|Tx id[x] [name] switch passive code length bytes duration bits flags …
 *   time channel ErrorFrame …         time Lin id Rx|Tx length bytes …
 * </pre>
 *
 * The length after {@code d} is written by some tools as a hexadecimal length code, by others as a decimal one, or as the
 * number of bytes; what agrees with the bytes on the line is taken.
 */
final class AscLine extends FrameLine {
    private static final int NANO_DIGITS = 9;
    private static final int REMOTE_FLAG = 0x10;
    private static final int LARGEST_LIN_ID = 0x3F;
    /** First words of events that are no frames of CAN or LIN. */
    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("start", "start of measurement"),
            Map.entry("log", "trigger"),
            Map.entry("can", "status"),
            Map.entry("sv:", "system variable"),
            Map.entry("fr", "FlexRay event"),
            Map.entry("eth", "Ethernet event"),
            Map.entry("gps", "GPS event"),
            Map.entry("triggerevent", "trigger"));

    private final Scanner scanner = new Scanner();
    private byte[] text;
    private int base;
    private boolean ended;

    /** Time, ns; {@link Scanner#NONE} when the line has none. */
    long nanos;

    /**
     * Reads the line {@code [from, to)}.
     *
     * @param numberBase of identifiers and bytes, 10 or 16
     * @param whole whether the file has the line's end
     */
    Result parse(byte[] line, int from, int to, int numberBase, boolean whole) {
        text = line;
        base = numberBase;
        ended = whole;
        clear();
        scanner.begin(line, from, to);
        scanner.token();
        nanos = scanner.fixed(NANO_DIGITS);
        if (nanos == NONE) {
            return refused("the line begins with no time");
        }
        if (!scanner.token()) {
            return refused("no event follows the time");
        }
        if (scanner.tokenIs("CANFD")) {
            return flexible();
        }
        busFrom = scanner.tokenFrom();
        busTo = scanner.tokenTo();
        if (scanner.number(10) != NONE) {
            return classic();
        }
        if (isLin()) {
            return lin();
        }
        String word = scanner.tokenLength() > 16 ? "" : scanner.tokenText().toLowerCase(Locale.ROOT);
        return EVENTS.containsKey(word) ? skipped(EVENTS.get(word)) : refused("no known event");
    }

    private Result classic() {
        if (!scanner.token()) {
            return refused("no event follows the channel");
        }
        if (scanner.tokenIs("ErrorFrame")) {
            kind = Kind.ERROR;
            return Result.FRAME;
        }
        if (scanner.tokenStarts("Statistic:")) {
            return skipped("statistic");
        }
        if (scanner.tokenIs("J1939TP")) {
            return skipped("J1939TP message");
        }
        if (scanner.tokenStarts("Status:") || scanner.tokenIs("OverloadFrame")) {
            return skipped(scanner.tokenIs("OverloadFrame") ? "overload frame" : "status");
        }
        String wrong = identifier();
        if (wrong != null) {
            return refused(wrong);
        }
        if (!scanner.token() || !direction()) {
            return refused("no direction Rx, Tx or TxRq");
        }
        if (scanner.tokenIs("TxRq")) {
            return skipped("transmit request");
        }
        if (!scanner.token() || scanner.tokenLength() != 1) {
            return refused("neither d nor r follows the direction");
        }
        char type = Character.toLowerCase((char) text[scanner.tokenFrom()]);
        return type == 'd' ? classicData() : type == 'r' ? remote() : refused("neither d nor r follows the direction");
    }

    private boolean direction() {
        sent = scanner.tokenIs("Tx");
        return sent || scanner.tokenIs("Rx") || scanner.tokenIs("TxRq");
    }

    /** Reads the identifier that the token is, or, when it is a name, the one that stands at the end of the line. */
    private String identifier() {
        int end = scanner.tokenTo();
        int radix = base;
        extended = text[end - 1] == 'x' || text[end - 1] == 'X';
        long number = Scanner.number(text, scanner.tokenFrom(), extended ? end - 1 : end, radix);
        if (number == NONE) {
            int back = scanner.at();
            number = trailingIdentifier();
            scanner.goTo(back);
        }
        if (number == NONE) {
            return "the identifier is no number of base " + base;
        }
        if (number > (extended ? Frame.LARGEST_EXTENDED_ID : Frame.LARGEST_STANDARD_ID)) {
            return "the identifier is too large";
        }
        id = (int) number;
        return null;
    }

    /** {@code ID = 418119424x} behind the bytes of a frame that is logged by its name: always decimal. */
    private long trailingIdentifier() {
        while (scanner.token()) {
            if (scanner.tokenIs("ID") && scanner.token() && scanner.tokenIs("=") && scanner.token()) {
                int end = scanner.tokenTo();
                extended = text[end - 1] == 'x';
                return Scanner.number(text, scanner.tokenFrom(), extended ? end - 1 : end, 10);
            }
        }
        return NONE;
    }

    private Result remote() {
        kind = Kind.REMOTE;
        boolean more = scanner.token();
        long stated = more ? scanner.number(16) : NONE;
        dlc = stated >= 0 && stated <= 15 ? (int) stated : 0;
        return ended || (more && scanner.more()) ? Result.FRAME : refused("cut");
    }

    private Result classicData() {
        if (!scanner.token()) {
            return refused("the length is missing");
        }
        long hex = scanner.number(16);
        long decimal = scanner.number(10);
        String stated = scanner.tokenLength() > 8 ? "…" : scanner.tokenText();
        int bytes = bytes(payload.length);
        if (hex >= 0 && hex <= 15 && (bytes == Frame.length((int) hex) || (hex > 8 && bytes == 8 && ended))) {
            dlc = (int) hex;
        } else if (decimal >= 0 && decimal <= 15 && bytes == Frame.length((int) decimal)) {
            dlc = (int) decimal;
        } else if (hex == bytes && Frame.length(Frame.code(bytes)) == bytes) {
            dlc = Frame.code(bytes);
        } else {
            String found = bytes < 0 ? "more than " + payload.length : Integer.toString(bytes);
            return refused("the length is " + stated + ", found " + found + " bytes");
        }
        length = bytes;
        return Result.FRAME;
    }

    /** Takes the bytes that follow, at most so many; how many there are, -1 when there are more. */
    private int bytes(int most) {
        int count = 0;
        while (scanner.more()) {
            int back = scanner.at();
            scanner.token();
            boolean could = base == 16 ? scanner.tokenLength() == 2 : scanner.tokenLength() <= 3;
            long value = could ? scanner.number(base) : NONE;
            // A decimal that ends with the file may have lost a digit.
            boolean cut = base == 10 && !ended && !scanner.more();
            if (value == NONE || value > 255 || cut) {
                scanner.goTo(back);
                break;
            }
            if (count == most) {
                scanner.goTo(back);
                return most == payload.length ? -1 : count;
            }
            payload[count++] = (byte) value;
        }
        return count;
    }

    private Result flexible() {
        format = Format.CAN_FD;
        if (!scanner.token() || scanner.number(10) == NONE) {
            return refused("no channel follows CANFD");
        }
        busFrom = scanner.tokenFrom();
        busTo = scanner.tokenTo();
        if (!scanner.token()) {
            return refused("no direction follows the channel");
        }
        if (direction()) {
            if (scanner.tokenIs("TxRq")) {
                return skipped("transmit request");
            }
            if (!scanner.token()) {
                return refused("no identifier follows the direction");
            }
        }
        if (scanner.tokenIs("ErrorFrame")) {
            kind = Kind.ERROR;
            return Result.FRAME;
        }
        String wrong = identifier();
        if (wrong != null) {
            return refused(wrong);
        }
        if (!scanner.token()) {
            return refused("the flags are missing");
        }
        if (!isFlag() && !scanner.token()) {
            return refused("the flags are missing");
        }
        fast = scanner.number(10) == 1;
        boolean known = isFlag() && scanner.token() && isFlag();
        passive = known && scanner.number(10) == 1;
        long code = known && scanner.token() ? scanner.number(16) : NONE;
        long count = code != NONE && scanner.token() ? scanner.number(10) : NONE;
        if (code < 0 || code > 15 || count < 0 || count > 64) {
            return refused("flags, length code or length are impossible");
        }
        dlc = (int) code;
        return flexibleBytes((int) count);
    }

    private Result flexibleBytes(int count) {
        int found = count == 0 ? 0 : bytes(count);
        if (found != count) {
            return refused("the length is " + count + ", found " + found + " bytes");
        }
        if (count == 0) {
            boolean flagged = true;
            for (int field = 0; field < 3; field++) {
                flagged &= scanner.token();
            }
            long flags = flagged ? scanner.number(16) : NONE;
            if (!ended) {
                return refused("cut");
            }
            kind = dlc > 0 || (flags != NONE && (flags & REMOTE_FLAG) != 0) ? Kind.REMOTE : Kind.DATA;
        } else if (count != Frame.length(dlc) && !(count == 8 && dlc > 8)) {
            return refused("length code " + dlc + " does not stand for " + count + " bytes");
        }
        length = count;
        return Result.FRAME;
    }

    private boolean isFlag() {
        return scanner.tokenLength() == 1 && (scanner.tokenIs("0") || scanner.tokenIs("1"));
    }

    private boolean isLin() {
        int digits = scanner.tokenStarts("Li") ? 2 : scanner.tokenStarts("L") ? 1 : 0;
        return digits > 0 && Scanner.number(text, scanner.tokenFrom() + digits, scanner.tokenTo(), 10) != NONE;
    }

    private Result lin() {
        format = Format.LIN;
        long number = scanner.token() ? scanner.number(base) : NONE;
        if (number == NONE || number > LARGEST_LIN_ID || !scanner.token() || !direction()) {
            return skipped("LIN event");
        }
        id = (int) number;
        long stated = scanner.token() ? scanner.number(16) : NONE;
        if (stated < 0 || stated > 8) {
            return refused("the length is impossible");
        }
        length = bytes((int) stated);
        dlc = length;
        return length == stated ? Result.FRAME : refused("the length is " + stated + ", found " + length + " bytes");
    }
}
