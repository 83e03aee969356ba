package org.bivouac.jobs.dump.pi;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bivouac.jobs.dump.BoundedLines;
import org.bivouac.jobs.dump.ByteClaims;
import org.bivouac.jobs.dump.CellFaults;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.RowBlock;
import org.bivouac.jobs.dump.SteadyRate;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads the versioned ASCII export of Cosworth Pi Toolbox: a banner, a version, then blocks that begin with their name in
 * braces. Each {@code {ChannelBlock}} is a group: a line of names with units in brackets, {@code Time} in seconds first,
 * then rows with tabs between cells. The decimal mark is a comma if that of any time is one. What other blocks say is
 * metadata.
 */
public final class PiTextReader implements DumpReader {
    private static final String BANNER = "PiToolboxVersionedASCIIDataSet";
    private static final String CHANNELS = "{ChannelBlock}";
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int LONGEST = 1 << 20;
    private static final int MOST_GROUPS = 5000;
    private static final int MOST_COLUMNS = 10_000;
    private static final int MOST_NOTES = 1000;
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?([0-9]{1,40}([.,][0-9]{0,40})?|[.,][0-9]{1,40})([eE][-+]?[0-9]{1,3})?");
    /** How Windows programs print "not a number". */
    private static final Pattern MISSING =
            Pattern.compile("|-?nan(\\(ind\\))?|-?1\\.#(QNAN|IND)0*", Pattern.CASE_INSENSITIVE);

    @Override
    public String format() {
        return "pi-text";
    }

    @Override
    public String description() {
        return "Cosworth Pi Toolbox ASCII export";
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "Pi's own files .pds: export them as ASCII",
                "the date of the drive, which an export does not have",
                "made after public descriptions: no real export was at hand");
    }

    @Override
    public boolean recognises(DumpHead head) {
        return head.startsWith(BANNER);
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        Census census = new Census(file);
        walk(file, census);
        if (census.groups.isEmpty()) {
            throw new DumpException(Fault.ofFile(
                    file.name(), "A2", "empty: no {ChannelBlock} with a row", "dump refused", "copy the dump again"));
        }
        sink.begin(census.header(format()));
        Decoding decoding = new Decoding(file, census, sink);
        walk(file, decoding);
        decoding.finish();
    }

    /** Hears of the lines. */
    private interface Listener {
        /** A line that holds no samples. */
        void said(String block, String text, BoundedLines at);

        /** The names of a block's columns. */
        void names(int block, String text, BoundedLines at);

        /** A row of a block. */
        void row(int block, String text, BoundedLines at);

        /** A line that cannot be read. */
        void refused(String rule, String reason, BoundedLines at);
    }

    private static void walk(DumpFile file, Listener listener) throws IOException {
        String block = "";
        int number = -1;
        boolean named = false;
        try (BoundedLines lines = new BoundedLines(file, LONGEST)) {
            while (lines.next()) {
                String text = new String(lines.bytes(), 0, lines.length(), WINDOWS);
                if (lines.hasNul() || lines.isTooLong()) {
                    listener.refused(
                            lines.hasNul() ? "A10" : "B5",
                            lines.hasNul() ? "NUL bytes" : "a line of more than " + LONGEST + " bytes",
                            lines);
                } else if (text.startsWith("{") && text.strip().endsWith("}")) {
                    block = text.strip();
                    named = false;
                    number += block.equals(CHANNELS) ? 1 : 0;
                    listener.said("", "", lines);
                } else if (!block.equals(CHANNELS) || text.isBlank()) {
                    listener.said(block, text.strip(), lines);
                } else if (!named) {
                    named = true;
                    listener.names(number, text, lines);
                } else if (!lines.isEnded()) {
                    listener.refused("A1", "the last line is cut", lines);
                } else {
                    listener.row(number, text, lines);
                }
            }
        }
    }

    /** The first pass: blocks with their channels, and the decimal mark. */
    private static final class Census implements Listener {
        private final Map<Integer, List<RawChannel>> named = new LinkedHashMap<>();
        private final Map<Integer, Integer> groups = new LinkedHashMap<>();
        private final Map<Integer, SteadyRate> rates = new LinkedHashMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private final DumpFile file;
        private boolean comma;

        Census(DumpFile file) {
            this.file = file;
        }

        @Override
        public void said(String block, String text, BoundedLines at) {
            int tab = text.indexOf('\t');
            if (tab > 0 && metadata.size() < MOST_NOTES) {
                DumpHeader.note(
                        metadata,
                        text.substring(0, tab),
                        text.substring(tab + 1).replace('\t', ' ').strip());
            }
        }

        @Override
        public void names(int block, String text, BoundedLines at) {
            String[] cells = text.split("\t", -1);
            if (!cells[0].strip().equals("Time") || cells.length > MOST_COLUMNS) {
                return;
            }
            List<RawChannel> channels = new ArrayList<>();
            channels.add(new RawChannel("Time", "s", Role.TIME));
            for (int c = 1; c < cells.length; c++) {
                String cell = cells[c].strip();
                cell = cell.startsWith("*") ? cell.substring(1) : cell;
                int open = cell.endsWith("]") ? cell.lastIndexOf('[') : -1;
                channels.add(new RawChannel(
                        open < 0 ? cell : cell.substring(0, open).strip(),
                        open < 0
                                ? ""
                                : cell.substring(open + 1, cell.length() - 1).strip(),
                        Role.NUMBER));
            }
            named.put(block, channels);
        }

        @Override
        public void row(int block, String text, BoundedLines at) {
            int tab = text.indexOf('\t');
            String time = (tab < 0 ? text : text.substring(0, tab)).strip();
            if (named.containsKey(block) && NUMBER.matcher(time).matches()) {
                comma |= time.indexOf(',') >= 0;
                if (groups.putIfAbsent(block, groups.size()) == null && groups.size() > MOST_GROUPS) {
                    throw new DumpException(Fault.ofFile(
                            file.name(),
                            "C1",
                            "more than " + MOST_GROUPS + " channel blocks",
                            "dump refused",
                            "export fewer"));
                }
                rates.computeIfAbsent(block, key -> new SteadyRate()).add(number(time, time.indexOf(',') >= 0));
            }
        }

        @Override
        public void refused(String rule, String reason, BoundedLines at) {}

        DumpHeader header(String format) {
            List<DumpHeader.Group> all = new ArrayList<>();
            for (int block : groups.keySet()) {
                List<RawChannel> channels = named.get(block);
                String name = "block " + (block + 1)
                        + (channels.size() == 2 ? " " + channels.get(1).name() : "");
                all.add(new DumpHeader.Group(name, rates.get(block).hertz(), channels));
            }
            return new DumpHeader(
                    format,
                    metadata.getOrDefault("SystemDetails", "Pi"),
                    null,
                    DumpHeader.Clock.RELATIVE,
                    all,
                    metadata);
        }
    }

    /** NaN when the text is no number with this decimal mark. */
    private static double number(String text, boolean comma) {
        if (!NUMBER.matcher(text).matches() || text.indexOf(comma ? '.' : ',') >= 0) {
            return Double.NaN;
        }
        return Double.parseDouble(comma ? text.replace(',', '.') : text);
    }

    /** The second pass: rows. */
    private static final class Decoding implements Listener {
        private final DumpFile file;
        private final Census census;
        private final DumpSink sink;
        private final ByteClaims claims;
        private final CellFaults faults;
        private RowBlock rows;
        private int current = -1;
        private long ordinal;

        Decoding(DumpFile file, Census census, DumpSink sink) {
            this.file = file;
            this.census = census;
            this.sink = sink;
            claims = new ByteClaims(file.name(), sink);
            faults = new CellFaults(file.name());
        }

        @Override
        public void said(String block, String text, BoundedLines at) {
            header(at);
        }

        private void header(BoundedLines at) {
            claims.upTo(at.from(), ByteUse.DECODED);
            claims.upTo(at.to(), ByteUse.HEADER);
        }

        @Override
        public void names(int block, String text, BoundedLines at) {
            if (census.named.containsKey(block)) {
                header(at);
            } else {
                refused("B6", "a {ChannelBlock} whose first column is not 'Time'", at);
            }
        }

        @Override
        public void row(int block, String text, BoundedLines at) {
            List<RawChannel> channels = census.named.get(block);
            String[] cells = text.split("\t", -1);
            if (channels == null || cells.length != channels.size()) {
                refused(
                        channels == null ? "B6" : "B7",
                        channels == null
                                ? "a row of a {ChannelBlock} without names"
                                : cells.length + " cells, expected " + channels.size(),
                        at);
                return;
            }
            double time = number(cells[0].strip(), census.comma);
            if (Double.isNaN(time)) {
                refused("B8", "'" + cells[0].strip() + "' is no time", at);
                return;
            }
            if (block != current) {
                flush();
                current = block;
                ordinal = 0;
                rows = new RowBlock(census.groups.get(block), channels, sink);
            }
            rows.row(time, ordinal++);
            rows.number(0, time);
            for (int c = 1; c < cells.length; c++) {
                String cell = cells[c].strip();
                double value = number(cell, census.comma);
                rows.number(c, value);
                if (Double.isNaN(value) && !MISSING.matcher(cell).matches()) {
                    rows.flag();
                    faults.add(channels.get(c).name(), "B8", at.from(), at.line(), "'" + cell + "' is not a number");
                }
            }
            claims.upTo(at.to(), ByteUse.DECODED);
        }

        @Override
        public void refused(String rule, String reason, BoundedLines at) {
            claims.refuse(rule, at.from(), at.to(), at.line(), reason, "copy or export the dump again", 1);
        }

        private void flush() {
            if (rows != null) {
                rows.flush();
            }
        }

        void finish() {
            flush();
            claims.close(file.bytes(), ByteUse.DECODED);
            faults.tell(sink);
        }
    }
}
