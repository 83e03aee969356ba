package org.bivouac.jobs.dump.gpx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
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
import org.bivouac.jobs.dump.gpx.GpxPoint.Element;
import org.bivouac.jobs.dump.gpx.GpxPoint.Kind;
import org.bivouac.jobs.dump.gpx.GpxPoint.Path;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads GPX 1.0 and 1.1: one group for each track and route, one for the waypoints. Every element of a point that holds
 * text only is a channel, those of extensions too ({@code speed}, {@code hr}); it is one of numbers if all its values are.
 * Points without a time are refused; gaps stay gaps. A first pass says which channels there are, a second one gives rows.
 */
public final class GpxReader implements DumpReader {
    private static final int MOST_PATHS = 1000;
    private static final int MOST_CHANNELS = 1000;
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?([0-9]{1,60}\\.?[0-9]{0,60}|\\.[0-9]{1,60})([eE][-+]?[0-9]{1,3})?");
    private static final Element LATITUDE = new Element("", "lat");
    private static final Element LONGITUDE = new Element("", "lon");

    /** Units that the schemas of GPX, Garmin's TrackPointExtension and Cluetrust's gpxdata fix, by element. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("lat", "deg"),
            Map.entry("lon", "deg"),
            Map.entry("ele", "m"),
            Map.entry("speed", "m/s"),
            Map.entry("course", "deg"),
            Map.entry("bearing", "deg"),
            Map.entry("magvar", "deg"),
            Map.entry("geoidheight", "m"),
            Map.entry("ageofdgpsdata", "s"));

    private static final Map<String, String> EXTENSION_UNITS = Map.ofEntries(
            Map.entry("atemp", "degC"),
            Map.entry("wtemp", "degC"),
            Map.entry("temp", "degC"),
            Map.entry("depth", "m"),
            Map.entry("hr", "1/min"),
            Map.entry("cad", "1/min"),
            Map.entry("cadence", "1/min"),
            Map.entry("speed", "m/s"),
            Map.entry("course", "deg"),
            Map.entry("bearing", "deg"),
            Map.entry("distance", "m"));
    private static final Pattern KNOWN_EXTENSIONS = Pattern.compile(
            "http://www\\.garmin\\.com/xmlschemas/TrackPointExtension/v[12]|http://www\\.cluetrust\\.com/XML/GPXDATA/1/0");

    @Override
    public String format() {
        return "gpx";
    }

    @Override
    public String description() {
        return "GPX 1.0 and 1.1";
    }

    @Override
    public List<String> extensions() {
        return List.of("gpx");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "points without a time, as planned routes have them",
                "links and the attributes of extensions",
                "documents in UTF-16 or with a document type");
    }

    @Override
    public boolean recognises(DumpHead head) {
        String text = new String(head.bytes(), StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at >= 0 && at < text.length()) {
            int tag = text.indexOf('<', at);
            if (tag < 0 || text.substring(at, tag).chars().anyMatch(c -> c > ' ' && c < 0x80)) {
                return false;
            }
            if (text.startsWith("<?", tag)) {
                at = behind(text, "?>", tag);
            } else if (text.startsWith("<!--", tag)) {
                at = behind(text, "-->", tag);
            } else if (text.startsWith("<!", tag)) {
                int subset = text.indexOf('[', tag);
                int end = text.indexOf('>', tag);
                at = subset >= 0 && subset < end ? behind(text, "]>", tag) : behind(text, ">", tag);
            } else {
                int end = tag + 1;
                while (end < text.length() && " \t\r\n>/".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                String name = text.substring(tag + 1, end);
                return name.equals("gpx") || name.endsWith(":gpx");
            }
        }
        return false;
    }

    private static int behind(String text, String ending, int from) {
        int at = text.indexOf(ending, from);
        return at < 0 ? -1 : at + ending.length();
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        Census census = new Census(file);
        GpxScan.read(file, census);
        if (census.paths.isEmpty()) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "A2",
                    "empty: no point with a time" + (census.untimed > 0 ? ", " + census.untimed + " without" : ""),
                    "dump refused",
                    "check the export; planned routes are not recordings"));
        }
        sink.begin(census.header(format()));
        ByteClaims claims = new ByteClaims(file.name(), sink);
        claims.upTo(Math.min(census.firstPoint, census.firstRefused), ByteUse.HEADER);
        Decoding decoding = new Decoding(file, census, claims, sink);
        long end = GpxScan.read(file, decoding);
        decoding.finish();
        claims.upTo(end, ByteUse.DECODED);
        tail(file, end, claims);
    }

    /** Behind the document's last tag there may be blanks; anything else is no part of it. */
    private static void tail(DumpFile file, long end, ByteClaims claims) throws IOException {
        long blanks = end;
        boolean nul;
        try (InputStream stream = Files.newInputStream(file.path())) {
            stream.skipNBytes(end);
            byte[] bytes = stream.readNBytes(1 << 12);
            int i = 0;
            while (i < bytes.length && " \t\r\n".indexOf(bytes[i]) >= 0) {
                i++;
            }
            blanks += i;
            nul = i < bytes.length && bytes[i] == 0;
        }
        claims.upTo(blanks, ByteUse.PADDING);
        if (blanks < file.bytes()) {
            claims.refuse(
                    nul ? "A10" : "C1",
                    blanks,
                    file.bytes(),
                    0,
                    nul ? "NUL bytes behind the document" : "bytes behind the document's end",
                    "copy the dump again",
                    1);
        }
        claims.close(file.bytes(), ByteUse.PADDING);
    }

    /** The first pass: paths, their channels, and whether each holds numbers only. */
    private static final class Census implements GpxScan.Listener {
        private final DumpFile file;
        private final Map<Path, Map<Element, Boolean>> paths = new LinkedHashMap<>();
        private final Map<Path, Integer> indexes = new LinkedHashMap<>();
        private final Map<Path, String> names = new LinkedHashMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private final Map<String, Long> skipped = new TreeMap<>();
        private long firstMicros;
        private long firstPoint;
        private long firstRefused = Long.MAX_VALUE;
        private long untimed;

        Census(DumpFile file) {
            this.file = file;
        }

        @Override
        public void point(GpxPoint point) {
            if (paths.isEmpty()) {
                firstMicros = point.micros();
                firstPoint = point.from();
            }
            Map<Element, Boolean> channels = paths.get(point.path());
            if (channels == null) {
                if (paths.size() >= MOST_PATHS) {
                    throw refusal("C1", "more than " + MOST_PATHS + " tracks and routes");
                }
                channels = new LinkedHashMap<>();
                channels.put(LATITUDE, true);
                channels.put(LONGITUDE, true);
                indexes.put(point.path(), paths.size());
                paths.put(point.path(), channels);
            }
            for (Map.Entry<Element, String> value : point.values().entrySet()) {
                channels.merge(value.getKey(), NUMBER.matcher(value.getValue()).matches(), Boolean::logicalAnd);
            }
            if (channels.size() > MOST_CHANNELS) {
                throw refusal("B4", "more than " + MOST_CHANNELS + " kinds of values");
            }
        }

        private DumpException refusal(String rule, String reason) {
            return new DumpException(Fault.ofFile(file.name(), rule, reason, "dump refused", "check the export"));
        }

        @Override
        public void refused(String rule, long from, long to, long line, String reason) {
            untimed += rule.equals("D1") ? 1 : 0;
            firstRefused = Math.min(firstRefused, from);
        }

        @Override
        public void named(Path path, String name) {
            names.putIfAbsent(path, name);
        }

        @Override
        public void said(String key, String value) {
            if (!value.isEmpty()) {
                metadata.put(key, value);
            }
        }

        @Override
        public void skipped(String kind) {
            skipped.merge(kind, 1L, Long::sum);
        }

        DumpHeader header(String format) {
            skipped.forEach((kind, count) -> metadata.put("skipped " + kind, Long.toString(count)));
            List<DumpHeader.Group> groups = new ArrayList<>();
            for (Path path : paths.keySet()) {
                String kind = path.kind().name().toLowerCase(Locale.ROOT);
                groups.add(new DumpHeader.Group(
                        path.kind() == Kind.WAYPOINTS ? kind : kind + " " + path.number(), Double.NaN, channels(path)));
            }
            names.forEach((path, name) ->
                    metadata.put("name of " + path.kind().name().toLowerCase(Locale.ROOT) + " " + path.number(), name));
            return new DumpHeader(
                    format,
                    metadata.getOrDefault("creator", ""),
                    Instant.EPOCH.plus(firstMicros, ChronoUnit.MICROS),
                    DumpHeader.Clock.UTC,
                    groups,
                    metadata);
        }

        List<RawChannel> channels(Path path) {
            List<RawChannel> channels = new ArrayList<>();
            paths.get(path)
                    .forEach((element, isNumber) -> channels.add(new RawChannel(
                            element.name(), isNumber ? unit(element) : "", isNumber ? Role.NUMBER : Role.TEXT)));
            return channels;
        }

        private static String unit(Element element) {
            if (element.namespace().isEmpty()) {
                return UNITS.getOrDefault(element.name(), "");
            }
            boolean known = KNOWN_EXTENSIONS.matcher(element.namespace()).matches();
            return known ? EXTENSION_UNITS.getOrDefault(element.name(), "") : "";
        }
    }

    /** The second pass: rows. */
    private static final class Decoding implements GpxScan.Listener {
        private final DumpFile file;
        private final Census census;
        private final ByteClaims claims;
        private final DumpSink sink;
        private final CellFaults faults;
        private final Map<Path, RowBlock> blocks = new LinkedHashMap<>();
        private final Map<Path, Long> ordinals = new LinkedHashMap<>();
        private final Map<Path, List<Element>> elements = new LinkedHashMap<>();

        Decoding(DumpFile file, Census census, ByteClaims claims, DumpSink sink) {
            this.file = file;
            this.census = census;
            this.claims = claims;
            this.sink = sink;
            faults = new CellFaults(file.name());
            census.paths.forEach((path, channels) -> elements.put(path, List.copyOf(channels.keySet())));
        }

        @Override
        public void point(GpxPoint point) {
            RowBlock block = blocks.get(point.path());
            if (block == null) {
                // Paths follow each other: the one before is done, unless it is the waypoints.
                blocks.values().forEach(RowBlock::flush);
                blocks.clear();
                block = new RowBlock(census.indexes.get(point.path()), census.channels(point.path()), sink);
                blocks.put(point.path(), block);
            }
            long ordinal = ordinals.merge(point.path(), 1L, Long::sum) - 1;
            block.row((point.micros() - census.firstMicros) / 1e6, ordinal);
            List<Element> channels = elements.get(point.path());
            for (int c = 0; c < channels.size(); c++) {
                Element element = channels.get(c);
                String text = element.equals(LATITUDE)
                        ? point.latitude()
                        : element.equals(LONGITUDE)
                                ? point.longitude()
                                : point.values().get(element);
                if (text == null || text.isEmpty()) {
                    continue;
                }
                if (block.isNumber(c)) {
                    number(block, c, element, text, point);
                } else {
                    block.text(c, text);
                }
            }
            claims.upTo(point.to(), ByteUse.DECODED);
        }

        private void number(RowBlock block, int c, Element element, String text, GpxPoint point) {
            boolean isNumber = NUMBER.matcher(text).matches();
            double value = isNumber ? Double.parseDouble(text) : Double.NaN;
            double most = element.equals(LATITUDE) ? 90 : element.equals(LONGITUDE) ? 180 : Double.MAX_VALUE;
            if (Math.abs(value) <= most) {
                block.number(c, value);
                return;
            }
            block.flag();
            faults.add(
                    element.name(),
                    "B8",
                    point.from(),
                    point.line(),
                    "'" + text + "' is " + (isNumber ? "out of range" : "not a number"));
        }

        @Override
        public void refused(String rule, long from, long to, long line, String reason) {
            if (to > from) {
                claims.refuse(rule, from, to, line, reason, "copy or export the dump again", 1);
            } else {
                sink.reject(new Fault(
                        file.name(),
                        from,
                        0,
                        line,
                        rule,
                        reason,
                        "the points before are used",
                        "copy the dump again",
                        1));
            }
        }

        void finish() {
            blocks.values().forEach(RowBlock::flush);
            faults.tell(sink);
        }
    }
}
