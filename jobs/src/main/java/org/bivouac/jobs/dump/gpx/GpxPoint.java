package org.bivouac.jobs.dump.gpx;

import java.util.Map;

/**
 * One point of a document, as written.
 *
 * @param path the line that it belongs to
 * @param micros time, microseconds since 1970 UTC
 * @param latitude as written, empty if it is not there
 * @param longitude as written, empty if it is not there
 * @param values the text of each element in it that holds text only
 * @param from its first byte
 * @param to behind its last byte
 * @param line line in which it begins
 */
record GpxPoint(
        Path path,
        long micros,
        String latitude,
        String longitude,
        Map<Element, String> values,
        long from,
        long to,
        long line) {

    /** What points are strung on. */
    enum Kind {
        TRACK,
        ROUTE,
        WAYPOINTS
    }

    /**
     * A line of points.
     *
     * @param number of the track or route in the document, from 1; 0 for the waypoints
     */
    record Path(Kind kind, int number) {}

    /**
     * What an element is.
     *
     * @param namespace empty for a point's own, {@code extensions} for GPX's own names inside of extensions
     */
    record Element(String namespace, String name) {}
}
