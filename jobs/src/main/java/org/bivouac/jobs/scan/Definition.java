package org.bivouac.jobs.scan;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By which method, version and settings a number came about. Numbers compare only when all of it is equal.
 *
 * @param id method, e.g. {@code rainflow}
 * @param version counted up when the method's result changes for the same input
 * @param settings every parameter that has influence, by name, as text
 */
public record Definition(String id, int version, SortedMap<String, String> settings) implements Serializable {
    /** A definition with settings given as name, value, name, value … */
    public static Definition of(String id, int version, Object... settings) {
        SortedMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i].toString(), settings[i + 1].toString());
        }
        return new Definition(id, version, map);
    }
}
