package org.bivouac.jobs.dump.tabular;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * How the data lines of a text table are laid out; nothing in it is guessed.
 *
 * @param columns one per cell, in order
 * @param delimiter between cells, ASCII
 * @param quoted whether cells may stand in double quotes
 * @param missing spellings of "no value" beside the blank cell, trimmed
 * @param trailingDelimiter whether one empty cell may follow the last column
 * @param lastLineEnd whether the last line must end; if so, an unended last row is refused, for it may be cut
 * @param repeatedTime whether a row with the time of the row before is refused
 * @param charset of text cells
 * @param clock how the time column is read
 */
public record Layout(
        List<Column> columns,
        byte delimiter,
        boolean quoted,
        List<String> missing,
        boolean trailingDelimiter,
        LastLineEnd lastLineEnd,
        RepeatedTime repeatedTime,
        Charset charset,
        Clock clock) {

    /** What most programs export: numbers, quoted or not, on lines that all end, with times that may repeat. */
    public static Layout export(List<Column> columns, char delimiter, Charset charset, Clock clock) {
        return new Layout(
                List.copyOf(columns),
                (byte) delimiter,
                true,
                List.of(),
                false,
                LastLineEnd.REQUIRED,
                RepeatedTime.KEEP,
                charset,
                clock);
    }

    /** Columns of numbers with these names and units, as far as there are any, and this decimal mark. */
    public static List<Column> numbers(List<String> names, List<String> units, char mark) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            columns.add(new Column(names.get(c), c < units.size() ? units.get(c) : "", Kind.NUMBER, (byte) mark, ""));
        }
        return columns;
    }

    /** What is done with a last line that does not end. */
    public enum LastLineEnd {
        /** The exporter always ends its lines: a last line without an end is cut. */
        REQUIRED,
        /** The exporter never ends the last line. */
        OPTIONAL
    }

    /** What is done with a row whose time is that of the row before. */
    public enum RepeatedTime {
        /** A coarse clock repeats itself. */
        KEEP,
        /** One record per time: the repetition is refused. */
        REJECT
    }

    /** What a column's cells hold. */
    public enum Kind {
        NUMBER,
        TEXT,
        /** {@code h:mm:ss}, with fraction, read as seconds. */
        CLOCK,
        /** ISO 8601 date and time, without zone read as UTC, as seconds since 1970. */
        ISO,
        /** Refused as a whole by the profile; read as missing. */
        REFUSED
    }

    /**
     * One column.
     *
     * @param name as recorded
     * @param unit as recorded or declared, empty if none
     * @param kind what the cells hold
     * @param decimalMark in its numbers
     * @param reason why a REFUSED column is refused, else empty
     */
    public record Column(String name, String unit, Kind kind, byte decimalMark, String reason) {
        /** A column of numbers with a decimal point. */
        public static Column number(String name, String unit) {
            return new Column(name, unit, Kind.NUMBER, (byte) '.', "");
        }
    }

    /**
     * The time column.
     *
     * @param column its index
     * @param format what its values mean
     */
    public record Clock(int column, Format format) {
        /** What the values of a time column mean. */
        public enum Format {
            /** Seconds from the dump's own zero. */
            SECONDS,
            /** Milliseconds from the dump's own zero. */
            MILLISECONDS,
            /** Seconds since 1970-01-01 UTC. */
            UNIX,
            /** The number HHMMSS.sss, UTC; may pass midnight. */
            HHMMSS,
            /** {@code h:mm:ss} from the dump's own zero. */
            CLOCK,
            /** ISO 8601 instants. */
            ISO
        }
    }
}
