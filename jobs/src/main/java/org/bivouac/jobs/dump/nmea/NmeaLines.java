package org.bivouac.jobs.dump.nmea;

import java.io.IOException;
import org.bivouac.jobs.dump.BoundedLines;
import org.bivouac.jobs.dump.DumpFile;

/** Walks through a log line by line, in bounded memory, and tells sentences and what is none. */
final class NmeaLines {
    /** The standard allows 82 characters; receivers' own sentences are longer. */
    private static final int LONGEST = 4096;

    /** Hears of the lines. */
    interface Listener {
        /** A sentence; its bytes are {@code [from, to)}, the line's end included. */
        void sentence(Sentence sentence, long from, long to, long line);

        /** A line without anything on it. */
        void blank(long from, long to);

        /** Bytes that are no sentence. */
        void refused(String rule, long from, long to, long line, String reason);
    }

    private NmeaLines() {}

    /**
     * Reads the log whole.
     *
     * @param checksums whether a sentence without a checksum is refused
     */
    static void read(DumpFile file, Checksums checksums, Listener listener) throws IOException {
        try (BoundedLines lines = new BoundedLines(file, LONGEST)) {
            while (lines.next()) {
                line(lines, checksums, listener);
            }
        }
    }

    /** What is asked of a sentence's checksum. */
    enum Checksums {
        REQUIRED,
        IF_THERE
    }

    private static void line(BoundedLines lines, Checksums checksums, Listener listener) {
        byte[] line = lines.bytes();
        long from = lines.from();
        long to = lines.to();
        long number = lines.line();
        if (lines.isTooLong()) {
            boolean nul = true;
            for (byte b : line) {
                nul &= b == 0;
            }
            listener.refused(
                    nul ? "A10" : "B5",
                    from,
                    to,
                    number,
                    nul ? "NUL bytes" : "a line of " + (to - from) + " bytes, at most " + LONGEST + " are read");
            return;
        }
        int end = lines.length();
        while (end > 0 && (line[end - 1] == '\r' || line[end - 1] == ' ')) {
            end--;
        }
        if (end == 0) {
            listener.blank(from, to);
            return;
        }
        boolean ended = lines.isEnded();
        int begin = end - 1;
        while (begin > 0 && line[begin] != '$' && line[begin] != '!') {
            begin--;
        }
        Sentence sentence = Sentence.of(line, begin, end);
        boolean whole = sentence != null && (sentence.checked() || (ended && begin == 0));
        if (whole && (sentence.checked() || checksums == Checksums.IF_THERE)) {
            if (begin > 0) {
                listener.refused(rule(line, begin), from, from + begin, number, "no sentence, but one follows");
            }
            listener.sentence(sentence, from + begin, to, number);
            return;
        }
        String rule = rule(line, end);
        String reason = switch (rule) {
            case "A10" -> "NUL bytes";
            default ->
                !ended
                        ? "the last line is cut"
                        : sentence != null
                                ? "a sentence without its checksum"
                                : "no sentence, or its checksum is wrong";
        };
        listener.refused(rule.equals("C3") && !ended ? "A1" : rule, from, to, number, reason);
    }

    private static String rule(byte[] line, int end) {
        for (int i = 0; i < end; i++) {
            if (line[i] == 0) {
                return "A10";
            }
        }
        return "C3";
    }
}
