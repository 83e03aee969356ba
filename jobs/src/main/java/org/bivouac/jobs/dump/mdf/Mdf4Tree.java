package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bivouac.jobs.dump.DumpHeader.Clock;

/** What the blocks of a dump say, records left out: its start, data groups, channel groups and channels. */
final class Mdf4Tree {
    private static final int IDENTIFICATION = 64;
    private static final int MOST_GROUPS = 100_000;
    /** Bits that say what an unfinished dump lacks; others are not known. */
    private static final int UNFINISHED_KNOWN = 0x7f;

    /** Groups whose records lie in one stretch of bytes. */
    record DataGroup(long at, int idBytes, long data, List<Mdf4Group> groups) {}

    private final Mdf4Blocks blocks;
    private final Mdf4Conversions conversions;
    private final Mdf4Channels channels;

    private int version;
    private String program = "";
    private int unfinished;
    private Mdf4Block header;
    private final List<DataGroup> dataGroups = new ArrayList<>();
    private int groupCount;

    /**
     * Reads all blocks that describe.
     *
     * @throws org.bivouac.jobs.dump.DumpException if the dump is no MDF 4, or of a kind that cannot be read
     */
    Mdf4Tree(Mdf4Blocks blocks) throws IOException {
        this.blocks = blocks;
        this.conversions = new Mdf4Conversions(blocks);
        this.channels = new Mdf4Channels(blocks, conversions);
        identification();
        header = blocks.own(IDENTIFICATION, "HD");
        if (header == null) {
            throw blocks.faults()
                    .refusal(IDENTIFICATION, "C1", "no header block at byte " + IDENTIFICATION, "copy the dump again");
        }
        Mdf4Block group = blocks.own(header.link(0), "DG");
        for (; group != null; group = blocks.own(group.link(0), "DG")) {
            dataGroups.add(dataGroup(group));
        }
    }

    private void identification() throws IOException {
        ByteBuffer bytes = blocks.bytes(0, IDENTIFICATION);
        if (bytes.limit() < IDENTIFICATION) {
            throw blocks.faults()
                    .refusal(
                            0,
                            "A2",
                            "the identification has " + IDENTIFICATION + " bytes, the file " + blocks.size(),
                            "copy the dump again");
        }
        blocks.claims().claim(0, IDENTIFICATION);
        version = bytes.getShort(28) & 0xffff;
        if (version < 400 || version >= 440) {
            throw blocks.faults()
                    .refusal(
                            28, "C4", "MDF version " + version + ", expected 400 to 439", "export the dump as MDF 4.1");
        }
        program = ascii(bytes, 16, 8);
        if (ascii(bytes, 0, 8).equals("UnFinMF")) {
            unfinished = bytes.getShort(60) & 0xffff;
            int custom = bytes.getShort(62) & 0xffff;
            if (custom != 0 || (unfinished & ~UNFINISHED_KNOWN) != 0) {
                throw blocks.faults()
                        .refusal(
                                60,
                                "C2",
                                "unfinished with flags " + unfinished + " and custom flags " + custom
                                        + ", known are 1 to 127 and no custom ones",
                                "finish the dump with the tool that wrote it");
            }
        }
    }

    private static String ascii(ByteBuffer bytes, int from, int length) {
        byte[] text = new byte[length];
        bytes.get(from, text);
        int end = 0;
        while (end < length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.ISO_8859_1).strip();
    }

    /** DG block: links to the next, its channel groups, its data, a comment; u8 width of record ids. */
    private DataGroup dataGroup(Mdf4Block block) throws IOException {
        List<Mdf4Group> groups = new ArrayList<>();
        Mdf4Block group = blocks.own(block.link(1), "CG");
        for (; group != null; group = blocks.own(group.link(0), "CG")) {
            if (groupCount >= MOST_GROUPS) {
                throw blocks.faults()
                        .refusal(group.at(), "C1", "more than " + MOST_GROUPS + " groups", "split the dump");
            }
            groups.add(group(group));
        }
        return new DataGroup(block.at(), block.u8(0), block.link(2), groups);
    }

    /**
     * CG block: links to the next, channels, acquisition name, source, reductions, comment, and from 4.2 on the master
     * group; u64 record id, u64 cycles, u16 flags, u16 separator, 4 reserved, u32 data bytes, u32 invalidation bytes.
     */
    private Mdf4Group group(Mdf4Block block) throws IOException {
        int flags = block.u16(16);
        List<Mdf4Channel> own = channels.of(block.link(1));
        Set<String> sources = new LinkedHashSet<>();
        source(block.link(3), sources);
        for (Mdf4Channel channel : own) {
            Mdf4Block at = blocks.share(channel.at(), "CN");
            source(at == null ? 0 : at.link(3), sources);
        }
        return new Mdf4Group(
                groupCount++,
                block.at(),
                blocks.text(block.link(2)),
                List.copyOf(sources),
                block.u64(0),
                block.u64(8),
                flags,
                block.u32(24),
                block.u32(28),
                (flags & 8) != 0 ? block.link(6) : 0,
                own);
    }

    /** SI block: links to name, path and comment. */
    private void source(long link, Set<String> into) throws IOException {
        Mdf4Block block = link == 0 ? null : blocks.share(link, "SI");
        if (block != null) {
            String name = blocks.text(block.link(0));
            String path = blocks.text(block.link(1));
            String both = path.isEmpty() || path.equals(name) ? name : (name + " (" + path + ")").strip();
            if (!both.isEmpty()) {
                into.add(both);
            }
        }
    }

    Mdf4Conversions conversions() {
        return conversions;
    }

    List<DataGroup> dataGroups() {
        return dataGroups;
    }

    int version() {
        return version;
    }

    /** What wrote the dump, as its first 64 bytes say. */
    String program() {
        return program;
    }

    /** The HD block. */
    Mdf4Block header() {
        return header;
    }

    /** The flags of an unfinished dump; 0 for a finished one. */
    int unfinished() {
        return unfinished;
    }

    /** True when cycle counters were never written. */
    boolean countersUnset() {
        return (unfinished & 1) != 0;
    }

    /** True when the length of the last DT block was never written. */
    boolean lastLengthUnset() {
        return (unfinished & 4) != 0;
    }

    /** True when records do not say where their values of any length are: they follow one another. */
    boolean offsetsUnset() {
        return (unfinished & 64) != 0;
    }

    /** HD data: u64 nanoseconds since 1970, i16 minutes of zone and of summer time, u8 flags: 1 local time, 2 zone known. */
    Instant start() {
        long nanos = header.u64(0);
        return nanos == 0
                ? null
                : Instant.ofEpochSecond(
                        Long.divideUnsigned(nanos, 1_000_000_000L), Long.remainderUnsigned(nanos, 1_000_000_000L));
    }

    /** How sure the start is. */
    Clock clock() {
        return header.u64(0) == 0 ? Clock.RELATIVE : (header.u8(12) & 1) != 0 ? Clock.LOCAL : Clock.UTC;
    }
}
