package org.bivouac.jobs.dump.motec;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One channel of a {@code .ld} as its 124-byte block describes it.
 *
 * @param at where the block stands
 * @param data where its samples stand
 * @param declared how many samples it has
 * @param rateHz samples per second
 */
record LdChannel(
        long at,
        String name,
        String unit,
        long data,
        long declared,
        int type,
        int size,
        int rateHz,
        int shift,
        int multiplier,
        int scale,
        int decimals) {
    /** Length of the block. */
    static final int BLOCK = 124;

    private static final int FLOAT = 7;
    /** The unsigned next pointer of a block. */
    static long next(ByteBuffer block) {
        return Integer.toUnsignedLong(block.getInt(4));
    }

    static LdChannel of(long at, ByteBuffer block) {
        return new LdChannel(
                at,
                MotecLdReader.text(block, 32, 32),
                MotecLdReader.text(block, 72, 12),
                Integer.toUnsignedLong(block.getInt(8)),
                Integer.toUnsignedLong(block.getInt(12)),
                Short.toUnsignedInt(block.getShort(18)),
                Short.toUnsignedInt(block.getShort(20)),
                Short.toUnsignedInt(block.getShort(22)),
                block.getShort(24),
                block.getShort(26),
                block.getShort(28),
                block.getShort(30));
    }

    /** Why the samples cannot be turned into values; empty when they can. */
    Optional<String> obstacle() {
        boolean known = type == FLOAT ? size == 4 : (type == 0 || type == 3 || type == 5) && (size == 2 || size == 4);
        if (!known) {
            return Optional.of("type " + type + " with " + size + " bytes is not known; known are 7 with 4 and 0, 3, 5"
                    + " with 2 or 4");
        }
        if (rateHz == 0) {
            return Optional.of("its rate is 0 Hz");
        }
        if (scale == 0) {
            return Optional.of("its scale is 0");
        }
        if (Math.abs(decimals) > 18) {
            return Optional.of("it declares " + decimals + " decimals");
        }
        if (shift != 0 && multiplier != 1) {
            // Published readers add the shift before or after the multiplication; no known dump decides.
            return Optional.of("shift " + shift + " together with multiplier " + multiplier + " has no agreed meaning");
        }
        return Optional.empty();
    }

    /**
     * Decodes samples: {@code raw * mul / scale * 10^-decimals + shift}.
     *
     * @param bytes the samples, little-endian, from position 0
     */
    void decode(ByteBuffer bytes, int count, double[] values) {
        double divisor = scale * (decimals > 0 ? Math.pow(10, decimals) : 1);
        double factor = multiplier * (decimals < 0 ? Math.pow(10, -decimals) : 1);
        for (int i = 0; i < count; i++) {
            double raw =
                    type == FLOAT ? bytes.getFloat(4 * i) : size == 2 ? bytes.getShort(2 * i) : bytes.getInt(4 * i);
            values[i] = raw * factor / divisor + shift;
        }
    }
}
