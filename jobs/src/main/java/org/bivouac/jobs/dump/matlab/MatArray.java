package org.bivouac.jobs.dump.matlab;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One array of numbers in a file, with where its values are; they are stored by column.
 *
 * @param name the variable's, with the fields that lead to it: {@code run.engine.rpm}
 * @param rows first dimension
 * @param columns product of the others
 * @param type how its values are stored
 * @param at where they begin
 */
record MatArray(String name, long rows, long columns, Type type, long at) {
    /** How numbers are stored (MAT-file format, table 1). */
    enum Type {
        INT8(1, 1),
        UINT8(2, 1),
        INT16(3, 2),
        UINT16(4, 2),
        INT32(5, 4),
        UINT32(6, 4),
        SINGLE(7, 4),
        DOUBLE(9, 8),
        INT64(12, 8),
        UINT64(13, 8);

        private final int code;
        private final int size;

        Type(int code, int size) {
            this.code = code;
            this.size = size;
        }

        /** The type of a data element; null when it holds no numbers. */
        static Type of(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return null;
        }

        int size() {
            return size;
        }

        private double value(ByteBuffer bytes, int at) {
            return switch (this) {
                case INT8 -> bytes.get(at);
                case UINT8 -> bytes.get(at) & 0xff;
                case INT16 -> bytes.getShort(at);
                case UINT16 -> bytes.getShort(at) & 0xffff;
                case INT32 -> bytes.getInt(at);
                case UINT32 -> Integer.toUnsignedLong(bytes.getInt(at));
                case SINGLE -> bytes.getFloat(at);
                case DOUBLE -> bytes.getDouble(at);
                case INT64 -> bytes.getLong(at);
                case UINT64 -> bytes.getLong(at) + (bytes.getLong(at) < 0 ? 0x1p64 : 0);
            };
        }
    }

    private static final int MOST_AT_ONCE = 1 << 18;

    boolean isVector() {
        return rows == 1 || columns == 1;
    }

    /** How many values it has; a vector's length. */
    long count() {
        return rows * columns;
    }

    String scope() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    String lastName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * Reads every {@code stride}-th value.
     *
     * @param first index of the first of them
     * @param into takes {@code count} values; a number that is infinite is NaN
     */
    void read(MatBytes bytes, long first, long stride, int count, double[] into) throws IOException {
        int done = 0;
        int atOnce = (int) Math.max(1, MOST_AT_ONCE / (stride * type.size()));
        while (done < count) {
            int now = Math.min(atOnce, count - done);
            long from = MatBytes.plus(at, (first + done * stride) * type.size());
            int step = (int) Math.min(stride, Integer.MAX_VALUE / type.size() / 2);
            ByteBuffer block = bytes.read(from, now == 1 ? type.size() : ((now - 1) * step + 1) * type.size());
            for (int i = 0; i < now; i++) {
                double value = type.value(block, i * step * type.size());
                into[done + i] = Double.isInfinite(value) ? Double.NaN : value;
            }
            done += now;
        }
    }
}
