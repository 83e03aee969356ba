package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the channels of a group: structures as their members, arrays as their elements. */
final class Mdf4Channels {
    /** A group has at most so many columns (rule B4 of the failure catalogue). */
    static final int MOST = 10_000;

    private static final int MOST_DEPTH = 64;

    private final Mdf4Blocks blocks;
    private final Mdf4Conversions conversions;
    private int count;

    Mdf4Channels(Mdf4Blocks blocks, Mdf4Conversions conversions) {
        this.blocks = blocks;
        this.conversions = conversions;
    }

    /** The channels of the chain that begins at {@code first}. */
    List<Mdf4Channel> of(long first) throws IOException {
        count = 0;
        return chain(first, "", 0);
    }

    private List<Mdf4Channel> chain(long first, String within, int depth) throws IOException {
        List<Mdf4Channel> all = new ArrayList<>();
        for (Mdf4Block block = blocks.own(first, "CN"); block != null; block = blocks.own(block.link(0), "CN")) {
            if (count > MOST) {
                throw blocks.faults()
                        .refusal(block.at(), "B4", "a group with more than " + MOST + " channels", "split the group");
            }
            all.addAll(channel(block, within, depth));
        }
        return all;
    }

    private List<Mdf4Channel> channel(Mdf4Block block, String within, int depth) throws IOException {
        Mdf4Channel channel = parse(block, within);
        long composition = block.link(1);
        String kind = composition == 0 ? "" : blocks.kind(composition);
        if (depth >= MOST_DEPTH && composition != 0) {
            blocks.faults()
                    .broken(
                            block.at(),
                            name(channel) + " is nested more than " + MOST_DEPTH + " deep",
                            "members left out");
            return List.of();
        }
        if (kind.equals("CN")) {
            return chain(composition, channel.name(), depth + 1);
        } else if (kind.equals("CA")) {
            return array(channel, composition, depth + 1);
        } else if (composition != 0) {
            blocks.faults()
                    .unsupported(
                            block.at(),
                            name(channel) + " is composed by a " + (kind.isEmpty() ? "broken" : kind) + " block",
                            "channel read as a whole, not taken apart");
        }
        count++;
        return List.of(channel);
    }

    static String name(Mdf4Channel channel) {
        return "channel '" + channel.name() + "'";
    }

    private Mdf4Channel parse(Mdf4Block block, String within) throws IOException {
        String own = blocks.text(block.link(2));
        // A member's name is its path as a rule; where it is a bare name, the structure's comes before it.
        String name = within.isEmpty() || own.indexOf('.') >= 0 ? own : within + "." + own;
        String unit = blocks.text(block.link(6));
        return new Mdf4Channel(
                block.at(),
                name.isEmpty() ? "channel at byte " + block.at() : name,
                unit.isEmpty() ? conversions.unit(block.link(4)) : unit,
                block.u8(0),
                block.u8(1),
                block.u8(2),
                block.u32(4),
                block.u8(3),
                block.u32(8),
                block.u32(12),
                block.u32(16),
                block.link(4),
                block.link(5));
    }

    /**
     * CA block: links to the composition first; u8 type, u8 storage, u16 dimensions, u32 flags, i32 bytes and u32
     * invalidation bits from one element to the next, u64 sizes.
     */
    private List<Mdf4Channel> array(Mdf4Channel channel, long link, int depth) throws IOException {
        Mdf4Block block = blocks.own(link, "CA");
        if (block == null) {
            return List.of();
        }
        int storage = block.u8(1);
        int dimensions = block.u16(2);
        long flags = block.u32(4);
        String trouble = storage != 0
                ? "whose elements have records of their own (storage " + storage + ")"
                : (flags & 1) != 0
                        ? "of changing size (flag 0)"
                        : dimensions < 1 || 16 + 8L * dimensions > block.data().limit()
                                ? "of " + dimensions + " dimensions"
                                : null;
        if (trouble != null) {
            blocks.faults().unsupported(block.at(), name(channel) + ": an array " + trouble, "channel rejected");
            return List.of();
        }
        long elements = 1;
        long[] sizes = new long[dimensions];
        for (int d = 0; d < dimensions; d++) {
            sizes[d] = block.u64(16 + 8 * d);
            elements = sizes[d] < 0 || sizes[d] > MOST ? MOST + 1L : Math.min(MOST + 1L, elements * sizes[d]);
        }
        List<Mdf4Channel> one = element(channel, block.link(0), depth);
        if (elements * Math.max(1, one.size()) + count > MOST) {
            blocks.faults()
                    .unsupported(
                            block.at(),
                            name(channel) + ": an array of too many elements, expected at most " + MOST,
                            "channel rejected");
            return List.of();
        }
        return elements(channel, one, sizes, (int) elements, (int) block.u32(8), block.u32(12), (flags & 64) != 0);
    }

    /** What one element consists of, as the first one. */
    private List<Mdf4Channel> element(Mdf4Channel channel, long composition, int depth) throws IOException {
        String kind = composition == 0 ? "" : blocks.kind(composition);
        if (depth >= MOST_DEPTH) {
            blocks.faults().broken(channel.at(), name(channel) + " is nested too deep", "members left out");
            return List.of();
        } else if (kind.equals("CN")) {
            return chain(composition, channel.name(), depth + 1);
        } else if (kind.equals("CA")) {
            return array(channel, composition, depth + 1);
        } else if (composition != 0) {
            blocks.faults()
                    .unsupported(channel.at(), name(channel) + ": an array of " + kind + " blocks", "channel rejected");
            return List.of();
        }
        return List.of(channel);
    }

    private List<Mdf4Channel> elements(
            Mdf4Channel channel,
            List<Mdf4Channel> one,
            long[] sizes,
            int elements,
            int bytesApart,
            long bitsApart,
            boolean firstIndexFastest) {
        List<Mdf4Channel> all = new ArrayList<>();
        long[] index = new long[sizes.length];
        for (int e = 0; e < elements; e++) {
            long rest = e;
            StringBuilder indices = new StringBuilder();
            for (int d = sizes.length - 1; d >= 0; d--) {
                index[d] = rest % sizes[d];
                rest /= sizes[d];
                indices.insert(0, "[" + index[d] + "]");
            }
            long place = firstIndexFastest ? inverse(index, sizes) : e;
            for (Mdf4Channel part : one) {
                String tail = part.name().startsWith(channel.name())
                        ? part.name().substring(channel.name().length())
                        : "." + part.name();
                all.add(part.moved(channel.name() + indices + tail, place * bytesApart, place * bitsApart));
            }
        }
        count += all.size();
        return all;
    }

    /** Place of an element where the first index runs fastest. */
    private static long inverse(long[] index, long[] sizes) {
        long place = 0;
        for (int d = sizes.length - 1; d >= 0; d--) {
            place = place * sizes[d] + index[d];
        }
        return place;
    }
}
