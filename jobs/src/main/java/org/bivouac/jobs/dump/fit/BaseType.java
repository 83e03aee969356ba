package org.bivouac.jobs.dump.fit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The base types of FIT (FIT protocol, "Base Types"), each with its value for "no data". */
enum BaseType {
    ENUM(0x00, 1),
    SINT8(0x01, 1),
    UINT8(0x02, 1),
    STRING(0x07, 1),
    UINT8Z(0x0A, 1),
    BYTE(0x0D, 1),
    SINT16(0x83, 2),
    UINT16(0x84, 2),
    SINT32(0x85, 4),
    UINT32(0x86, 4),
    FLOAT32(0x88, 4),
    FLOAT64(0x89, 8),
    UINT16Z(0x8B, 2),
    UINT32Z(0x8C, 4),
    SINT64(0x8E, 8),
    UINT64(0x8F, 8),
    UINT64Z(0x90, 8);

    private final int code;
    private final int size;

    BaseType(int code, int size) {
        this.code = code;
        this.size = size;
    }

    /** The type of this code; the top bit only repeats that it is wide. Null when there is none. */
    static BaseType of(int code) {
        for (BaseType type : values()) {
            if ((type.code & 0x1F) == (code & 0x1F)) {
                return type;
            }
        }
        return null;
    }

    /** Bytes of one value. */
    int size() {
        return size;
    }

    /** The value at a position; NaN when it says "no data". Integers of 64 bits pass through a double. */
    double number(ByteBuffer bytes, int at) {
        return switch (this) {
            case ENUM, UINT8, BYTE -> unless(bytes.get(at) & 0xff, 0xFF);
            case SINT8 -> unless(bytes.get(at), 0x7F);
            case UINT8Z -> unless(bytes.get(at) & 0xff, 0);
            case SINT16 -> unless(bytes.getShort(at), 0x7FFF);
            case UINT16 -> unless(bytes.getShort(at) & 0xffff, 0xFFFF);
            case UINT16Z -> unless(bytes.getShort(at) & 0xffff, 0);
            case SINT32 -> unless(bytes.getInt(at), 0x7FFF_FFFF);
            case UINT32 -> unless(Integer.toUnsignedLong(bytes.getInt(at)), 0xFFFF_FFFFL);
            case UINT32Z -> unless(Integer.toUnsignedLong(bytes.getInt(at)), 0);
            case SINT64 -> unless(bytes.getLong(at), Long.MAX_VALUE);
            case UINT64 -> bytes.getLong(at) == -1 ? Double.NaN : unsigned(bytes.getLong(at));
            case UINT64Z -> bytes.getLong(at) == 0 ? Double.NaN : unsigned(bytes.getLong(at));
            // All bits set is a NaN already.
            case FLOAT32 -> finite(bytes.getFloat(at));
            case FLOAT64 -> finite(bytes.getDouble(at));
            case STRING -> Double.NaN;
        };
    }

    private static double unless(long value, long invalid) {
        return value == invalid ? Double.NaN : value;
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : value + 0x1p64;
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** The text of a string field; null when it is empty. */
    static String text(ByteBuffer bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - at];
        bytes.get(at, text);
        return end == at ? null : new String(text, StandardCharsets.UTF_8);
    }
}
