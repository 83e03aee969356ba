package org.bivouac.jobs.dump.mdf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Where the numbers of a channel lie in its records, and how they are coded.
 *
 * <p>A little-endian integer is the {@code bitCount} bits above bit {@code bitOffset} of the byte at {@code byteOffset},
 * running on into the bytes behind it. A big-endian one is the same after its bytes, as many as it touches, are reversed
 * (ASAM MDF 4.1, CN block).
 *
 * <p>Records are handed over as a stretch of bytes, {@code count} of them, {@code stride} bytes apart, the first at
 * {@code at}. The array must reach {@link #SLACK} bytes beyond the last record, so that eight bytes can be read at once.
 *
 * @param byteOffset of the first byte in the record, the record's id not counted
 * @param bitOffset 0 to 7, or more: then whole bytes are skipped
 * @param bitCount 1 to 64; 16, 32 or 64 for a float
 */
record RecordNumbers(Coding coding, boolean bigEndian, int byteOffset, int bitOffset, int bitCount) {
    /** How many bytes an array of records must have behind the last record. */
    static final int SLACK = 16;

    private static final VarHandle SHORT_LE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BE = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** How bits are a number. */
    enum Coding {
        UNSIGNED,
        SIGNED,
        FLOAT
    }

    RecordNumbers {
        if (byteOffset < 0 || bitOffset < 0 || bitCount < 1) {
            throw new IllegalArgumentException(
                    "byte " + byteOffset + ", bit " + bitOffset + ", " + bitCount + " bits are no place in a record");
        }
        if (bitOffset > 7) {
            byteOffset += bitOffset >> 3;
            bitOffset &= 7;
        }
    }

    /** Bytes from the first to the last that it touches. */
    int bytes() {
        return bytes(bitOffset, bitCount);
    }

    private static int bytes(int bitOffset, int bitCount) {
        return (int) ((bitOffset + (long) bitCount + 7) >> 3);
    }

    /**
     * Why it cannot be read, if it cannot.
     *
     * @param recordBytes length of a record without its id
     */
    Optional<String> obstacle(int recordBytes) {
        if (coding == Coding.FLOAT && bitCount != 16 && bitCount != 32 && bitCount != 64) {
            return Optional.of("a float of " + bitCount + " bits, expected 16, 32 or 64");
        }
        if (bitCount > 64) {
            return Optional.of("an integer of " + bitCount + " bits, expected at most 64");
        }
        if ((long) byteOffset + bytes() > recordBytes) {
            return Optional.of("its bytes " + byteOffset + " to " + ((long) byteOffset + bytes() - 1)
                    + " lie outside the record of " + recordBytes + " bytes");
        }
        return Optional.empty();
    }

    /** True when its values are whole numbers. */
    boolean isWhole() {
        return coding != Coding.FLOAT;
    }

    /** The numbers of {@code count} records; integers beyond 2^53 are rounded to the next double, infinite floats are missing. */
    void decode(byte[] records, int at, int stride, int count, double[] out) {
        int from = at + byteOffset;
        if (coding == Coding.FLOAT) {
            floats(records, from, stride, count, out);
            for (int i = 0; i < count; i++) {
                // Infinite is no reading: NaN for it, and any other number unchanged.
                out[i] += 0 * out[i];
            }
        } else if (bitOffset != 0 || !whole(records, from, stride, count, out)) {
            bits(records, from, stride, count, out);
        }
    }

    private void floats(byte[] records, int from, int stride, int count, double[] out) {
        if (bitOffset != 0 || bitCount == 16) {
            for (int i = 0, p = from; i < count; i++, p += stride) {
                long raw = rawBits(records, p);
                out[i] = bitCount == 64
                        ? Double.longBitsToDouble(raw)
                        : bitCount == 32 ? Float.intBitsToFloat((int) raw) : half((int) raw);
            }
        } else if (bitCount == 64) {
            if (bigEndian) {
                for (int i = 0, p = from; i < count; i++, p += stride) {
                    out[i] = Double.longBitsToDouble((long) LONG_BE.get(records, p));
                }
            } else {
                for (int i = 0, p = from; i < count; i++, p += stride) {
                    out[i] = Double.longBitsToDouble((long) LONG_LE.get(records, p));
                }
            }
        } else if (bigEndian) {
            for (int i = 0, p = from; i < count; i++, p += stride) {
                out[i] = Float.intBitsToFloat((int) INT_BE.get(records, p));
            }
        } else {
            for (int i = 0, p = from; i < count; i++, p += stride) {
                out[i] = Float.intBitsToFloat((int) INT_LE.get(records, p));
            }
        }
    }

    /** The widths that processors know, on byte borders; false for any other. */
    private boolean whole(byte[] records, int from, int stride, int count, double[] out) {
        boolean signed = coding == Coding.SIGNED;
        switch (bitCount) {
            case 8 -> {
                int mask = signed ? -1 : 0xff;
                for (int i = 0, p = from; i < count; i++, p += stride) {
                    out[i] = records[p] & mask;
                }
            }
            case 16 -> {
                int mask = signed ? -1 : 0xffff;
                if (bigEndian) {
                    for (int i = 0, p = from; i < count; i++, p += stride) {
                        out[i] = (short) SHORT_BE.get(records, p) & mask;
                    }
                } else {
                    for (int i = 0, p = from; i < count; i++, p += stride) {
                        out[i] = (short) SHORT_LE.get(records, p) & mask;
                    }
                }
            }
            case 32 -> {
                long mask = signed ? -1 : 0xffff_ffffL;
                if (bigEndian) {
                    for (int i = 0, p = from; i < count; i++, p += stride) {
                        out[i] = (int) INT_BE.get(records, p) & mask;
                    }
                } else {
                    for (int i = 0, p = from; i < count; i++, p += stride) {
                        out[i] = (int) INT_LE.get(records, p) & mask;
                    }
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void bits(byte[] records, int from, int stride, int count, double[] out) {
        int spare = 64 - bitCount;
        if (bytes() > 8) {
            for (int i = 0, p = from; i < count; i++, p += stride) {
                out[i] = number(rawBits(records, p));
            }
        } else if (coding == Coding.SIGNED) {
            int up = bigEndian ? 8 * bytes() - bitOffset - bitCount : spare - bitOffset;
            for (int i = 0, p = from; i < count; i++, p += stride) {
                long word = (long) (bigEndian ? LONG_BE.get(records, p) : LONG_LE.get(records, p));
                out[i] = word << up >> spare;
            }
        } else if (bitCount < 64) {
            long mask = -1L >>> spare;
            int down = bigEndian ? 64 - 8 * bytes() + bitOffset : bitOffset;
            for (int i = 0, p = from; i < count; i++, p += stride) {
                long word = (long) (bigEndian ? LONG_BE.get(records, p) : LONG_LE.get(records, p));
                out[i] = word >>> down & mask;
            }
        } else {
            for (int i = 0, p = from; i < count; i++, p += stride) {
                out[i] = unsigned((long) (bigEndian ? LONG_BE.get(records, p) : LONG_LE.get(records, p)));
            }
        }
    }

    /** The integers of {@code count} records, exact; unsigned ones of 64 bits as two's complement, floats by their bits. */
    void decodeBits(byte[] records, int at, int stride, int count, long[] out) {
        for (int i = 0, p = at + byteOffset; i < count; i++, p += stride) {
            long raw = rawBits(records, p);
            out[i] = coding == Coding.SIGNED ? raw << (64 - bitCount) >> (64 - bitCount) : raw;
        }
    }

    /** The bits of the value at {@code p}, right-aligned. */
    private long rawBits(byte[] records, int p) {
        int bytes = bytes();
        long low;
        long high = 0;
        if (bigEndian) {
            low = bytes > 8 ? (long) LONG_BE.get(records, p + 1) : (long) LONG_BE.get(records, p) >>> (64 - 8 * bytes);
            high = bytes > 8 ? records[p] & 0xff : 0;
        } else {
            low = (long) LONG_LE.get(records, p);
            high = bytes > 8 ? records[p + 8] & 0xff : 0;
        }
        long raw = bitOffset == 0 ? low : low >>> bitOffset | high << (64 - bitOffset);
        return raw & -1L >>> (64 - bitCount);
    }

    private double number(long raw) {
        if (coding == Coding.SIGNED) {
            return raw << (64 - bitCount) >> (64 - bitCount);
        }
        return bitCount == 64 ? unsigned(raw) : raw;
    }

    /** An unsigned integer of 64 bits as the nearest double: halved with the lost bit kept, so that it rounds once. */
    private static double unsigned(long raw) {
        return raw >= 0 ? raw : ((raw >>> 1) | (raw & 1)) * 2.0;
    }

    /** A float of 16 bits (IEEE 754-2008 binary16). */
    static float half(int bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float size;
        if (exponent == 0x1f) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            size = fraction * 0x1p-24f;
        } else {
            size = Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
        }
        return (bits & 0x8000) == 0 ? size : -size;
    }
}
