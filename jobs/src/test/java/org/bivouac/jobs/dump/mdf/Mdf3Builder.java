package org.bivouac.jobs.dump.mdf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes MDF 3 files block by block. Blocks refer to what was written before them, so they are written last first. */
final class Mdf3Builder {
    private final ByteOrder order;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int version;

    /** A file of this version, e.g. 330. */
    Mdf3Builder(int version, ByteOrder order) {
        this.version = version;
        this.order = order;
    }

    /** Bytes of the identification and the header block, which come first. */
    private int start() {
        return 64 + (version >= 320 ? 208 : 164);
    }

    private long append(byte[] bytes) {
        long at = (long) start() + body.size();
        body.writeBytes(bytes);
        return at;
    }

    /** Appends records, or anything else without a head. */
    long data(byte[] bytes) {
        return append(bytes);
    }

    ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }

    private ByteBuffer head(String kind, int size) {
        ByteBuffer block = buffer(size);
        block.put(kind.getBytes(StandardCharsets.US_ASCII)).putShort((short) size);
        return block;
    }

    private static void text(ByteBuffer block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            block.put(at + i, bytes[i]);
        }
    }

    long tx(String text) {
        ByteBuffer block = head("TX", 4 + text.length() + 1);
        text(block, 4, text);
        return append(block.array());
    }

    /** A conversion with a unit and whatever parameters. */
    long cc(int type, String unit, int count, byte[] parameters) {
        ByteBuffer block = head("CC", 46 + parameters.length);
        text(block, 22, unit);
        block.putShort(42, (short) type).putShort(44, (short) count);
        for (int i = 0; i < parameters.length; i++) {
            block.put(46 + i, parameters[i]);
        }
        return append(block.array());
    }

    long cc(int type, String unit, double... parameters) {
        return cc(type, unit, type <= 2 && type > 0 ? parameters.length / 2 : parameters.length, doubles(parameters));
    }

    byte[] doubles(double... values) {
        ByteBuffer bytes = buffer(8 * values.length);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    /** One channel. */
    record Spec(String name, int type, int startBit, int bits, int dataType, long conversion) {}

    /** Channels in a chain; gives the first. */
    long channels(Spec... specs) {
        long next = 0;
        for (int s = specs.length - 1; s >= 0; s--) {
            next = cn(specs[s], next, 0);
        }
        return next;
    }

    long cn(Spec spec, long next, long dependency) {
        ByteBuffer block = head("CN", 228);
        block.putInt(4, (int) next).putInt(8, (int) spec.conversion()).putInt(16, (int) dependency);
        block.putShort(24, (short) spec.type());
        text(block, 26, spec.name());
        block.putShort(186, (short) spec.startBit()).putShort(188, (short) spec.bits());
        block.putShort(190, (short) spec.dataType());
        block.putDouble(210, 0.5);
        return append(block.array());
    }

    long cd(int channels) {
        ByteBuffer block = head("CD", 8 + 12 * channels);
        block.putShort(4, (short) 1).putShort(6, (short) channels);
        return append(block.array());
    }

    long tr(long comment, double... times) {
        ByteBuffer block = head("TR", 10 + 8 * times.length);
        block.putInt(4, (int) comment).putShort(8, (short) (times.length / 3));
        for (int i = 0; i < times.length; i++) {
            block.putDouble(10 + 8 * i, times[i]);
        }
        return append(block.array());
    }

    long cg(long next, long channel, int id, int recordBytes, int cycles) {
        ByteBuffer block = head("CG", 30);
        block.putInt(4, (int) next).putInt(8, (int) channel);
        block.putShort(16, (short) id).putShort(20, (short) recordBytes).putInt(22, cycles);
        return append(block.array());
    }

    long dg(long next, long group, long trigger, long data, int ids) {
        ByteBuffer block = head("DG", 28);
        block.putInt(4, (int) next)
                .putInt(8, (int) group)
                .putInt(12, (int) trigger)
                .putInt(16, (int) data);
        block.putShort(22, (short) ids);
        return append(block.array());
    }

    /** The file, whose first data group is this one. */
    byte[] build(long dataGroup) {
        return build("MDF     ", dataGroup);
    }

    byte[] build(String magic, long dataGroup) {
        ByteBuffer id = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        text(id, 0, magic);
        text(id, 8, version / 100 + "." + version % 100);
        text(id, 16, "a test");
        id.putShort(24, (short) (order == ByteOrder.BIG_ENDIAN ? 1 : 0)).putShort(28, (short) version);
        ByteBuffer header = head("HD", start() - 64);
        header.putInt(4, (int) dataGroup).putShort(16, (short) 1);
        text(header, 18, "05:01:2026");
        text(header, 28, "09:30:00");
        text(header, 36, "an author");
        if (version >= 320) {
            header.putLong(164, 1_767_605_400_000_000_000L).putShort(172, (short) 3);
        }
        List<byte[]> parts = new ArrayList<>(List.of(id.array(), header.array(), body.toByteArray()));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        parts.forEach(file::writeBytes);
        return file.toByteArray();
    }
}
