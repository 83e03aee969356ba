package org.bivouac.jobs.dump.can.dbc;

import java.util.Arrays;
import java.util.SortedMap;

/** What raw values are called, ready to be looked up. */
final class ValueTexts {
    private final long[] values;
    private final String[] texts;

    /** Whether the values are 0, 1, 2 …, so that a value is its own place. */
    private final boolean dense;

    private ValueTexts(long[] values, String[] texts) {
        this.values = values;
        this.texts = texts;
        boolean counting = true;
        for (int i = 0; i < values.length; i++) {
            counting &= values[i] == i;
        }
        dense = counting;
    }

    static ValueTexts of(SortedMap<Long, String> table) {
        return new ValueTexts(
                table.keySet().stream().mapToLong(Long::longValue).toArray(),
                table.values().toArray(String[]::new));
    }

    /** The text of a raw value; null when it has none. */
    String of(long raw) {
        if (dense) {
            return raw >= 0 && raw < texts.length ? texts[(int) raw] : null;
        }
        int place = Arrays.binarySearch(values, raw);
        return place >= 0 ? texts[place] : null;
    }
}
