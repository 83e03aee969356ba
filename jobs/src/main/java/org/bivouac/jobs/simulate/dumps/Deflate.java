package org.bivouac.jobs.simulate.dumps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Packs bytes as zlib streams (RFC 1950, RFC 1951) that are the same on any machine; those of {@link
 * java.util.zip.Deflater} depend on the library that a Java is built with. Matches are the last earlier place with the same
 * four bytes; every block has its own Huffman codes ({@link HuffmanLengths}).
 */
final class Deflate {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int HASH_BITS = 15;
    private static final int FARTHEST = 1 << 15;
    private static final int LONGEST = 258;
    private static final int TOKENS = 1 << 15;
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
    private final int[] tokens = new int[TOKENS];
    private int tokenCount;
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

    /** Packs {@code bytes[0, length)}; returns how many bytes it came to. */
    int pack(byte[] bytes, int length) {
        Arrays.fill(heads, 0);
        size = 0;
        bits = 0;
        bitCount = 0;
        tokenCount = 0;
        packed[size++] = 0x78;
        packed[size++] = 0x01;
        tokenize(bytes, length);
        block(true);
        flushBits();
        Adler32 adler = new Adler32();
        adler.update(bytes, 0, length);
        room(4);
        INT.set(packed, size, Integer.reverseBytes((int) adler.getValue()));
        return size + 4;
    }

    private void tokenize(byte[] bytes, int length) {
        int[] places = heads;
        int last = length - 8;
        int at = 0;
        int literals = 0;
        while (at < length) {
            if (tokenCount >= TOKENS - MOST_SKIPPED) {
                block(false);
            }
            int match = 0;
            int distance = 0;
            if (at <= last) {
                int four = (int) INT.get(bytes, at);
                int hash = (four * 0x9E3779B1) >>> (32 - HASH_BITS);
                int earlier = places[hash] - 1;
                places[hash] = at + 1;
                distance = at - earlier;
                if (earlier >= 0 && distance <= FARTHEST && (int) INT.get(bytes, earlier) == four) {
                    match = matching(bytes, earlier, at, Math.min(length - at, LONGEST));
                }
            }
            if (match == 0) {
                // The longer nothing was found, the more bytes go by unsearched.
                int step = Math.min(1 + (literals >> 6), MOST_SKIPPED);
                for (int end = Math.min(at + step, length); at < end; at++) {
                    tokens[tokenCount++] = bytes[at] & 0xff;
                }
                literals += step;
            } else {
                literals = 0;
                tokens[tokenCount++] = match << 16 | distance - 1 | 1 << 31;
                at += match;
            }
        }
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
        lengths.of(literalCounts, 15, literal);
        lengths.of(distanceCounts, 15, distance);
        room(tokenCount * 6 + 1024);
        bits(last ? 1 : 0, 1);
        bits(2, 2);
        codes(literal, distance);
        emit(codeAndLength(literal), codeAndLength(distance));
        tokenCount = 0;
    }

    /** Codes with their lengths in the lowest bits, so that one load gets both. */
    private static int[] codeAndLength(byte[] lengths) {
        int[] codes = HuffmanLengths.codes(lengths);
        for (int symbol = 0; symbol < codes.length; symbol++) {
            codes[symbol] = codes[symbol] << 4 | lengths[symbol];
        }
        return codes;
    }

    /** The hot loop: state in local variables, bytes four at a time. */
    private void emit(int[] literals, int[] distances) {
        byte[] out = packed;
        int at = size;
        long held = bits;
        int count = bitCount;
        for (int t = 0; t < tokenCount; t++) {
            int token = tokens[t];
            if (token >= 0) {
                int code = literals[token];
                held |= (long) (code >>> 4) << count;
                count += code & 15;
            } else {
                int length = token >>> 16 & 0x7fff;
                int symbol = LENGTH_CODE[length];
                int code = literals[257 + symbol];
                held |= (long) (code >>> 4) << count;
                count += code & 15;
                held |= (long) (length - LENGTH_BASE[symbol]) << count;
                count += LENGTH_EXTRA[symbol];
                if (count >= 32) {
                    INT.set(out, at, (int) held);
                    at += 4;
                    held >>>= 32;
                    count -= 32;
                }
                int far = token & 0xffff;
                symbol = distanceCode(far);
                code = distances[symbol];
                held |= (long) (code >>> 4) << count;
                count += code & 15;
                held |= (long) (far + 1 - DISTANCE_BASE[symbol]) << count;
                count += Math.max(0, (symbol >> 1) - 1);
            }
            if (count >= 32) {
                INT.set(out, at, (int) held);
                at += 4;
                held >>>= 32;
                count -= 32;
            }
        }
        size = at;
        bits = held;
        bitCount = count;
        bits(literals[END] >>> 4, literals[END] & 15);
    }

    private void count() {
        Arrays.fill(literalCounts, 0);
        Arrays.fill(distanceCounts, 0);
        for (int t = 0; t < tokenCount; t++) {
            int token = tokens[t];
            if (token >= 0) {
                literalCounts[token]++;
            } else {
                literalCounts[257 + LENGTH_CODE[token >>> 16 & 0x7fff]]++;
                distanceCounts[distanceCode(token & 0xffff)]++;
            }
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
