package org.bivouac.jobs.dump.can.trc;

import static org.bivouac.jobs.dump.can.text.Scanner.NONE;

import java.util.Map;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.Frame.Format;
import org.bivouac.jobs.dump.can.Frame.Kind;
import org.bivouac.jobs.dump.can.text.FrameLine;
import org.bivouac.jobs.dump.can.text.Scanner;

/**
 * One message of a {@code .trc}, by the columns of its version (PEAK-System, PEAK CAN TRC File Format, version 3.1). An
 * identifier of eight digits has 29 bits, one of four has 11. What is no frame (a warning, a change of the bus state or of
 * an error counter, an event) is skipped; so is any message 0xFFFFFFFF of version 1.
 */
final class TrcLine extends FrameLine {
    private static final int MICRO_DIGITS = 3;
    private static final long EVENT = 0xFFFFFFFFL;
    private static final Map<String, String> SKIPPED =
            Map.of("Warng", "warning", "ST", "status", "EC", "error counters", "EV", "event");

    private final Scanner scanner = new Scanner();
    private final String columns;
    private byte[] text;
    private boolean ended;

    /** Time, us; {@link Scanner#NONE} when the line has none. */
    long micros;

    TrcLine(String columns) {
        this.columns = columns;
    }

    /**
     * Reads the line {@code [from, to)}.
     *
     * @param whole whether the file has the line's end
     */
    Result parse(byte[] line, int from, int to, boolean whole) {
        text = line;
        ended = whole;
        clear();
        micros = NONE;
        long stated = NONE;
        boolean code = false;
        scanner.begin(line, from, to);
        for (int c = 0; c < columns.length() - 1; c++) {
            char column = columns.charAt(c);
            if (column == 'I' && kind == Kind.ERROR && columns.indexOf('T') >= 0 && blankIdentifier()) {
                continue;
            }
            if (!scanner.token()) {
                return refused("column " + column + " is missing");
            }
            switch (column) {
                case 'N' -> number();
                case 'O' -> micros = scanner.fixed(MICRO_DIGITS);
                case 'B' -> bus();
                case 'T' -> type();
                case 'I' -> identifier();
                case 'd' -> sent = scanner.tokenIs("Tx");
                case 'l', 'L' -> {
                    code = column == 'L';
                    stated = scanner.number(10);
                }
                default -> reserved();
            }
            if (what != null) {
                return SKIPPED.containsValue(what) ? Result.SKIPPED : Result.REFUSED;
            }
            if (column == 'O' && micros == NONE) {
                return refused("the time is none");
            }
        }
        return bytes(stated, code);
    }

    /** Version 1 writes {@code 12)}. */
    private void number() {
        int end = scanner.tokenTo();
        boolean bracket = text[end - 1] == ')';
        if (Scanner.number(text, scanner.tokenFrom(), bracket ? end - 1 : end, 10) == NONE) {
            what = "the message number is none";
        }
    }

    private void bus() {
        busFrom = scanner.tokenFrom();
        busTo = scanner.tokenTo();
        if (busTo - busFrom == 1 && text[busFrom] == '-') {
            busTo = busFrom;
        } else if (scanner.number(10) == NONE) {
            what = "the bus is no number";
        }
    }

    private void reserved() {
        if (!scanner.tokenIs("-")) {
            what = "a column that should be empty is not";
        }
    }

    private void type() {
        String type = scanner.tokenLength() > 5 ? "" : scanner.tokenText();
        switch (type) {
            case "Rx", "DT" -> kind = Kind.DATA;
            case "Tx" -> sent = true;
            case "RR" -> kind = Kind.REMOTE;
            case "Error", "ER" -> kind = Kind.ERROR;
            case "FD", "FB", "FE", "BI" -> {
                format = Format.CAN_FD;
                fast = type.equals("FB") || type.equals("BI");
                passive = type.equals("FE") || type.equals("BI");
            }
            default -> what = SKIPPED.getOrDefault(type, "message type '" + type + "' is not known");
        }
    }

    /** An error frame of version 2 has no identifier: the direction comes next. */
    private boolean blankIdentifier() {
        int back = scanner.at();
        boolean blank = scanner.token() && (scanner.tokenIs("Rx") || scanner.tokenIs("Tx") || scanner.tokenIs("-"));
        scanner.goTo(back);
        return blank;
    }

    private void identifier() {
        long number = scanner.number(16);
        int digits = scanner.tokenLength();
        extended = digits == 8;
        if (number == EVENT) {
            what = SKIPPED.get("Warng");
        } else if (number == NONE || (digits != 4 && digits != 8)) {
            what = "an identifier has 4 or 8 hexadecimal digits";
        } else if (number > (extended ? Frame.LARGEST_EXTENDED_ID : Frame.LARGEST_STANDARD_ID)) {
            what = "the identifier is too large";
        } else if (kind == Kind.ERROR) {
            // It says what kind of error it is.
            id = 0;
            extended = false;
        } else {
            id = (int) number;
        }
    }

    private Result bytes(long stated, boolean code) {
        long most = format == Format.CAN_FD && !code ? 64 : 15;
        if (stated < 0 || stated > most) {
            return refused("the length is impossible");
        }
        int wanted = code && format == Format.CAN_FD ? Frame.length((int) stated) : (int) stated;
        if (format == Format.CAN) {
            wanted = Math.min(wanted, 8);
        }
        dlc = format == Format.CAN ? (int) stated : Frame.code(wanted);
        int count = 0;
        boolean asked = false;
        while (scanner.token()) {
            if (scanner.tokenIs("RTR")) {
                asked = true;
                break;
            }
            int value = scanner.tokenLength() == 2 ? (int) scanner.number(16) : -1;
            if (value < 0 || count == payload.length) {
                return refused("what follows the length is neither bytes nor RTR");
            }
            payload[count++] = (byte) value;
        }
        if (asked || kind == Kind.REMOTE) {
            kind = Kind.REMOTE;
            // The last digit may be missing where nothing follows it.
            return count > 0 ? refused("a remote frame with bytes") : Result.FRAME;
        }
        if (count != wanted || (format == Format.CAN_FD && Frame.length(dlc) != wanted)) {
            return refused("the length is " + stated + ", found " + count + " bytes");
        }
        if (!ended && count == 0) {
            return refused("cut");
        }
        length = count;
        return Result.FRAME;
    }
}
