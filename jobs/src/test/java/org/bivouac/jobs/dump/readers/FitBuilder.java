package org.bivouac.jobs.dump.readers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes FIT files, message by message, as the FIT protocol lays them out. */
final class FitBuilder {
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Appends bytes as they are. */
    FitBuilder raw(int... bytes) {
        for (int b : bytes) {
            data.write(b);
        }
        return this;
    }

    /** Defines a local type in little-endian order. Each field is number, size, base type. */
    FitBuilder define(int local, int message, int[]... fields) {
        raw(0x40 | local, 0, 0, message & 0xff, message >> 8, fields.length);
        for (int[] field : fields) {
            raw(field);
        }
        return this;
    }

    /** Appends a number in little-endian order. */
    FitBuilder number(long value, int size) {
        for (int i = 0; i < size; i++) {
            data.write((int) (value >> (8 * i)));
        }
        return this;
    }

    /** Appends text, filled up with NUL. */
    FitBuilder text(String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < size; i++) {
            data.write(i < bytes.length ? bytes[i] : 0);
        }
        return this;
    }

    /** The file with its header of 14 bytes and its checksum. */
    byte[] build() {
        byte[] records = data.toByteArray();
        ByteBuffer file = ByteBuffer.allocate(14 + records.length + 2).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 14).put((byte) 0x20).putShort((short) 2132).putInt(records.length);
        file.put(".FIT".getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) crc(file.array(), 12));
        file.put(records);
        file.putShort((short) crc(file.array(), 14 + records.length));
        return file.array();
    }

    /** CRC-16/ARC, by the table of sixteen that the protocol's document prints, so that it is not the reader's own way. */
    static int crc(byte[] bytes, int length) {
        int[] table = {
            0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
            0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400
        };
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc = (crc >> 4 & 0x0FFF) ^ table[crc & 0xF] ^ table[bytes[i] & 0xF];
            crc = (crc >> 4 & 0x0FFF) ^ table[crc & 0xF] ^ table[bytes[i] >> 4 & 0xF];
        }
        return crc;
    }
}
