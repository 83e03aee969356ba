package org.bivouac.jobs.dump.can.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of the buses of one log, each a single string however many frames it has. */
public final class BusNames {
    /** More buses than any logger has; a log with more names is damaged. */
    public static final int MOST = 256;

    private static final int LONGEST = 64;
    private final byte[][] bytes = new byte[MOST][];
    private final String[] names = new String[MOST];
    private int count;
    private int last;

    /** The name that stands in {@code [from, to)}; null when it is too long or one too many. */
    public String of(byte[] text, int from, int to) {
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
