package org.bivouac.jobs.dump.tabular;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/** Reads the cells that are not plain short numbers: blank, quoted, text, clock times, long numbers, strange spellings. */
final class CellReader {
    /** The row has another number of cells than columns. */
    static final int FIELDS = -1;
    /** A quote is opened and not closed. */
    static final int UNCLOSED = -2;
    /** Something stands between a closing quote and the next delimiter. */
    static final int AFTER_QUOTE = -3;
    /** The row holds NUL bytes. */
    static final int NUL = -4;

    /** A cell is longer than any line may be. */
    static final int TOO_LONG = -5;

    private static final int SHOWN = 40;

    private final List<Layout.Column> columns;
    private final byte delimiter;
    private final boolean quoted;
    private final boolean skipBlanks;
    private final byte[][] missing;
    private final Block block;
    private final RowBook book;
    private final CharsetDecoder decoder;
    private final Decimals decimals = new Decimals();
    private final byte[][] lastText;
    private final String[] lastString;

    CellReader(Layout layout, Block block, RowBook book) {
        this.columns = layout.columns();
        this.delimiter = layout.delimiter();
        this.quoted = layout.quoted();
        this.skipBlanks = delimiter != ' ';
        this.block = block;
        this.book = book;
        missing = layout.missing().stream()
                .map(spelling -> spelling.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        decoder = layout.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        lastText = new byte[columns.size()][];
        lastString = new String[columns.size()];
    }

    /** Reads column {@code c} at {@code from} into the block; where its delimiter or line end is, or a negative reason. */
    int read(byte[] text, int from, int limit, int c) {
        int at = from;
        while (skipBlanks && (text[at] == ' ' || (text[at] == '\t' && delimiter != '\t'))) {
            at++;
        }
        if (quoted && text[at] == '"') {
            return quoted(text, at + 1, limit, c);
        }
        int end = at;
        while (text[end] != delimiter && text[end] != '\n') {
            if (text[end] == 0) {
                return NUL;
            }
            end++;
        }
        if (end - from > LineParser.LONGEST_LINE) {
            return TOO_LONG;
        }
        int to = end > at && text[end] == '\n' && text[end - 1] == '\r' ? end - 1 : end;
        value(text, at, to, c);
        return to;
    }

    private int quoted(byte[] text, int from, int limit, int c) {
        boolean doubled = false;
        int at = from;
        for (; ; at++) {
            if (at >= limit || at - from > LineParser.LONGEST_LINE) {
                return UNCLOSED;
            }
            if (text[at] == 0) {
                return NUL;
            }
            if (text[at] == '"') {
                if (text[at + 1] != '"') {
                    break;
                }
                doubled = true;
                at++;
            }
        }
        int to = at;
        for (at++; text[at] == ' '; at++) {}
        if (text[at] != delimiter && text[at] != '\n' && !(text[at] == '\r' && text[at + 1] == '\n')) {
            return AFTER_QUOTE;
        }
        if (doubled) {
            byte[] single = new String(text, from, to - from, StandardCharsets.ISO_8859_1)
                    .replace("\"\"", "\"")
                    .getBytes(StandardCharsets.ISO_8859_1);
            value(single, 0, single.length, c);
        } else {
            value(text, from, to, c);
        }
        return at;
    }

    private void value(byte[] text, int start, int end, int c) {
        int from = start;
        int to = end;
        while (from < to && text[from] == ' ') {
            from++;
        }
        while (to > from && text[to - 1] == ' ') {
            to--;
        }
        Layout.Kind kind = columns.get(c).kind();
        boolean absent = from == to || isMissing(text, from, to);
        if (kind == Layout.Kind.TEXT) {
            block.texts[c][block.count] = absent ? null : text(text, from, to, c);
            return;
        }
        block.numbers[c][block.count] =
                absent || kind == Layout.Kind.REFUSED ? Double.NaN : number(text, from, to, c, kind);
    }

    private boolean isMissing(byte[] text, int from, int to) {
        for (byte[] spelling : missing) {
            if (Arrays.equals(text, from, to, spelling, 0, spelling.length)) {
                return true;
            }
        }
        return false;
    }

    private double number(byte[] text, int from, int to, int c, Layout.Kind kind) {
        if (kind == Layout.Kind.NUMBER) {
            Decimals.Outcome outcome =
                    decimals.parse(text, from, to, columns.get(c).decimalMark());
            if (outcome == Decimals.Outcome.NUMBER) {
                return decimals.value;
            }
            Ledger.CellFault fault =
                    outcome == Decimals.Outcome.OVERFLOW ? Ledger.CellFault.OVERFLOW : Ledger.CellFault.NOT_A_NUMBER;
            return refused(text, from, to, c, fault);
        }
        String spelled = new String(text, from, Math.min(to - from, SHOWN), StandardCharsets.ISO_8859_1);
        double seconds = to - from > SHOWN ? Double.NaN : kind == Layout.Kind.CLOCK ? clock(spelled) : instant(spelled);
        return Double.isNaN(seconds) ? refused(text, from, to, c, Ledger.CellFault.BAD_TIME) : seconds;
    }

    private double refused(byte[] text, int from, int to, int c, Ledger.CellFault kind) {
        block.flagged[block.count] = true;
        block.anyFlagged = true;
        book.cell(c, kind, text, from, Math.min(to, from + SHOWN));
        return Double.NaN;
    }

    /** Seconds of {@code h:mm:ss} with an optional fraction; NaN for anything else. */
    private double clock(String spelled) {
        String[] parts = spelled.split(":", -1);
        if (parts.length != 3 || parts[0].length() > 6 || parts[0].isEmpty() || parts[1].length() != 2) {
            return Double.NaN;
        }
        double seconds = 0;
        for (String part : parts) {
            byte[] digits = part.getBytes(StandardCharsets.ISO_8859_1);
            boolean plain = digits.length > 0 && digits[0] >= '0' && digits[0] <= '9';
            if (!plain || decimals.parse(digits, 0, digits.length, (byte) '.') != Decimals.Outcome.NUMBER) {
                return Double.NaN;
            }
            seconds = seconds * 60 + decimals.value;
        }
        return decimals.value < 61 ? Math.rint(seconds * 1e6) / 1e6 : Double.NaN;
    }

    /** Whether an instant ends with Z or an offset. */
    static boolean statesOffset(String spelled) {
        return spelled.endsWith("Z") || spelled.matches(".*[+-]\\d\\d:?\\d\\d");
    }

    private static double instant(String spelled) {
        String standard = spelled.replace(' ', 'T');
        // A leap second has no place of its own in seconds since 1970: it is counted as the second behind it.
        int leap = standard.indexOf(":60", 16);
        if (leap == 16) {
            return instant(standard.substring(0, leap) + ":59" + standard.substring(leap + 3)) + 1;
        }
        try {
            Instant instant = statesOffset(standard)
                    ? OffsetDateTime.parse(standard, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                            .toInstant()
                    : LocalDateTime.parse(standard).toInstant(ZoneOffset.UTC);
            return instant.getEpochSecond() + instant.getNano() / 1e9;
        } catch (DateTimeException notATime) {
            return Double.NaN;
        }
    }

    private String text(byte[] text, int from, int to, int c) {
        byte[] last = lastText[c];
        if (last != null && Arrays.equals(text, from, to, last, 0, last.length)) {
            return lastString[c];
        }
        try {
            String decoded =
                    decoder.decode(ByteBuffer.wrap(text, from, to - from)).toString();
            if (decoded.indexOf(0x1A) >= 0) {
                throw new CharacterCodingException();
            }
            lastText[c] = Arrays.copyOfRange(text, from, to);
            lastString[c] = decoded;
            return decoded;
        } catch (CharacterCodingException broken) {
            refused(text, from, to, c, Ledger.CellFault.BROKEN_TEXT);
            return null;
        }
    }
}
