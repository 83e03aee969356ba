package org.bivouac.jobs.simulate.log;

/** How a logger keeps a sample; what is lost by it is part of what a dump holds. */
public sealed interface Storage {
    /** The value as a reader gets it back; NaN for a sample that the sensor did not give. */
    double stored(double value);

    /** Single precision; keeps NaN. */
    record Float32() implements Storage {
        @Override
        public double stored(double value) {
            return (float) value;
        }
    }

    /**
     * A signed 16-bit number; the value is {@code raw × scale + offset}. Values beyond the range are clipped to it, as a
     * converter does. It has no NaN: a missing sample is stored as the smallest raw value.
     *
     * @param scale above 0, in the logger's unit
     * @param offset in the logger's unit
     */
    record Int16(double scale, double offset) implements Storage {
        /** What stands for a missing sample. */
        public static final short MISSING = Short.MIN_VALUE;

        /** The raw number. */
        public short raw(double value) {
            double raw = Math.floor((value - offset) * (1 / scale) + 0.5);
            return raw > MISSING && raw <= Short.MAX_VALUE ? (short) raw : beyond(raw);
        }

        private static short beyond(double raw) {
            return Double.isNaN(raw) ? MISSING : raw > 0 ? Short.MAX_VALUE : MISSING + 1;
        }

        @Override
        public double stored(double value) {
            return Double.isNaN(value) ? Double.NaN : raw(value) * scale + offset;
        }
    }

    /**
     * A decimal number with a fixed number of decimals; a missing sample is an empty cell.
     *
     * @param decimals 0 to 9
     */
    record Text(int decimals) implements Storage {
        private static final double[] TENS = {1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

        /** The value as a whole number of its last decimal. */
        public long scaled(double value) {
            return (long) Math.floor(value * TENS[decimals] + 0.5);
        }

        @Override
        public double stored(double value) {
            return Double.isNaN(value) ? Double.NaN : scaled(value) / TENS[decimals];
        }
    }
}
