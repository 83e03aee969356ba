package org.bivouac.jobs.scan;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** Hash of the settings, 16 hex digits: equal settings, equal hash, on any machine and in any release. */
    public String settingsHash() {
        StringBuilder text = new StringBuilder();
        // Lengths keep apart what separators inside names or values could blur.
        settings.forEach((name, value) -> text.append(name.length())
                .append(':')
                .append(name)
                .append(value.length())
                .append(':')
                .append(value));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
