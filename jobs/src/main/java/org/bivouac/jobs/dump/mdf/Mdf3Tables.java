package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.mdf.Mdf3Blocks.Block;

/**
 * The tables of an MDF 2 or 3 dump. A data group without record ids has one group of records, one behind the other; with
 * ids, one byte before each record or before and behind it, records of several groups are mixed.
 */
final class Mdf3Tables {
    private static final int MOST_GROUPS = 65_536;

    private final Mdf3Blocks blocks;
    private final Mdf3Channels channels;
    private final Map<String, String> metadata;
    private final Unpacking unpacking;
    private final boolean unfinished;
    private final Map<Long, MixedIndex.Found> known;
    private final Map<Long, MixedIndex.Found> found = new TreeMap<>();
    private final List<DataGroup> dataGroups = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final Map<Chain, String> unread = new LinkedHashMap<>();
    private int groups;

    /** A group of records as described. */
    private record Group(long at, GroupRows rows, int id, int recordBytes, long cycles) {}

    /** Groups whose records lie together. */
    private record DataGroup(long at, long data, int ids, List<Group> groups) {
        int idBytes() {
            return ids > 0 ? 1 : 0;
        }

        int trailingIdBytes() {
            return ids == 2 ? 1 : 0;
        }

        /** Bytes that all records together take, as stated. */
        long stated() {
            return groups.stream()
                    .mapToLong(group -> group.cycles() * (group.recordBytes() + idBytes() + trailingIdBytes()))
                    .sum();
        }
    }

    /**
     * Finds all tables.
     *
     * @param first link to the first data group
     * @param unfinished whether the counters are not to be believed
     * @param known what {@link #found} gave before; empty the first time
     */
    Mdf3Tables(
            Mdf3Blocks blocks,
            Mdf3Channels channels,
            long first,
            boolean unfinished,
            Unpacking unpacking,
            Map<String, String> metadata,
            Map<Long, MixedIndex.Found> known)
            throws IOException {
        this.known = known;
        this.blocks = blocks;
        this.channels = channels;
        this.metadata = metadata;
        this.unpacking = unpacking;
        this.unfinished = unfinished;
        Block block = blocks.chained(first, "DG", 24);
        while (block != null && dataGroups.size() < MOST_GROUPS) {
            dataGroups.add(describe(block));
            block = blocks.chained(block.u32(4), "DG", 24);
        }
        // All blocks that describe are claimed by now: data end where one begins.
        for (DataGroup group : dataGroups) {
            Chain chain = chain(group);
            if (group.idBytes() == 0) {
                sorted(group, chain);
            } else {
                mixed(group, chain);
            }
        }
    }

    List<Table> tables() {
        return tables;
    }

    /** Stretches of bytes that no table reads, with the reason. */
    Map<Chain, String> unread() {
        return unread;
    }

    /** What walks over mixed records found, by the places of their data groups. */
    Map<Long, MixedIndex.Found> found() {
        return found;
    }

    private DataGroup describe(Block block) throws IOException {
        List<Group> of = new ArrayList<>();
        int number = dataGroups.size();
        Block group = blocks.chained(block.u32(8), "CG", 26);
        while (group != null && groups < MOST_GROUPS) {
            int recordBytes = group.u16(20);
            String comment = group.u32(12) == 0 ? "" : blocks.text(group.u32(12));
            String name = (comment.lines().findFirst().orElse("") + " [" + groups++ + "]").strip();
            GroupRows rows = new GroupRows(name, channels.of(group.u32(8), recordBytes));
            of.add(new Group(group.at(), rows, group.u16(16), recordBytes, group.u32(22)));
            reductions(group, recordBytes);
            group = blocks.chained(group.u32(4), "CG", 26);
        }
        triggers(block, number);
        return new DataGroup(block.at(), block.u32(16), block.u16(22), of);
    }

    /** Sample reductions repeat what the records say: mean, least and largest of some of them. */
    private void reductions(Block group, int recordBytes) throws IOException {
        Block reduction = group.bytes().limit() >= 30 ? blocks.chained(group.u32(26), "SR", 24) : null;
        while (reduction != null) {
            long from = reduction.u32(8);
            long to = Math.min(blocks.size(), from + reduction.u32(12) * 3 * recordBytes);
            if (from > 0 && from < to) {
                blocks.claims().claim(from, to);
            }
            metadata.put("skipped sample reductions", Integer.toString(blocks.count("SR")));
            reduction = blocks.chained(reduction.u32(4), "SR", 24);
        }
    }

    private void triggers(Block dataGroup, int number) throws IOException {
        Block trigger = dataGroup.u32(12) == 0 ? null : blocks.block(dataGroup.u32(12), "TR", 10);
        if (trigger == null) {
            return;
        }
        int events = Math.min(trigger.u16(8), (trigger.bytes().limit() - 10) / 24);
        for (int e = 0; e < events; e++) {
            int at = 10 + 24 * e;
            metadata.put(
                    "trigger " + number + "." + (e + 1),
                    trigger.f64(at) + " s, " + trigger.f64(at + 8) + " s before and " + trigger.f64(at + 16)
                            + " s after" + comment(trigger));
        }
    }

    private String comment(Block trigger) throws IOException {
        String text = trigger.u32(4) == 0 ? "" : blocks.text(trigger.u32(4));
        return text.isEmpty() ? "" : ": " + text;
    }

    /** The bytes of a data group, as many as are stated and there; all up to the next block in an unfinished dump. */
    private Chain chain(DataGroup group) {
        long from = group.data();
        if (from == 0 || from >= blocks.size() || blocks.claims().taken(from, from + 1) >= 0) {
            if (group.stated() > 0) {
                blocks.faults()
                        .broken(
                                group.at(),
                                "data of " + group.stated() + " bytes at byte " + from + ", which is "
                                        + (from >= blocks.size() ? "behind the end" : "a block or nothing"),
                                "its records are lost");
            }
            return Chain.EMPTY;
        }
        long free = blocks.claims().next(from, blocks.size()) - from;
        long length = unfinished ? free : Math.min(free, group.stated());
        if (length == 0 || !blocks.claims().claimRecords(from, from + length)) {
            return Chain.EMPTY;
        }
        return new Chain(List.of(new Piece(from, from, length, 0, 0, length, Piece.PLAIN, 0)), unpacking);
    }

    private void sorted(DataGroup data, Chain chain) {
        List<Group> with = data.groups().stream()
                .filter(group -> group.cycles() > 0 || unfinished)
                .toList();
        if (with.size() > 1) {
            refuse(data, chain, "data group with " + with.size() + " groups and no record ids");
            return;
        }
        Group one = !with.isEmpty()
                ? with.get(0)
                : data.groups().isEmpty() ? null : data.groups().get(0);
        if (one == null || one.rows().channels().isEmpty()) {
            if (chain.length() > 0) {
                refuse(data, chain, one == null ? "records without a group" : none(one));
            }
            return;
        }
        SortedStretch stretch = new SortedStretch(
                chain, null, one.recordBytes(), 0, 0, one.rows().channels().size());
        long there = one.recordBytes() == 0 ? 0 : stretch.records();
        long used = unfinished ? there : Math.min(there, one.cycles());
        if (!unfinished && one.cycles() > there) {
            blocks.faults().tell(one.at(), "A1", short0(one, there), "those there are read", "copy the dump again");
        }
        stretch.refuseBehind(used, "A1", "a record of group '" + one.rows().name() + "' is cut", "copy the dump again");
        tables.add(new SortedTable(blocks.faults().file(), one.rows(), List.of(stretch), List.of(), used));
    }

    private static String short0(Group group, long there) {
        return "group '" + group.rows().name() + "' states " + group.cycles() + " records, " + there + " are there";
    }

    private static String none(Group group) {
        return "group '" + group.rows().name() + "' has no channel that can be read";
    }

    private void refuse(DataGroup data, Chain chain, String reason) {
        blocks.faults().unsupported(data.at(), reason, "records not used");
        unread.put(chain, reason);
    }

    private void mixed(DataGroup data, Chain chain) throws IOException {
        List<RecordIds.Kind> kinds = data.groups().stream()
                .map(group -> new RecordIds.Kind(group.id() & 0xff, group.recordBytes(), false))
                .toList();
        RecordIds ids;
        try {
            ids = new RecordIds(data.idBytes(), data.trailingIdBytes(), kinds);
        } catch (IllegalArgumentException alike) {
            refuse(data, chain, alike.getMessage());
            return;
        }
        MixedIndex index = known.containsKey(data.at())
                ? new MixedIndex(chain, ids, known.get(data.at()))
                : new MixedIndex(chain, ids);
        found.put(data.at(), index.found());
        List<MixedTable.Group> of = new ArrayList<>();
        for (int k = 0; k < kinds.size(); k++) {
            Group group = data.groups().get(k);
            if (group.rows().channels().isEmpty()) {
                if (index.count(k) > 0) {
                    blocks.faults().unsupported(group.at(), none(group), "records not used");
                }
            } else {
                of.add(new MixedTable.Group(group.rows(), k, List.of()));
            }
            if (!unfinished && group.cycles() != index.count(k)) {
                blocks.faults()
                        .tell(
                                group.at(),
                                "A1",
                                short0(group, index.count(k)),
                                "those there are read",
                                "copy the dump again");
            }
        }
        if (index.end() < chain.length()) {
            String reason = index.trouble() == null ? "no record begins here" : index.trouble();
            chain.refuse(
                    index.end(),
                    chain.length(),
                    1,
                    "A1",
                    reason,
                    "records from here on rejected",
                    "copy the dump again");
        }
        tables.add(new MixedTable(blocks.faults().file(), chain, index, of, List.of(), List.of()));
    }
}
