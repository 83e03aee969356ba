package org.bivouac.jobs.simulate.dumps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Packs bytes as zlib streams (RFC 1950, RFC 1951) that are the same on any machine; those of {@link
 * java.util.zip.Deflater} depend on the library that a Java is built with. Matches are the last earlier place with the same
 * four bytes, looked for where records make it likely ({@link MatchColumns}); every {@value #PART} bytes have their own
 * Huffman codes ({@link HuffmanLengths}).
 */
final class Deflate {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int HASH_BITS = 14;
    private static final int FARTHEST = 1 << 15;
    private static final int LONGEST = 258;

    /** Bytes that share their Huffman codes. */
    private static final int PART = 1 << 17;

    /** No code is longer, so that four fit into a long beside the seven bits of a byte begun. */
    private static final int LONGEST_CODE = 14;

    private static final int END = 256;
    private static final int MOST_SKIPPED = 16;
    /** RFC 1951, 3.2.5: base and extra bits of the length codes 257 to 285. */
    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };

    private static final int[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    /** The same of the distance codes 0 to 29. */
    private static final int[] DISTANCE_BASE = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577
    };

    private static final int[] DISTANCE_EXTRA = {
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
    };
    /** RFC 1951, 3.2.7: the order in which the lengths of the code length codes are told. */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private static final byte[] LENGTH_CODE = new byte[LONGEST + 1];
    private static final byte[] DISTANCE_CODE = new byte[512];

    static {
        for (int code = 0, length = 3; length <= LONGEST; length++) {
            while (code + 1 < LENGTH_BASE.length && LENGTH_BASE[code + 1] <= length) {
                code++;
            }
            LENGTH_CODE[length] = (byte) code;
        }
        for (int code = 0, distance = 1; distance <= 256; distance++) {
            code += code + 1 < 30 && DISTANCE_BASE[code + 1] <= distance ? 1 : 0;
            DISTANCE_CODE[distance - 1] = (byte) code;
        }
        for (int code = 16, upper = 2; upper < 256; upper++) {
            code += code + 1 < 30 && DISTANCE_BASE[code + 1] <= (upper << 7) + 1 ? 1 : 0;
            DISTANCE_CODE[256 + upper] = (byte) code;
        }
    }

    private final int[] heads = new int[1 << HASH_BITS];
    private final MatchColumns columns = new MatchColumns();

    /** Of each match: literals before it. */
    private final int[] runs = new int[PART / 4];

    /** Of each match: length, and distance less 1 in the lowest 16 bits. */
    private final int[] matches = new int[PART / 4];

    private int count;

    /** The literals of all runs, so that they are counted without a break. */
    private final byte[] literalBytes = new byte[PART + 8];

    private int literalSize;
    private final int[][] byteCounts = new int[4][256];
    private final int[] literalCounts = new int[286];
    private final int[] distanceCounts = new int[30];
    private final HuffmanLengths lengths = new HuffmanLengths(286);
    private byte[] packed = new byte[1 << 16];
    private int size;
    private long bits;
    private int bitCount;

    /** The packed bytes of the last call; only {@link #pack}'s result many of them count. */
    byte[] packed() {
        return packed;
    }

    /**
     * Packs {@code bytes[0, length)}; returns how many bytes it came to.
     *
     * @param period bytes after which the data repeat their layout, as records do; 1 if they do not
     */
    int pack(byte[] bytes, int length, int period) {
        Arrays.fill(heads, 0);
        columns.begin(period);
        size = 0;
        bits = 0;
        bitCount = 0;
        packed[size++] = 0x78;
        packed[size++] = 0x01;
        int from = 0;
        do {
            int to = Math.min(length, from + PART);
            literalSize = 0;
            if (period > 1) {
                matchColumns(bytes, from, to);
            } else {
                match(bytes, from, to);
            }
            block(to == length);
            from = to;
        } while (from < length);
        flushBits();
        Adler32 adler = new Adler32();
        adler.update(bytes, 0, length);
        room(4);
        INT.set(packed, size, Integer.reverseBytes((int) adler.getValue()));
        return size + 4;
    }

    /** Finds what stood before; the longer nothing is found, the more bytes go by unsearched. */
    private void match(byte[] bytes, int from, int to) {
        int[] places = heads;
        int last = to - 4;
        int found = 0;
        int literalsFrom = from;
        for (int at = from; at <= last; ) {
            int four = (int) INT.get(bytes, at);
            int hash = (four * 0x9E3779B1) >>> (32 - HASH_BITS);
            int earlier = places[hash] - 1;
            places[hash] = at + 1;
            int distance = at - earlier;
            if (earlier >= 0 && distance <= FARTHEST && (int) INT.get(bytes, earlier) == four) {
                int match = matching(bytes, earlier, at, Math.min(to - at, LONGEST));
                runs[found] = at - literalsFrom;
                keep(bytes, literalsFrom, at);
                matches[found++] = match << 16 | distance - 1;
                at += match;
                literalsFrom = at;
            } else {
                at += Math.min(1 + (at - literalsFrom >> 5), MOST_SKIPPED);
            }
        }
        count = found;
        keep(bytes, literalsFrom, to);
    }

    /** The same, searching only at columns of the records where something is to be found. */
    private void matchColumns(byte[] bytes, int from, int to) {
        int[] places = heads;
        int last = to - 4;
        int found = 0;
        int literalsFrom = from;
        for (int at = columns.next(from); at <= last; ) {
            int four = (int) INT.get(bytes, at);
            int hash = (four * 0x9E3779B1) >>> (32 - HASH_BITS);
            int earlier = places[hash] - 1;
            places[hash] = at + 1;
            int distance = at - earlier;
            if (earlier >= 0 && distance <= FARTHEST && (int) INT.get(bytes, earlier) == four) {
                int match = matching(bytes, earlier, at, Math.min(to - at, LONGEST));
                runs[found] = at - literalsFrom;
                keep(bytes, literalsFrom, at);
                matches[found++] = match << 16 | distance - 1;
                columns.found(at, match);
                literalsFrom = at + match;
                at = columns.next(literalsFrom);
            } else {
                at = columns.next(at + 1);
            }
        }
        count = found;
        keep(bytes, literalsFrom, to);
    }

    private void keep(byte[] bytes, int from, int to) {
        if (to - from <= 8 && from + 8 <= bytes.length) {
            LONG.set(literalBytes, literalSize, (long) LONG.get(bytes, from));
        } else {
            System.arraycopy(bytes, from, literalBytes, literalSize, to - from);
        }
        literalSize += to - from;
    }

    private static int matching(byte[] bytes, int earlier, int at, int most) {
        int length = 4;
        while (length + 8 <= most) {
            long different = (long) LONG.get(bytes, earlier + length) ^ (long) LONG.get(bytes, at + length);
            if (different != 0) {
                return length + (Long.numberOfTrailingZeros(different) >> 3);
            }
            length += 8;
        }
        while (length < most && bytes[earlier + length] == bytes[at + length]) {
            length++;
        }
        return length;
    }

    private static int distanceCode(int distanceLess1) {
        return DISTANCE_CODE[distanceLess1 < 256 ? distanceLess1 : 256 + (distanceLess1 >> 7)];
    }

    private void block(boolean last) {
        count();
        byte[] literal = new byte[286];
        byte[] distance = new byte[30];
        lengths.of(literalCounts, LONGEST_CODE, literal);
        lengths.of(distanceCounts, LONGEST_CODE, distance);
        room(2 * literalSize + 6 * count + 1024);
        bits(last ? 1 : 0, 1);
        bits(2, 2);
        codes(literal, distance);
        int[] literals = codeAndLength(literal);
        emit(literals, lengthCodes(literals), codeAndLength(distance));
    }

    /** For each length of a match its code with the extra bits, and how many bits these are above 24. */
    private static int[] lengthCodes(int[] literals) {
        int[] codes = new int[LONGEST + 1];
        for (int length = 3; length <= LONGEST; length++) {
            int symbol = LENGTH_CODE[length];
            int code = literals[257 + symbol];
            int codeBits = code >>> 16;
            codes[length] =
                    code & 0xffff | length - LENGTH_BASE[symbol] << codeBits | codeBits + LENGTH_EXTRA[symbol] << 24;
        }
        return codes;
    }

    /** Codes with their lengths above them, so that one load gets both. */
    private static int[] codeAndLength(byte[] lengths) {
        int[] codes = HuffmanLengths.codes(lengths);
        for (int symbol = 0; symbol < codes.length; symbol++) {
            codes[symbol] |= lengths[symbol] << 16;
        }
        return codes;
    }

    /** The hot loop: state in local variables, eight bytes written at a time of which the whole ones count. */
    private void emit(int[] literals, int[] lengthCodes, int[] distances) {
        byte[] out = packed;
        int at = size;
        long held = bits;
        int heldBits = bitCount;
        byte[] bytes = literalBytes;
        int place = 0;
        for (int m = -1; m < count; ) {
            // At most seven bits may wait for four literals.
            LONG.set(out, at, held);
            at += heldBits >>> 3;
            held >>>= heldBits & 0x38;
            heldBits &= 7;
            int end = ++m < count ? place + runs[m] : literalSize;
            for (; place + 4 <= end; place += 4) {
                int a = literals[bytes[place] & 0xff];
                int b = literals[bytes[place + 1] & 0xff];
                int c = literals[bytes[place + 2] & 0xff];
                int d = literals[bytes[place + 3] & 0xff];
                int first = (a & 0xffff) | (b & 0xffff) << (a >>> 16);
                int firstBits = (a >>> 16) + (b >>> 16);
                long second = (c & 0xffff) | (d & 0xffff) << (c >>> 16);
                held |= (first | second << firstBits) << heldBits;
                heldBits += firstBits + (c >>> 16) + (d >>> 16);
                LONG.set(out, at, held);
                at += heldBits >>> 3;
                held >>>= heldBits & 0x38;
                heldBits &= 7;
            }
            for (; place < end; place++) {
                int a = literals[bytes[place] & 0xff];
                held |= (long) (a & 0xffff) << heldBits;
                heldBits += a >>> 16;
            }
            if (m < count) {
                int near = lengthCodes[matches[m] >>> 16];
                int nearBits = near >>> 24;
                int distance = matches[m] & 0xffff;
                int symbol = distanceCode(distance);
                int far = distances[symbol];
                int farBits = far >>> 16;
                int more = distance + 1 - DISTANCE_BASE[symbol];
                long code = near & 0xffffff | ((long) (far & 0xffff) | (long) more << farBits) << nearBits;
                int codeBits = nearBits + farBits + DISTANCE_EXTRA[symbol];
                if (heldBits + codeBits > 63) {
                    LONG.set(out, at, held);
                    at += heldBits >>> 3;
                    held >>>= heldBits & 0x38;
                    heldBits &= 7;
                }
                held |= code << heldBits;
                heldBits += codeBits;
            }
        }
        size = at;
        bits = held;
        bitCount = heldBits;
        bits(literals[END] & 0xffff, literals[END] >>> 16);
    }

    /** How often each symbol occurs; bytes in four tables, or each would wait for the one before. */
    private void count() {
        Arrays.fill(literalCounts, 0);
        Arrays.fill(distanceCounts, 0);
        for (int m = 0; m < count; m++) {
            literalCounts[257 + LENGTH_CODE[matches[m] >>> 16]]++;
            distanceCounts[distanceCode(matches[m] & 0xffff)]++;
        }
        for (int[] table : byteCounts) {
            Arrays.fill(table, 0);
        }
        byte[] bytes = literalBytes;
        int[] first = byteCounts[0];
        int[] second = byteCounts[1];
        int[] third = byteCounts[2];
        int[] fourth = byteCounts[3];
        int place = 0;
        for (; place + 4 <= literalSize; place += 4) {
            first[bytes[place] & 0xff]++;
            second[bytes[place + 1] & 0xff]++;
            third[bytes[place + 2] & 0xff]++;
            fourth[bytes[place + 3] & 0xff]++;
        }
        for (; place < literalSize; place++) {
            first[bytes[place] & 0xff]++;
        }
        for (int symbol = 0; symbol < 256; symbol++) {
            literalCounts[symbol] = first[symbol] + second[symbol] + third[symbol] + fourth[symbol];
        }
        literalCounts[END] = 1;
    }

    /** Tells the lengths of both codes, runs shortened (RFC 1951, 3.2.7). */
    private void codes(byte[] literal, byte[] distance) {
        int literals = used(literal, 257);
        int distances = used(distance, 1);
        byte[] all = Arrays.copyOf(literal, literals + distances);
        System.arraycopy(distance, 0, all, literals, distances);
        int[] symbols = new int[all.length];
        int[] extras = new int[all.length];
        int[] counts = new int[19];
        int told = 0;
        for (int i = 0; i < all.length; told++) {
            int run = 1;
            while (i + run < all.length && all[i + run] == all[i] && run < (all[i] == 0 ? 138 : 7)) {
                run++;
            }
            if (all[i] == 0 && run >= 3) {
                symbols[told] = run < 11 ? 17 : 18;
                extras[told] = run - (run < 11 ? 3 : 11);
                i += run;
            } else if (run >= 4) {
                // The length itself, then "repeat it three to six times".
                counts[all[i]]++;
                symbols[told++] = all[i];
                symbols[told] = 16;
                extras[told] = run - 4;
                i += run;
            } else {
                symbols[told] = all[i++];
            }
            counts[symbols[told]]++;
        }
        // A code of code lengths with one symbol only is refused by readers.
        counts[0] = Math.max(1, counts[0]);
        counts[18] = Math.max(1, counts[18]);
        byte[] lengthsOfLengths = new byte[19];
        lengths.of(counts, 7, lengthsOfLengths);
        int tellingOrder = 19;
        while (tellingOrder > 4 && lengthsOfLengths[ORDER[tellingOrder - 1]] == 0) {
            tellingOrder--;
        }
        bits(literals - 257, 5);
        bits(distances - 1, 5);
        bits(tellingOrder - 4, 4);
        for (int i = 0; i < tellingOrder; i++) {
            bits(lengthsOfLengths[ORDER[i]], 3);
        }
        int[] codes = HuffmanLengths.codes(lengthsOfLengths);
        for (int i = 0; i < told; i++) {
            bits(codes[symbols[i]], lengthsOfLengths[symbols[i]]);
            if (symbols[i] >= 16) {
                bits(extras[i], symbols[i] == 16 ? 2 : symbols[i] == 17 ? 3 : 7);
            }
        }
    }

    private static int used(byte[] lengths, int least) {
        int used = lengths.length;
        while (used > least && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    private void room(int bytes) {
        if (size + bytes + 16 > packed.length) {
            packed = Arrays.copyOf(packed, Math.max(packed.length * 2, size + bytes + 16));
        }
    }

    private void bits(int value, int count) {
        bits |= (long) value << bitCount;
        bitCount += count;
        if (bitCount >= 32) {
            INT.set(packed, size, (int) bits);
            size += 4;
            bits >>>= 32;
            bitCount -= 32;
        }
    }

    private void flushBits() {
        for (; bitCount > 0; bitCount -= 8) {
            packed[size++] = (byte) bits;
            bits >>>= 8;
        }
        bitCount = 0;
    }
}
