package org.bivouac.jobs.dump.can;

/** Finds what belongs to an identifier without boxing it: open addressing, never full. */
final class IntMap<V> {
    private int[] keys = new int[64];
    private Object[] values = new Object[64];
    private int size;

    /** The value of a key; null if it has none. */
    @SuppressWarnings("unchecked")
    V get(int key) {
        return (V) values[place(key)];
    }

    /** Sets the value of a key. */
    void put(int key, V value) {
        if (2 * size >= keys.length) {
            grow();
        }
        int place = place(key);
        size += values[place] == null ? 1 : 0;
        keys[place] = key;
        values[place] = value;
    }

    private int place(int key) {
        int mask = keys.length - 1;
        // Fibonacci hashing: identifiers differ in high bits as often as in low ones.
        int at = ((key * 0x9E3779B9) >>> 16) & mask;
        while (values[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    private void grow() {
        int[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new Object[2 * oldKeys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                put(oldKeys[i], (V) oldValues[i]);
            }
        }
    }
}
