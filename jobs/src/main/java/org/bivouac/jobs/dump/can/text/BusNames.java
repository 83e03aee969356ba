package org.bivouac.jobs.dump.can.text;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of the buses of one log, each a single string however many frames it has. */
final class BusNames implements Serializable {
    private static final long serialVersionUID = 1L;

    /** More buses than any logger has; a log with more names is damaged. */
    static final int MOST = 256;

    private static final int LONGEST = 64;
    private byte[][] bytes = new byte[4][];
    private String[] names = new String[4];
    private int count;
    private int last;

    /** The same names, independent from now on. */
    BusNames copy() {
        BusNames copy = new BusNames();
        copy.bytes = bytes.clone();
        copy.names = names.clone();
        copy.count = count;
        return copy;
    }

    /** The name that stands in {@code [from, to)}; null when it is too long or one too many. */
    String of(byte[] text, int from, int to) {
        if (count > 0 && isLast(text, from, to)) {
            return names[last];
        }
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(bytes[i], 0, bytes[i].length, text, from, to)) {
                last = i;
                return names[i];
            }
        }
        if (count == MOST || to - from > LONGEST) {
            return null;
        }
        if (count == names.length) {
            bytes = Arrays.copyOf(bytes, 2 * count);
            names = Arrays.copyOf(names, 2 * count);
        }
        bytes[count] = Arrays.copyOfRange(text, from, to);
        names[count] = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        last = count++;
        return names[last];
    }

    private boolean isLast(byte[] text, int from, int to) {
        byte[] name = bytes[last];
        if (name.length != to - from) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i] != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
