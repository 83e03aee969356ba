package org.bivouac.jobs.dump.mdf;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * Builds MDF 4 dumps block by block, from the leaves to the root: a block can only lead to blocks that were added before.
 * It writes what the standard says, and whatever else a test asks for.
 */
final class Mdf4Build {
    private static final int HEADER = 64;

    private byte[] bytes = new byte[HEADER + 104];
    private int end = HEADER + 104;
    private int version = 410;
    private int unfinished = -1;
    private int custom;
    private long history;
    private long hierarchy;
    private long about;
    private long attachments;
    private long events;
    private int timeFlags;
    private long startNanos = 1_700_000_000_123_456_789L;

    /** A channel to be built. */
    static final class Cn {
        private final String name;
        private int type;
        private int sync;
        private final int dataType;
        private final int bitOffset;
        private final int byteOffset;
        private final int bits;
        private int flags;
        private int invalidBit;
        private long unit;
        private long conversion;
        private long data;
        private long composition;
        private long source;

        Cn(String name, int dataType, int byteOffset, int bits) {
            this(name, dataType, byteOffset, 0, bits);
        }

        Cn(String name, int dataType, int byteOffset, int bitOffset, int bits) {
            this.name = name;
            this.dataType = dataType;
            this.byteOffset = byteOffset;
            this.bitOffset = bitOffset;
            this.bits = bits;
        }

        static Cn time() {
            return new Cn("t", 4, 0, 64).type(2, 1);
        }

        Cn type(int value, int syncType) {
            type = value;
            sync = syncType;
            return this;
        }

        Cn invalid(int bit) {
            flags |= 2;
            invalidBit = bit;
            return this;
        }

        Cn flags(int value) {
            flags = value;
            return this;
        }

        Cn unit(long text) {
            unit = text;
            return this;
        }

        Cn conversion(long cc) {
            conversion = cc;
            return this;
        }

        Cn data(long link) {
            data = link;
            return this;
        }

        Cn composition(long link) {
            composition = link;
            return this;
        }

        Cn source(long link) {
            source = link;
            return this;
        }
    }

    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    Mdf4Build version(int number) {
        version = number;
        return this;
    }

    /** Never finished, with these flags. */
    Mdf4Build unfinished(int flags, int customFlags) {
        unfinished = flags;
        custom = customFlags;
        return this;
    }

    Mdf4Build time(int flags, long nanos) {
        timeFlags = flags;
        startNanos = nanos;
        return this;
    }

    Mdf4Build history(long link) {
        history = link;
        return this;
    }

    /** What the header's comment is. */
    Mdf4Build about(long link) {
        about = link;
        return this;
    }

    Mdf4Build hierarchy(long link) {
        hierarchy = link;
        return this;
    }

    Mdf4Build attachments(long link) {
        attachments = link;
        return this;
    }

    Mdf4Build events(long link) {
        events = link;
        return this;
    }

    /** Where the next block will be. */
    long next() {
        return (end + 7L) / 8 * 8;
    }

    long block(String kind, long[] links, byte[] data) {
        return block(kind, links, data, 24 + 8 * links.length + data.length);
    }

    /** A block that states another length than it has. */
    long block(String kind, long[] links, byte[] data, long stated) {
        int at = (int) next();
        int size = 24 + 8 * links.length + data.length;
        if (at + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + size));
        }
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(at);
        out.put(("##" + kind).getBytes(StandardCharsets.US_ASCII)).putInt(0);
        out.putLong(stated).putLong(links.length);
        for (long link : links) {
            out.putLong(link);
        }
        out.put(data);
        end = at + size;
        return at;
    }

    /** Bytes that no block claims. */
    void stray(byte[] data) {
        int at = end;
        if (at + data.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, at + data.length);
        }
        System.arraycopy(data, 0, bytes, at, data.length);
        end += data.length;
    }

    long text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return block("TX", new long[0], Arrays.copyOf(utf8, utf8.length + 1));
    }

    long comment(String xml) {
        byte[] utf8 = xml.getBytes(StandardCharsets.UTF_8);
        return block("MD", new long[0], Arrays.copyOf(utf8, utf8.length + 1));
    }

    long conversion(int type, double[] values, long... references) {
        return conversion(0, type, values, references);
    }

    long conversion(long name, int type, double[] values, long... references) {
        ByteBuffer data = little(24 + 8 * values.length);
        data.put((byte) type).put((byte) 0).putShort((short) 0);
        data.putShort((short) references.length).putShort((short) values.length);
        data.putDouble(0).putDouble(0);
        for (double value : values) {
            data.putDouble(value);
        }
        long[] links = new long[4 + references.length];
        links[0] = name;
        System.arraycopy(references, 0, links, 4, references.length);
        return block("CC", links, data.array());
    }

    /** A chain of channels. */
    long channels(Cn... channels) {
        long next = 0;
        for (int i = channels.length - 1; i >= 0; i--) {
            next = channel(channels[i], next);
        }
        return next;
    }

    private long channel(Cn cn, long next) {
        ByteBuffer data = little(72);
        data.put((byte) cn.type).put((byte) cn.sync).put((byte) cn.dataType).put((byte) cn.bitOffset);
        data.putInt(cn.byteOffset).putInt(cn.bits).putInt(cn.flags).putInt(cn.invalidBit);
        long name = text(cn.name);
        return block(
                "CN",
                new long[] {next, cn.composition, name, cn.source, cn.conversion, cn.data, cn.unit, 0},
                data.array());
    }

    /** An array of elements so many bytes apart; storage 0 has them in the record. */
    long array(long composition, int storage, int flags, int bytesApart, int invalidBitsApart, int[] sizes) {
        ByteBuffer data = little(16 + 8 * sizes.length);
        data.put((byte) 0).put((byte) storage).putShort((short) sizes.length).putInt(flags);
        data.putInt(bytesApart).putInt(invalidBitsApart);
        for (int size : sizes) {
            data.putLong(size);
        }
        return block("CA", new long[] {composition}, data.array());
    }

    /** A channel group. */
    long group(
            long next, long channels, String name, long id, long cycles, int flags, int dataBytes, int invalidBytes) {
        return group(next, channels, name, id, cycles, flags, dataBytes, invalidBytes, 0);
    }

    long group(
            long next,
            long channels,
            String name,
            long id,
            long cycles,
            int flags,
            int dataBytes,
            int invalidBytes,
            long master) {
        long acquisition = name.isEmpty() ? 0 : text(name);
        ByteBuffer data = little(32);
        data.putLong(id)
                .putLong(cycles)
                .putShort((short) flags)
                .putShort((short) '.')
                .putInt(0);
        data.putInt(dataBytes).putInt(invalidBytes);
        long[] links = master == 0
                ? new long[] {next, channels, acquisition, 0, 0, 0}
                : new long[] {next, channels, acquisition, 0, 0, 0, master};
        return block("CG", links, data.array());
    }

    /** A data group. */
    long dataGroup(long next, long groups, long data, int idBytes) {
        byte[] body = new byte[8];
        body[0] = (byte) idBytes;
        return block("DG", new long[] {next, groups, data, 0}, body);
    }

    long records(String kind, byte[] records) {
        return block(kind, new long[0], records);
    }

    /** A packed block; method 0 to 5, even ones without turning rows into columns. */
    long packed(String original, int method, int rowBytes, byte[] records) {
        byte[] turned = method % 2 == 1 ? turned(records, rowBytes) : records;
        byte[] packed = switch (method / 2) {
            case 0 -> deflated(turned);
            case 1 -> Zstd.compress(turned);
            default -> framed(turned);
        };
        ByteBuffer data = little(24 + packed.length);
        data.put(original.getBytes(StandardCharsets.US_ASCII))
                .put((byte) method)
                .put((byte) 0);
        data.putInt(rowBytes).putLong(records.length).putLong(packed.length).put(packed);
        return block("DZ", new long[0], data.array());
    }

    private static byte[] turned(byte[] records, int rowBytes) {
        int rows = records.length / rowBytes;
        byte[] turned = records.clone();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < rowBytes; c++) {
                turned[c * rows + r] = records[r * rowBytes + c];
            }
        }
        return turned;
    }

    private static byte[] deflated(byte[] records) {
        Deflater deflater = new Deflater();
        deflater.setInput(records);
        deflater.finish();
        byte[] out = new byte[records.length + 1000];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] framed(byte[] records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LZ4FrameOutputStream lz4 = new LZ4FrameOutputStream(out)) {
            lz4.write(records);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A list of blocks. */
    long list(long next, int stated, long... blocks) {
        long[] links = new long[1 + blocks.length];
        links[0] = next;
        System.arraycopy(blocks, 0, links, 1, blocks.length);
        ByteBuffer data = little(8 + 8 * blocks.length);
        data.putInt(0).putInt(stated);
        return block("DL", links, data.array());
    }

    /** A list of blocks of columns, with invalidation blocks if there are some. */
    long columns(long next, long[] blocks, long[] invalidation) {
        long[] links = new long[1 + blocks.length + invalidation.length];
        links[0] = next;
        System.arraycopy(blocks, 0, links, 1, blocks.length);
        System.arraycopy(invalidation, 0, links, 1 + blocks.length, invalidation.length);
        ByteBuffer data = little(8 + 8 * blocks.length);
        data.putInt(invalidation.length > 0 ? 1 << 31 : 0).putInt(blocks.length);
        return block("LD", links, data.array());
    }

    long head(long list) {
        return block("HL", new long[] {list}, new byte[8]);
    }

    /** The dump, whose first data group is this. */
    byte[] dump(long dataGroup) {
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put((unfinished < 0 ? "MDF     " : "UnFinMF ").getBytes(StandardCharsets.US_ASCII));
        out.put((version / 100 + "." + version % 100 + "    ").getBytes(StandardCharsets.US_ASCII), 0, 8);
        out.put("bivouac ".getBytes(StandardCharsets.US_ASCII));
        out.putShort(28, (short) version);
        out.putShort(60, (short) Math.max(0, unfinished)).putShort(62, (short) custom);
        out.position(HEADER);
        out.put("##HD".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putLong(104)
                .putLong(6);
        out.putLong(dataGroup)
                .putLong(history)
                .putLong(hierarchy)
                .putLong(attachments)
                .putLong(events)
                .putLong(about);
        out.putLong(startNanos).putShort((short) 60).putShort((short) 0).put((byte) timeFlags);
        return Arrays.copyOf(bytes, end);
    }
}
