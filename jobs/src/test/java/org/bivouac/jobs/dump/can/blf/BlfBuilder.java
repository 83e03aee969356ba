package org.bivouac.jobs.dump.can.blf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Writes {@code .blf} files. */
public final class BlfBuilder {
    private static final int HEADER = 144;
    private final ByteArrayOutputStream objects = new ByteArrayOutputStream();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    /** Begins a log that starts at 2026-02-09 19:20:02.050. */
    public BlfBuilder() {
        this(2026, 2, 1, 9, 19, 20, 2, 50);
    }

    /** Begins a log with these eight fields as start. */
    public BlfBuilder(int... start) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(0, new byte[] {'L', 'O', 'G', 'G'}).putInt(4, HEADER);
        for (int i = 0; i < start.length; i++) {
            header.putShort(40 + 2 * i, (short) start[i]);
        }
        file.writeBytes(header.array());
    }

    /** Adds an object with a header of 32 bytes, time in ns, padded to four bytes. */
    public BlfBuilder object(int type, long nanos, byte[] body) {
        return object(type, 2, nanos, body);
    }

    /** Adds an object with a header of 32 bytes. */
    public BlfBuilder object(int type, int timeFlags, long time, byte[] body) {
        ByteBuffer object =
                ByteBuffer.allocate(32 + body.length + body.length % 4).order(ByteOrder.LITTLE_ENDIAN);
        object.put(0, new byte[] {'L', 'O', 'B', 'J'}).putShort(4, (short) 32).putShort(6, (short) 1);
        object.putInt(8, 32 + body.length)
                .putInt(12, type)
                .putInt(16, timeFlags)
                .putLong(24, time);
        object.put(32, body);
        objects.writeBytes(object.array());
        return this;
    }

    /** Body of a CAN message. */
    public static byte[] message(int channel, int flags, int dlc, int id, int... data) {
        ByteBuffer body = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        body.putShort((short) channel).put((byte) flags).put((byte) dlc).putInt(id);
        for (int b : data) {
            body.put((byte) b);
        }
        return body.array();
    }

    /** Body of a CAN FD message with these flags and bytes 0, 1, 2 … */
    public static byte[] flexible(int channel, int flags, int dlc, int id, int flexibleFlags, int valid) {
        ByteBuffer body = ByteBuffer.allocate(88).order(ByteOrder.LITTLE_ENDIAN);
        body.putShort(0, (short) channel)
                .put(2, (byte) flags)
                .put(3, (byte) dlc)
                .putInt(4, id);
        body.put(13, (byte) flexibleFlags).put(14, (byte) valid);
        for (int i = 0; i < 64; i++) {
            body.put(20 + i, (byte) i);
        }
        return body.array();
    }

    /** Body of a CAN FD message 64 with bytes 0, 1, 2 … */
    public static byte[] flexible64(int channel, int direction, int dlc, int id, int flags, int valid) {
        ByteBuffer body = ByteBuffer.allocate(40 + valid).order(ByteOrder.LITTLE_ENDIAN);
        body.put(0, (byte) channel)
                .put(1, (byte) dlc)
                .put(2, (byte) valid)
                .putInt(4, id)
                .putInt(12, flags);
        body.put(34, (byte) direction);
        for (int i = 0; i < valid; i++) {
            body.put(40 + i, (byte) i);
        }
        return body.array();
    }

    /** The objects added since the last container. */
    public byte[] pending() {
        byte[] bytes = objects.toByteArray();
        objects.reset();
        return bytes;
    }

    /** Puts the objects added so far into containers of so many bytes, the last one shorter. */
    public BlfBuilder containers(int method, int length) {
        byte[] bytes = pending();
        for (int at = 0; at < bytes.length; at += length) {
            container(method, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + length)));
        }
        return this;
    }

    /** Adds a container of these bytes. */
    public BlfBuilder container(int method, byte[] bytes) {
        return container(method, bytes, bytes.length);
    }

    /** Adds a container that states an unpacked length. */
    public BlfBuilder container(int method, byte[] bytes, int stated) {
        byte[] packed = method == 2 ? deflate(bytes) : bytes;
        ByteBuffer container = ByteBuffer.allocate(32 + packed.length).order(ByteOrder.LITTLE_ENDIAN);
        container
                .put(0, new byte[] {'L', 'O', 'B', 'J'})
                .putShort(4, (short) 16)
                .putShort(6, (short) 1);
        container
                .putInt(8, 32 + packed.length)
                .putInt(12, 10)
                .putShort(16, (short) method)
                .putInt(24, stated);
        container.put(32, packed);
        return raw(container.array()).raw(new byte[packed.length % 4]);
    }

    /** Adds bytes that are no container. */
    public BlfBuilder raw(byte[] bytes) {
        file.writeBytes(bytes);
        return this;
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    /** The file. */
    public byte[] build() {
        return file.toByteArray();
    }
}
