package org.bivouac.jobs.dump.gpx;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.gpx.GpxPoint.Element;
import org.bivouac.jobs.dump.gpx.GpxPoint.Kind;
import org.bivouac.jobs.dump.gpx.GpxPoint.Path;
import org.bivouac.jobs.fault.Fault;

/**
 * Walks through a GPX document (Topografix, GPX 1.0 and 1.1 schemas) and tells its points in order. Elements are told
 * apart by namespace, not by prefix. A point that cannot be read is refused, and reading goes on at the next.
 */
final class GpxScan {
    private static final Set<String> NAMESPACES =
            Set.of("http://www.topografix.com/GPX/1/0", "http://www.topografix.com/GPX/1/1");
    private static final Map<String, Kind> POINTS =
            Map.of("trkpt", Kind.TRACK, "rtept", Kind.ROUTE, "wpt", Kind.WAYPOINTS);
    /** Where reading can go on behind damage. */
    private static final Set<String> LANDMARKS = Set.of("trkpt", "rtept", "wpt", "trk", "rte");

    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 1000;

    /** Hears of the points. */
    interface Listener {
        /** A point with a time. */
        void point(GpxPoint point);

        /** Bytes that cannot be used. */
        void refused(String rule, long from, long to, long line, String reason);

        /** What a path is called. */
        default void named(Path path, String name) {}

        /** What the document says of itself. */
        default void said(String key, String value) {}

        /** Something that is not read. */
        default void skipped(String kind) {}
    }

    /** An open element. */
    private record Open(String name, String local, boolean own, Map<String, String> namespaces) {}

    private final DumpFile file;
    private final Listener listener;
    private final Deque<Open> open = new ArrayDeque<>();
    private int tracks;
    private int routes;
    private long refusedTo;

    // The point being read; null outside of points.
    private Map<Element, String> values;
    private int pointDepth;
    private long pointFrom;
    private long pointLine;
    private String latitude;
    private String longitude;
    private boolean leaf;
    private boolean inExtensions;

    private GpxScan(DumpFile file, Listener listener) {
        this.file = file;
        this.listener = listener;
    }

    /**
     * Reads a document whole.
     *
     * @return where what is left behind its last tag begins
     * @throws DumpException if it is no GPX of a known version
     */
    static long read(DumpFile file, Listener listener) throws IOException {
        return new GpxScan(file, listener).run();
    }

    private long run() throws IOException {
        try (Markup markup = new Markup(file)) {
            while (true) {
                try {
                    Markup.Kind kind = markup.next();
                    if (kind == Markup.Kind.EOF) {
                        return end(markup);
                    } else if (kind == Markup.Kind.START) {
                        start(markup);
                    } else if (close(markup)) {
                        return markup.position();
                    }
                } catch (DamagedMarkupException damage) {
                    recover(markup, damage);
                }
            }
        }
    }

    private long end(Markup markup) {
        if (values != null) {
            listener.refused("A1", pointFrom, file.bytes(), pointLine, "the file ends inside a point");
        } else if (!open.isEmpty() && refusedTo < file.bytes()) {
            listener.refused("A1", file.bytes(), file.bytes(), markup.line(), "the file ends before </gpx>");
        }
        return file.bytes();
    }

    private void recover(Markup markup, DamagedMarkupException damage) throws IOException {
        long from = values != null ? pointFrom : Math.min(markup.from(), damage.at());
        long line = values != null ? pointLine : markup.line();
        String landmark = markup.skipTo(damage.at(), LANDMARKS);
        refusedTo = markup.position();
        listener.refused(damage.rule(), from, refusedTo, line, damage.getMessage());
        values = null;
        // Of what is open, the lines that the landmark belongs to stay so: a track point is in gpx, trk and trkseg.
        int depth = landmark.equals("trkpt") ? 3 : landmark.equals("rtept") ? 2 : 1;
        while (open.size() > 1 && (open.size() > depth || !open.peek().own() || isPoint(open.peek()))) {
            open.pop();
        }
    }

    private static boolean isPoint(Open element) {
        return element.own() && POINTS.containsKey(element.local());
    }

    private void start(Markup markup) throws DamagedMarkupException {
        if (open.size() >= DEEPEST) {
            throw new DamagedMarkupException("C1", markup.from(), "elements are nested deeper than " + DEEPEST);
        }
        Map<String, String> namespaces = open.isEmpty() ? Map.of() : open.peek().namespaces();
        for (Map.Entry<String, String> attribute : markup.attributes().entrySet()) {
            if (attribute.getKey().equals("xmlns") || attribute.getKey().startsWith("xmlns:")) {
                String key = attribute.getKey();
                namespaces = new LinkedHashMap<>(namespaces);
                namespaces.put(key.substring(Math.min(6, key.length())), attribute.getValue());
            }
        }
        String name = markup.name();
        int colon = name.indexOf(':');
        String local = name.substring(colon + 1);
        String namespace = namespaces.getOrDefault(colon < 0 ? "" : name.substring(0, colon), "");
        boolean own = NAMESPACES.contains(namespace);
        if (open.isEmpty()) {
            root(markup, local, namespace, own);
        }
        if (values != null && own && POINTS.containsKey(local)) {
            throw new DamagedMarkupException("B3", markup.from(), "a point begins inside a point");
        }
        leaf = true;
        open.push(new Open(name, local, own, namespaces));
        if (own && local.equals("link")) {
            listener.skipped("links");
        } else if (inExtensions) {
            markup.attributes().keySet().stream()
                    .filter(attribute -> !attribute.startsWith("xmlns"))
                    .forEach(attribute -> listener.skipped("attributes of extensions"));
        }
        if (values != null) {
            inExtensions |= own && local.equals("extensions") && open.size() == pointDepth + 1;
        }
        if (!own || values != null) {
            return;
        }
        if (POINTS.containsKey(local)) {
            values = new LinkedHashMap<>();
            inExtensions = false;
            pointDepth = open.size();
            pointFrom = markup.from();
            pointLine = markup.line();
            latitude = markup.attributes().getOrDefault("lat", "");
            longitude = markup.attributes().getOrDefault("lon", "");
        } else if (local.equals("trk") && open.size() == 2) {
            tracks++;
        } else if (local.equals("rte") && open.size() == 2) {
            routes++;
        }
    }

    private void root(Markup markup, String local, String namespace, boolean own) throws DamagedMarkupException {
        if (tracks + routes > 0) {
            throw new DamagedMarkupException("C1", markup.from() + 1, "a second document begins");
        }
        if (!local.equals("gpx") || !own) {
            throw new DumpException(new Fault(
                    file.name(),
                    markup.from(),
                    0,
                    markup.line(),
                    "C4",
                    "the document is <" + local + "> of namespace '" + namespace + "', expected <gpx> of "
                            + String.join(" or ", NAMESPACES.stream().sorted().toList()),
                    "dump refused",
                    "export it as GPX 1.1",
                    1));
        }
        listener.said("creator", markup.attributes().getOrDefault("creator", ""));
        listener.said("version", markup.attributes().getOrDefault("version", ""));
    }

    /** Takes in an end tag; true when it is the document's. */
    private boolean close(Markup markup) throws DamagedMarkupException {
        if (open.isEmpty() || !open.peek().name().equals(markup.name())) {
            throw new DamagedMarkupException(
                    "B3",
                    markup.from(),
                    "</" + markup.name() + "> found, expected "
                            + (open.isEmpty()
                                    ? "an element"
                                    : "</" + open.peek().name() + ">"));
        }
        Open element = open.pop();
        String text = markup.text().strip();
        if (values != null && open.size() == pointDepth) {
            inExtensions &= !element.local().equals("extensions");
        }
        if (values != null && open.size() == pointDepth - 1) {
            point(markup);
        } else if (values != null && leaf && !text.isEmpty()) {
            value(element, text, markup);
        } else if (values == null && leaf && element.own() && element.local().equals("name") && open.size() == 2) {
            Kind kind = open.peek().local().equals("trk") ? Kind.TRACK : Kind.ROUTE;
            if (open.peek().local().equals("trk") || open.peek().local().equals("rte")) {
                listener.named(new Path(kind, kind == Kind.TRACK ? tracks : routes), text);
            }
        } else if (values == null && leaf && !text.isEmpty()) {
            listener.skipped("texts about the document, its tracks and routes");
        }
        leaf = false;
        return open.isEmpty();
    }

    private void value(Open element, String text, Markup markup) throws DamagedMarkupException {
        int colon = element.name().indexOf(':');
        String namespace = element.namespaces()
                .getOrDefault(colon < 0 ? "" : element.name().substring(0, colon), "");
        boolean plain = element.own() && open.size() == pointDepth;
        if (!plain && !inExtensions) {
            listener.skipped(inLink() ? "texts of links" : "elements of other kinds");
            return;
        }
        if (values.size() >= MOST_VALUES) {
            throw new DamagedMarkupException("B4", markup.from(), "a point has more than " + MOST_VALUES + " values");
        }
        values.putIfAbsent(new Element(plain ? "" : element.own() ? "extensions" : namespace, element.local()), text);
    }

    private boolean inLink() {
        return open.stream()
                .anyMatch(element -> element.own() && element.local().equals("link"));
    }

    private void point(Markup markup) {
        Map<Element, String> read = values;
        values = null;
        long to = markup.position();
        String time = read.remove(new Element("", "time"));
        long micros = time == null ? GpxTime.NONE : GpxTime.micros(time);
        if (micros == GpxTime.NONE) {
            String reason = time == null ? "a point without a time" : "'" + time + "' is no time";
            listener.refused(time == null ? "D1" : "B8", pointFrom, to, pointLine, reason);
            return;
        }
        // A point whose tag stands alone has been closed by now: its kind is that of the tag just read.
        Kind kind = POINTS.get(markup.name().substring(markup.name().indexOf(':') + 1));
        int number = kind == Kind.TRACK ? Math.max(1, tracks) : kind == Kind.ROUTE ? Math.max(1, routes) : 0;
        listener.point(
                new GpxPoint(new Path(kind, number), micros, latitude, longitude, read, pointFrom, to, pointLine));
    }
}
