package org.bivouac.jobs.simulate.dumps;

import java.util.Arrays;

/**
 * Finds the lengths of a Huffman code with a longest length: optimal lengths by the method of Moffat and Katajainen
 * (In-place calculation of minimum-redundancy codes, WADS 1995), those that are too long cut, and the code made whole
 * again by lengthening the rarest others.
 */
final class HuffmanLengths {
    private final long[] keys;
    private final int[] work;

    HuffmanLengths(int mostSymbols) {
        keys = new long[mostSymbols];
        work = new int[mostSymbols];
    }

    /**
     * The lengths.
     *
     * @param counts how often each symbol occurs
     * @param longest at most this length; the symbols in use must fit into it
     * @param lengths set to the length of each symbol, 0 for one that does not occur
     */
    void of(int[] counts, int longest, byte[] lengths) {
        Arrays.fill(lengths, (byte) 0);
        int used = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                keys[used++] = (long) counts[symbol] << 16 | symbol;
            }
        }
        if (used <= 1) {
            if (used == 1) {
                lengths[(int) keys[0] & 0xffff] = 1;
            }
            return;
        }
        Arrays.sort(keys, 0, used);
        for (int i = 0; i < used; i++) {
            work[i] = (int) (keys[i] >>> 16);
        }
        optimal(work, used);
        int[] perLength = new int[longest + 1];
        for (int i = 0; i < used; i++) {
            perLength[Math.min(work[i], longest)]++;
        }
        cut(perLength, longest);
        int next = used;
        for (int length = 1; length <= longest; length++) {
            for (int n = 0; n < perLength[length]; n++) {
                lengths[(int) keys[--next] & 0xffff] = (byte) length;
            }
        }
    }

    /** Turns ascending counts into lengths, in place. */
    private static void optimal(int[] a, int n) {
        a[0] += a[1];
        int root = 0;
        int leaf = 2;
        for (int next = 1; next < n - 1; next++) {
            if (leaf >= n || a[root] < a[leaf]) {
                a[next] = a[root];
                a[root++] = next;
            } else {
                a[next] = a[leaf++];
            }
            if (leaf >= n || (root < next && a[root] < a[leaf])) {
                a[next] += a[root];
                a[root++] = next;
            } else {
                a[next] += a[leaf++];
            }
        }
        a[n - 2] = 0;
        for (int next = n - 3; next >= 0; next--) {
            a[next] = a[a[next]] + 1;
        }
        int available = 1;
        int used = 0;
        int depth = 0;
        root = n - 2;
        int next = n - 1;
        while (available > 0) {
            while (root >= 0 && a[root] == depth) {
                used++;
                root--;
            }
            while (available > used) {
                a[next--] = depth;
                available--;
            }
            available = 2 * used;
            depth++;
            used = 0;
        }
    }

    /** Makes the code whole after lengths were cut: one leaf less at the bottom, one split higher up, until it fits. */
    private static void cut(int[] perLength, int longest) {
        long taken = 0;
        for (int length = 1; length <= longest; length++) {
            taken += (long) perLength[length] << (longest - length);
        }
        for (; taken > 1L << longest; taken--) {
            perLength[longest]--;
            int length = longest - 1;
            while (perLength[length] == 0) {
                length--;
            }
            perLength[length]--;
            perLength[length + 1] += 2;
        }
    }

    /** The canonical codes of these lengths, first bit lowest (RFC 1951, 3.2.2). */
    static int[] codes(byte[] lengths) {
        int[] next = new int[17];
        for (byte length : lengths) {
            next[length + 1] += length == 0 ? 0 : 1;
        }
        for (int length = 1; length < 17; length++) {
            next[length] = (next[length] + next[length - 1]) << 1;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < codes.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                codes[symbol] = Integer.reverse(next[length]++) >>> (32 - length);
            }
        }
        return codes;
    }
}
