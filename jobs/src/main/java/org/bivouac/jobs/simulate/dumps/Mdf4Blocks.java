package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * Lays the blocks of an MDF 4.10 file: what is linked to stands before what links to it, except the first data group, which
 * the header at byte 64 learns of last. Layout of the blocks: ASAM MDF 4.1, as public readers of it describe it.
 */
final class Mdf4Blocks {
    /** Bytes before the links of a block. */
    static final int HEAD = 24;

    private static final int HEADER_AT = 64;
    /** Bit 0: cycle counters are to be counted again; bit 2: so is the length of the last data block. */
    private static final short CYCLES_AND_LAST_DATA = 0b101;

    private final BlockFile file;
    private final Map<String, Long> texts = new HashMap<>();

    Mdf4Blocks(BlockFile file) {
        this.file = file;
    }

    /** Identification, header and history. */
    void begin(Outing outing, Instant start, String device, Mdf4Layout.Ending ending) throws IOException {
        boolean whole = ending == Mdf4Layout.Ending.FINALISED;
        ByteBuffer identification = file.room(64 + 104);
        identification.put(ascii(whole ? "MDF     4.10    bivouac " : "UnFinMF 4.10    bivouac "));
        identification.putInt(0).putShort((short) 410);
        identification.put(new byte[30]);
        identification.putShort(whole ? 0 : CYCLES_AND_LAST_DATA).putShort((short) 0);
        identification.put(ascii("##HD")).putInt(0).putLong(104).putLong(6);
        identification.put(new byte[48]);
        time(identification, start).put(new byte[3]);
        identification.putDouble(0).putDouble(0);
        long history = block(
                "##FH",
                new long[] {
                    0,
                    comment(
                            "FHcomment",
                            "written as a logger would",
                            Map.of("tool_id", "bivouac", "tool_vendor", "bivouac", "tool_version", "1"))
                },
                time(ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN), start));
        long about = comment(
                "HDcomment",
                "stage " + outing.stage(),
                Map.of(
                        "author",
                        outing.driver(),
                        "project",
                        outing.event() + " " + outing.year(),
                        "subject",
                        outing.car(),
                        "department",
                        device));
        file.patch(HEADER_AT + HEAD + 8, history);
        file.patch(HEADER_AT + HEAD + 40, about);
    }

    /** Tells the header where the first data group stands. */
    void firstDataGroup(long at) throws IOException {
        file.patch(HEADER_AT + HEAD, at);
    }

    /** Nanoseconds UTC, and that no zone is stated. */
    private static ByteBuffer time(ByteBuffer to, Instant start) {
        long nanos = Math.addExact(Math.multiplyExact(start.getEpochSecond(), 1_000_000_000L), start.getNano());
        return to.putLong(nanos)
                .putShort((short) 0)
                .putShort((short) 0)
                .put((byte) 2)
                .put(new byte[3]);
    }

    /** Lays a block behind the last one; returns where it stands. */
    long block(String id, long[] links, ByteBuffer data) throws IOException {
        data.flip();
        file.align();
        long at = file.position();
        ByteBuffer head = file.room(HEAD + 8 * links.length);
        head.put(ascii(id))
                .putInt(0)
                .putLong(HEAD + 8L * links.length + data.remaining())
                .putLong(links.length);
        for (long link : links) {
            head.putLong(link);
        }
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        file.put(bytes, 0, bytes.length);
        return at;
    }

    /** A text; the same text is laid once. 0 for an empty one. */
    long text(String text) throws IOException {
        if (text.isEmpty()) {
            return 0;
        }
        Long known = texts.get(text);
        if (known == null) {
            known = zeroEnded("##TX", text);
            texts.put(text, known);
        }
        return known;
    }

    /** A description in XML with named properties. */
    private long comment(String root, String text, Map<String, String> properties) throws IOException {
        StringBuilder xml = new StringBuilder("<" + root + "><TX>" + escaped(text) + "</TX>");
        boolean common = root.equals("HDcomment");
        xml.append(common ? "<common_properties>" : "");
        properties.keySet().stream()
                .sorted()
                .forEach(name -> xml.append(
                        common
                                ? "<e name=\"" + name + "\">" + escaped(properties.get(name)) + "</e>"
                                : "<" + name + ">" + escaped(properties.get(name)) + "</" + name + ">"));
        xml.append(common ? "</common_properties>" : "").append("</" + root + ">");
        return zeroEnded("##MD", xml.toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private long zeroEnded(String id, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int padded = (bytes.length + 8) & ~7;
        ByteBuffer data = ByteBuffer.allocate(padded).put(bytes).position(padded);
        return block(id, new long[0], data);
    }

    /** A linear conversion, {@code offset + factor × raw}, to a unit. */
    long linear(double offset, double factor, String unit) throws IOException {
        ByteBuffer data = data(40).put((byte) 1)
                .put((byte) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 2)
                .putDouble(0)
                .putDouble(0)
                .putDouble(offset)
                .putDouble(factor);
        return block("##CC", new long[] {0, text(unit), 0, 0}, data);
    }

    /**
     * Where a channel comes from.
     *
     * @param type 2 a bus, 3 an input
     * @param bus 0 none, 2 CAN
     */
    long source(String name, int type, int bus) throws IOException {
        ByteBuffer data = data(8).put((byte) type).put((byte) bus).put(new byte[6]);
        return block("##SI", new long[] {text(name), text(name), 0}, data);
    }

    /** One channel of a record; links are addresses, 0 for none. */
    record Channel(
            String name,
            String unit,
            long conversion,
            long source,
            int type,
            int sync,
            int dataType,
            int byteOffset,
            int bitOffset,
            int bits,
            int flags,
            int invalidationBit) {
        /** A number of a record. */
        static Channel number(String name, String unit, long conversion, long source, int dataType, int at, int bits) {
            return new Channel(name, unit, conversion, source, 0, 0, dataType, at, 0, bits, 0, 0);
        }

        /** The record's time, float64 seconds in its first bytes. */
        static Channel time(long source) {
            return new Channel("Time", "s", 0, source, 2, 1, 4, 0, 0, 64, 0, 0);
        }

        /** The same, missing where this bit of the invalidation bytes is set. */
        Channel invalidBy(int bit) {
            return new Channel(
                    name, unit, conversion, source, type, sync, dataType, byteOffset, bitOffset, bits, flags | 2, bit);
        }

        /** The same with these flags. */
        Channel with(int moreFlags) {
            return new Channel(
                    name,
                    unit,
                    conversion,
                    source,
                    type,
                    sync,
                    dataType,
                    byteOffset,
                    bitOffset,
                    bits,
                    flags | moreFlags,
                    invalidationBit);
        }
    }

    /** A chain of channels; returns where its first stands. */
    long channels(List<Channel> channels) throws IOException {
        long next = 0;
        for (int c = channels.size() - 1; c >= 0; c--) {
            next = channel(channels.get(c), next, 0);
        }
        return next;
    }

    /** One channel that may be composed of others; returns where it stands. */
    long channel(Channel one, long next, long members) throws IOException {
        ByteBuffer data = data(72).put((byte) one.type())
                .put((byte) one.sync())
                .put((byte) one.dataType())
                .put((byte) one.bitOffset())
                .putInt(one.byteOffset())
                .putInt(one.bits())
                .putInt(one.flags())
                .putInt(one.invalidationBit());
        data.position(72);
        long[] links = {next, members, text(one.name()), one.source(), one.conversion(), 0, text(one.unit()), 0};
        return block("##CN", links, data);
    }

    /** A channel group; {@link #cycles} tells later how many records it has. */
    long channelGroup(long next, long channels, String name, long source, int id, int flags, int data, int invalidation)
            throws IOException {
        ByteBuffer bytes = data(32).putLong(id)
                .putLong(0)
                .putShort((short) flags)
                .putShort((short) (flags == 0 ? 0 : '.'))
                .putInt(0)
                .putInt(data)
                .putInt(invalidation);
        return block("##CG", new long[] {next, channels, text(name), source, 0, 0}, bytes);
    }

    /** Tells a channel group how many records it has. */
    void cycles(long group, long records) throws IOException {
        file.patch(group + HEAD + 48 + 8, records);
    }

    /** A data group; {@link #dataOf} tells later where its data is. */
    long dataGroup(long next, long channelGroup, int idBytes) throws IOException {
        ByteBuffer data = data(8).put((byte) idBytes).put(new byte[7]);
        return block("##DG", new long[] {next, channelGroup, 0, 0}, data);
    }

    /** Tells a data group where its data is. */
    void dataOf(long group, long data) throws IOException {
        file.patch(group + HEAD + 16, data);
    }

    private static ByteBuffer data(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
