package org.bivouac.jobs.dump.readers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** Writes MATLAB files of level 5, variable by variable, as MathWorks' document lays them out. */
final class MatBuilder {
    private final ByteOrder order;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    MatBuilder(ByteOrder order) {
        this.order = order;
        ByteBuffer header = ByteBuffer.allocate(128).order(order);
        header.put("MATLAB 5.0 MAT-file, made by a test".getBytes(StandardCharsets.US_ASCII));
        header.putShort(124, (short) 0x0100);
        header.putShort(126, (short) 0x4D49);
        file.writeBytes(header.array());
    }

    /** A data element, padded. */
    byte[] element(int type, byte[] data) {
        ByteBuffer element = ByteBuffer.allocate(8 + (data.length + 7) / 8 * 8).order(order);
        element.putInt(type).putInt(data.length).put(data);
        return element.array();
    }

    byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** A matrix of doubles, by column. */
    byte[] doubles(String name, int rows, int columns, double... values) {
        ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(order);
        for (double value : values) {
            data.putDouble(value);
        }
        return matrix(name, 6, rows, columns, element(9, data.array()));
    }

    byte[] matrix(String name, int kind, int rows, int columns, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(element(6, ints(kind, 0)));
        body.writeBytes(element(5, ints(rows, columns)));
        body.writeBytes(element(1, name.getBytes(StandardCharsets.US_ASCII)));
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        return element(14, body.toByteArray());
    }

    /** A structure; fields are matrices with an empty name. */
    byte[] struct(String name, String[] fields, byte[]... values) {
        byte[] names = new byte[32 * fields.length];
        for (int f = 0; f < fields.length; f++) {
            byte[] field = fields[f].getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(field, 0, names, 32 * f, field.length);
        }
        byte[][] parts = new byte[values.length + 2][];
        // A small element: type and size share four bytes.
        parts[0] = ints(4 << 16 | 5, 32);
        parts[1] = element(1, names);
        System.arraycopy(values, 0, parts, 2, values.length);
        return matrix(name, 2, 1, 1, parts);
    }

    /** Appends a variable as it is. */
    MatBuilder plain(byte[] variable) {
        file.writeBytes(variable);
        return this;
    }

    /** Appends a variable compressed. */
    MatBuilder packed(byte[] variable) {
        Deflater deflater = new Deflater();
        deflater.setInput(variable);
        deflater.finish();
        byte[] packed = new byte[variable.length + 1000];
        int length = deflater.deflate(packed);
        deflater.end();
        ByteBuffer tag = ByteBuffer.allocate(8).order(order);
        tag.putInt(15).putInt(length);
        file.writeBytes(tag.array());
        file.write(packed, 0, length);
        return this;
    }

    byte[] build() {
        return file.toByteArray();
    }
}
