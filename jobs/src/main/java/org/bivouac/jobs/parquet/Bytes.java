package org.bivouac.jobs.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array, little-endian, open to its neighbours because every page passes through it. */
final class Bytes {
    /** How many bytes after the end may be written or read by the word-wise kernels. */
    static final int SLACK = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    byte[] array;
    int size;

    Bytes(int capacity) {
        array = new byte[capacity + SLACK];
    }

    /** Makes room for this many more bytes and {@link #SLACK}. */
    void reserve(int more) {
        long wanted = (long) size + more + SLACK;
        if (wanted > array.length) {
            if (wanted > Integer.MAX_VALUE - 64) {
                throw new IllegalStateException("a page of " + wanted + " bytes is too large");
            }
            array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 64, Math.max(wanted, array.length * 2L)));
        }
    }

    static long longAt(byte[] array, int at) {
        return (long) LONG.get(array, at);
    }

    static void longAt(byte[] array, int at, long value) {
        LONG.set(array, at, value);
    }

    static int intAt(byte[] array, int at) {
        return (int) INT.get(array, at);
    }

    void putByte(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(4);
        INT.set(array, size, value);
        size += 4;
    }

    void putLong(long value) {
        reserve(8);
        LONG.set(array, size, value);
        size += 8;
    }

    /** Appends {@code values[from, to)}. */
    void putLongs(long[] values, int from, int to) {
        reserve((to - from) * 8);
        for (int i = from, at = size; i < to; i++, at += 8) {
            LONG.set(array, at, values[i]);
        }
        size += (to - from) * 8;
    }

    void putBytes(byte[] bytes) {
        putBytes(bytes, bytes.length);
    }

    /** Appends the first {@code count} bytes. */
    void putBytes(byte[] bytes, int count) {
        reserve(count);
        System.arraycopy(bytes, 0, array, size, count);
        size += count;
    }

    /** Unsigned LEB128, as Parquet's run headers and delta headers use it. */
    void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            putByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    void putZigZag(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }
}
