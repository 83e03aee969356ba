package org.bivouac.jobs.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Small MDF 4 files with many kinds of blocks, laid down one behind the other. */
final class Mdf4Seeds {
    private static final int RECORDS = 20;

    private final List<byte[]> blocks = new ArrayList<>();
    private long end = 64;

    private Mdf4Seeds() {}

    static List<byte[]> all() {
        return List.of(sorted(), packed(), mixed());
    }

    /** Adds a block and says where it is; the header block must come last and is moved to its place by the caller. */
    private long block(String type, long[] links, byte[] data) {
        int length = 24 + 8 * links.length + data.length;
        ByteBuffer block = ByteBuffer.allocate((length + 7) / 8 * 8).order(ByteOrder.LITTLE_ENDIAN);
        block.put(("##" + type).getBytes(StandardCharsets.US_ASCII)).putInt(0);
        block.putLong(length).putLong(links.length);
        for (long link : links) {
            block.putLong(link);
        }
        block.put(data);
        long at = end;
        blocks.add(block.array());
        end += block.capacity();
        return at;
    }

    private long text(String text) {
        return block("TX", new long[0], (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuffer data(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private long channel(long next, String name, long conversion, long signal, int[] kind, int offset, int bits) {
        ByteBuffer data = data(72);
        for (int one : kind) {
            data.put((byte) one);
        }
        data.put((byte) 0).putInt(offset).putInt(bits);
        return block("CN", new long[] {next, 0, text(name), 0, conversion, signal, text("u"), 0}, data.array());
    }

    private long conversion(int type, long[] references, double... values) {
        ByteBuffer data = data(24 + 8 * values.length);
        data.put((byte) type).put((byte) 0).putShort((short) 0);
        data.putShort((short) references.length)
                .putShort((short) values.length)
                .putDouble(0)
                .putDouble(0);
        for (double value : values) {
            data.putDouble(value);
        }
        long[] links = Arrays.copyOf(new long[4], 4 + references.length);
        System.arraycopy(references, 0, links, 4, references.length);
        return block("CC", links, data.array());
    }

    private long group(long next, long channels, long id, long cycles, int flags, int bytes) {
        ByteBuffer data = data(32);
        data.putLong(id)
                .putLong(cycles)
                .putShort((short) flags)
                .putShort((short) 0)
                .putInt(0)
                .putInt(bytes)
                .putInt(0);
        return block("CG", new long[] {next, channels, text("group"), 0, 0, 0}, data.array());
    }

    private byte[] file(long group, long records, int idBytes, String magic, int unfinished) {
        long dataGroup = block(
                "DG",
                new long[] {0, group, records, 0},
                data(8).put((byte) idBytes).array());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteBuffer head = data(64);
        head.put((magic + "4.10    Bivouac ").getBytes(StandardCharsets.US_ASCII));
        head.putShort(28, (short) 410).putShort(60, (short) unfinished);
        file.writeBytes(head.array());
        blocks.forEach(file::writeBytes);
        // The header is the first block: room for it was kept.
        byte[] bytes = file.toByteArray();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(64 + 24, dataGroup);
        return bytes;
    }

    private static Mdf4Seeds begun() {
        Mdf4Seeds seeds = new Mdf4Seeds();
        seeds.block(
                "HD", new long[6], data(32).putLong(1_770_664_802_000_000_000L).array());
        return seeds;
    }

    private static byte[] records(int idBytes) {
        ByteBuffer records = data(RECORDS * (idBytes + 12));
        for (int i = 0; i < RECORDS; i++) {
            if (idBytes > 0) {
                records.put((byte) 1);
            }
            records.putDouble(i * 0.01).putShort((short) (100 * i)).putShort((short) -i);
        }
        return records.array();
    }

    private long channels() {
        long formula = conversion(3, new long[] {text("X*2+1")});
        long table = conversion(7, new long[] {text("off"), text("on"), text("?")}, 0, 1);
        long third = channel(0, "State", table, 0, new int[] {0, 0, 0}, 10, 4);
        long second = channel(third, "Speed", formula, 0, new int[] {0, 0, 2}, 8, 16);
        return channel(second, "t", conversion(1, new long[0], 0, 1), 0, new int[] {2, 1, 4}, 0, 64);
    }

    private static byte[] sorted() {
        Mdf4Seeds seeds = begun();
        long group = seeds.group(0, seeds.channels(), 0, RECORDS, 0, 12);
        long records = seeds.block("DT", new long[0], records(0));
        return seeds.file(group, records, 0, "MDF     ", 0);
    }

    /** Transposed and deflated, in a list. */
    private static byte[] packed() {
        Mdf4Seeds seeds = begun();
        long group = seeds.group(0, seeds.channels(), 0, RECORDS, 0, 12);
        byte[] plain = records(0);
        byte[] turned = new byte[plain.length];
        for (int i = 0; i < plain.length; i++) {
            turned[i % 12 * RECORDS + i / 12] = plain[i];
        }
        Deflater deflater = new Deflater();
        deflater.setInput(turned);
        deflater.finish();
        byte[] packed = new byte[1000];
        int length = deflater.deflate(packed);
        deflater.end();
        ByteBuffer data = data(24 + length);
        data.put((byte) 'D').put((byte) 'T').put((byte) 1).put((byte) 0).putInt(12);
        data.putLong(plain.length).putLong(length).put(packed, 0, length);
        long block = seeds.block("DZ", new long[0], data.array());
        long list = seeds.block(
                "DL", new long[] {0, block}, data(16).put((byte) 0).putInt(4, 1).array());
        long header = seeds.block("HL", new long[] {list}, data(8).array());
        return seeds.file(group, header, 0, "MDF     ", 0);
    }

    /** Two groups in one stream, one of them of texts of any length, and no counts: as loggers leave it without power. */
    private static byte[] mixed() {
        Mdf4Seeds seeds = begun();
        long texts = seeds.group(0, 0, 2, 0, 1, 0);
        long variable = seeds.channel(0, "Note", 0, texts, new int[] {1, 0, 7}, 8, 64);
        long time = seeds.channel(variable, "t", 0, 0, new int[] {2, 1, 4}, 0, 64);
        long notes = seeds.group(texts, time, 3, 0, 0, 16);
        long group = seeds.group(notes, seeds.channels(), 1, 0, 0, 12);
        ByteBuffer more = data(RECORDS * 40);
        more.put(records(1));
        for (int i = 0; i < 3; i++) {
            more.put((byte) 2).putInt(4).put("abcd".getBytes(StandardCharsets.US_ASCII));
            more.put((byte) 3).putDouble(i).putLong(8L * i);
        }
        byte[] stream = Arrays.copyOf(more.array(), more.position());
        // The data block comes last, so its group must be laid before it.
        long records = seeds.end + 64;
        byte[] head = seeds.file(group, records, 1, "UnFinMF ", 37);
        seeds.block("DT", new long[0], stream);
        byte[] last = seeds.blocks.get(seeds.blocks.size() - 1);
        byte[] whole = Arrays.copyOf(head, head.length + last.length);
        System.arraycopy(last, 0, whole, head.length, last.length);
        return whole;
    }
}
