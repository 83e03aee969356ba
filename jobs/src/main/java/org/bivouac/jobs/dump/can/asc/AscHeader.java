package org.bivouac.jobs.dump.can.asc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.can.text.LineCursor;
import org.bivouac.jobs.fault.Fault;

/**
 * What stands before the first event of an {@code .asc}.
 *
 * @param lines how many lines it has
 * @param base of identifiers and bytes, 10 or 16
 * @param relative whether each time counts from the event before
 * @param date as written; empty when there is none
 * @param start what the date says; null when it is not understood
 * @param metadata what else is said, in its own words
 */
record AscHeader(
        long lines, int base, boolean relative, String date, LocalDateTime start, Map<String, String> metadata) {
    private static final int MOST_LINES = 10_000;
    /** Characters of comments that are kept, and of a date. */
    private static final int MOST_COMMENTS = 10_000;

    private static final int LONGEST_DATE = 200;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /**
     * Reads the lines before the first that begins with a time.
     *
     * @throws DumpException if no line says how numbers and times are written
     */
    static AscHeader read(DumpFile file) throws IOException {
        String date = "";
        int base = 0;
        boolean relative = false;
        Map<String, String> metadata = new LinkedHashMap<>();
        long count = 0;
        try (LineCursor lines = new LineCursor(file)) {
            while (lines.next() && count < MOST_LINES) {
                if (lines.tooLong()) {
                    break;
                }
                String line = text(lines.text(), lines.from(), lines.to()).strip();
                if (!line.isEmpty() && Character.isDigit(line.charAt(0))) {
                    break;
                }
                count++;
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("date ")) {
                    date = line.substring("date ".length()).strip();
                } else if (lower.startsWith("begin trigger")) {
                    // The block's date is the start of the measurement, which times count from.
                    date = line.replaceFirst("\\S+\\s+\\S+\\s*", "");
                } else if (base(lower) > 0) {
                    base = base(lower);
                    relative = lower.contains("relative");
                } else if (line.startsWith("//") && line.length() > 2) {
                    metadata.merge("comment", line.substring(2).strip(), AscHeader::joined);
                }
            }
        }
        if (base == 0) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "B2",
                    "no line 'base hex|dec timestamps absolute|relative' is in the header",
                    "dump refused",
                    "copy the dump again"));
        }
        date = date.substring(0, Math.min(date.length(), LONGEST_DATE));
        return new AscHeader(count, base, relative, date, AscDates.parse(date), metadata);
    }

    private static String joined(String before, String next) {
        return before.length() < MOST_COMMENTS ? before + "; " + next : before;
    }

    /** 10 or 16 as a line {@code base dec} or {@code base hex} says, which also says how times are written; else 0. */
    static int base(String lowerCaseLine) {
        String[] words = lowerCaseLine.strip().split("\\s+");
        if (words.length < 4 || !words[0].equals("base") || !words[2].equals("timestamps")) {
            return 0;
        }
        boolean known = words[3].equals("absolute") || words[3].equals("relative");
        return !known ? 0 : words[1].equals("hex") ? 16 : words[1].equals("dec") ? 10 : 0;
    }

    /** Text of a header line: UTF-8, or Windows-1252 where it is none. */
    static String text(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException other) {
            return new String(bytes, from, to - from, WINDOWS);
        }
    }
}
