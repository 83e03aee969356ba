package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bivouac.jobs.dump.mdf.Mdf4Data.Draft;
import org.bivouac.jobs.dump.mdf.Mdf4Tree.DataGroup;
import org.bivouac.jobs.dump.mdf.MixedIndex.KeyKind;

/** Brings channels and records together: which tables a dump has, and which bytes none of them reads. */
final class Mdf4Tables implements Mdf4Binding.ValuesOf {
    private final Mdf4Blocks blocks;
    private final Mdf4Tree tree;
    private final Mdf4Data data;
    private final Mdf4Binding binding;

    private final Map<DataGroup, Draft> drafts = new LinkedHashMap<>();
    private final Map<DataGroup, Chain> chains = new HashMap<>();
    private final Map<DataGroup, Chain> invalidations = new HashMap<>();
    private final Map<Long, Draft> valueDrafts = new LinkedHashMap<>();
    private final Map<Long, Chain> valueChains = new LinkedHashMap<>();
    private final Map<Long, MixedValues> valueGroups = new HashMap<>();

    private final List<Table> tables = new ArrayList<>();

    private final Map<Long, MixedIndex.Found> known;
    private final Map<Long, MixedIndex.Found> found = new TreeMap<>();
    private final Map<Chain, String> unread = new LinkedHashMap<>();
    private final Map<Chain, DataGroup> ownerOfValues = new LinkedHashMap<>();
    /** Stretches of bytes that a table accounts for. */
    private final Set<Chain> read = new HashSet<>();

    /**
     * Finds all tables; blocks that describe must all be claimed before.
     *
     * @param learnt what was learnt of the dump before; null the first time
     */
    Mdf4Tables(Mdf4Blocks blocks, Mdf4Tree tree, Unpacking unpacking, Learnt learnt) throws IOException {
        this.known = Learnt.mixedOf(learnt);
        this.blocks = blocks;
        this.tree = tree;
        this.data = new Mdf4Data(blocks, unpacking, tree.lastLengthUnset(), Learnt.stretchesOf(learnt));
        this.binding = new Mdf4Binding(blocks, tree.conversions(), this);
        for (DataGroup group : tree.dataGroups()) {
            drafts.put(group, data.draft(group.data(), "DT", "DV"));
            for (Mdf4Group one : group.groups()) {
                draftValues(one);
            }
        }
        for (DataGroup group : tree.dataGroups()) {
            Draft draft = drafts.get(group);
            chains.put(group, data.chain(draft));
            if (draft.invalidation() != null) {
                invalidations.put(group, data.chain(draft.invalidation()));
            }
            for (Mdf4Group one : group.groups()) {
                for (Mdf4Channel channel : one.channels()) {
                    Draft values = valueDrafts.get(channel.data());
                    if (values != null && !valueChains.containsKey(channel.data())) {
                        Chain chain = data.chain(values);
                        valueChains.put(channel.data(), chain);
                        ownerOfValues.put(chain, group);
                    }
                }
            }
        }
        Mdf4Followers followers = new Mdf4Followers(tree, blocks.faults());
        Map<DataGroup, MixedIndex> indices = new LinkedHashMap<>();
        for (DataGroup group : tree.dataGroups()) {
            if (group.idBytes() != 0) {
                index(group, indices);
            }
        }
        for (DataGroup group : tree.dataGroups()) {
            if (indices.containsKey(group)) {
                mixed(group, indices.get(group));
            } else if (group.idBytes() == 0) {
                sorted(group, followers);
            }
        }
        List<Chain> all = new ArrayList<>(chains.values());
        all.addAll(invalidations.values());
        all.addAll(valueChains.values());
        for (Chain chain : all) {
            if (!read.contains(chain)) {
                unread.putIfAbsent(chain, "bytes that no channel refers to");
            }
        }
    }

    private void draftValues(Mdf4Group group) throws IOException {
        for (Mdf4Channel channel : group.channels()) {
            long link = channel.data();
            if (channel.type() == Mdf4Channel.VARIABLE && link != 0 && !valueDrafts.containsKey(link)) {
                if (!blocks.kind(link).equals("CG")) {
                    valueDrafts.put(link, data.draft(link, "SD"));
                }
            }
        }
    }

    @Override
    public VariableValues of(Mdf4Channel channel) {
        if (valueGroups.containsKey(channel.data())) {
            return valueGroups.get(channel.data());
        }
        Chain chain = valueChains.get(channel.data());
        return chain == null ? null : new SignalData(chain);
    }

    @Override
    public boolean byOffset(Mdf4Channel channel) {
        return !(tree.offsetsUnset() && valueGroups.containsKey(channel.data()));
    }

    List<Table> tables() {
        return tables;
    }

    /** What walks over mixed records found, by the places of their data groups. */
    Map<Long, MixedIndex.Found> found() {
        return found;
    }

    /** Where the records and values lie, by the links to them; empty in a damaged dump where two links are the same. */
    Map<Long, StoredStretch> stretches() {
        TreeMap<Long, StoredStretch> stretches = new TreeMap<>();
        chains.forEach(
                (group, chain) -> stretches.put(group.data(), StoredStretch.of(chain, invalidations.get(group))));
        valueChains.forEach((link, chain) -> stretches.put(link, StoredStretch.of(chain, null)));
        return stretches.size() < chains.size() + valueChains.size() ? new TreeMap<>() : stretches;
    }

    /** Stretches of bytes that no table reads, with the reason. */
    Map<Chain, String> unread() {
        return unread;
    }

    private void index(DataGroup group, Map<DataGroup, MixedIndex> indices) throws IOException {
        List<RecordIds.Kind> kinds = new ArrayList<>();
        for (Mdf4Group one : group.groups()) {
            long bytes = one.dataBytes() + one.invalidBytes();
            kinds.add(new RecordIds.Kind(
                    one.recordId(), (int) Math.min(Integer.MAX_VALUE - 64, bytes), one.isVariable()));
        }
        int width = group.idBytes();
        try {
            if (width != 1 && width != 2 && width != 4 && width != 8) {
                throw new IllegalArgumentException("record ids of " + width + " bytes, known are 0, 1, 2, 4 and 8");
            }
            RecordIds ids = new RecordIds(width, 0, kinds);
            MixedIndex index = known.containsKey(group.at())
                    ? new MixedIndex(chains.get(group), ids, known.get(group.at()))
                    : new MixedIndex(chains.get(group), ids);
            found.put(group.at(), index.found());
            indices.put(group, index);
            for (int k = 0; k < kinds.size(); k++) {
                if (kinds.get(k).variable()) {
                    KeyKind by = tree.offsetsUnset() ? KeyKind.ORDINAL : KeyKind.OFFSET;
                    valueGroups.put(group.groups().get(k).at(), new MixedValues(index, k, by));
                }
            }
        } catch (IllegalArgumentException e) {
            unreadable(group, "data group at byte " + group.at() + ": " + e.getMessage());
        }
    }

    private void unreadable(DataGroup group, String reason) {
        blocks.faults().unsupported(group.at(), reason, "its records are rejected");
        unread.put(chains.get(group), reason);
        if (invalidations.containsKey(group)) {
            unread.put(invalidations.get(group), reason);
        }
        valuesOf(group).forEach(chain -> unread.put(chain, reason));
    }

    private List<Chain> valuesOf(DataGroup group) {
        List<Chain> all = new ArrayList<>();
        ownerOfValues.forEach((chain, owner) -> {
            if (owner.equals(group)) {
                all.add(chain);
            }
        });
        return all;
    }

    private void mixed(DataGroup group, MixedIndex index) throws IOException {
        List<MixedTable.Group> of = new ArrayList<>();
        List<MixedValues> values = new ArrayList<>();
        for (int k = 0; k < group.groups().size(); k++) {
            Mdf4Group one = group.groups().get(k);
            if (one.isVariable()) {
                values.add(valueGroups.get(one.at()));
                continue;
            }
            List<RecordChannel> channels = binding.of(one);
            List<MixedValues> referred = new ArrayList<>();
            for (RecordChannel channel : channels) {
                if (channel.source() instanceof RecordChannel.Source.Outside outside
                        && outside.values() instanceof MixedValues mixed) {
                    referred.add(mixed);
                }
            }
            if (!channels.isEmpty()) {
                of.add(new MixedTable.Group(new GroupRows(one.name(), channels), k, referred));
            } else if (index.count(k) > 0) {
                blocks.faults()
                        .unsupported(
                                one.at(),
                                "group '" + one.name() + "' of " + index.count(k)
                                        + " records has no channel that can be read",
                                "records not used");
            }
            if (!tree.countersUnset() && one.cycles() != index.count(k)) {
                blocks.faults()
                        .tell(
                                one.at(),
                                "A1",
                                "group '" + one.name() + "' states " + Long.toUnsignedString(one.cycles())
                                        + " records, " + index.count(k) + " are there",
                                "those there are read",
                                "copy the dump again");
            }
        }
        Chain chain = chains.get(group);
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
        List<Chain> outside = valuesOf(group);
        read.add(chain);
        read.addAll(outside);
        tables.add(new MixedTable(blocks.faults().file(), chain, index, of, List.copyOf(values), outside));
    }

    private void sorted(DataGroup group, Mdf4Followers followers) throws IOException {
        Chain chain = chains.get(group);
        Mdf4Group one = followers.only(group);
        if (one == null) {
            if (chain.length() > 0 || group.groups().size() > 1) {
                unreadable(
                        group,
                        "data group at byte " + group.at() + " with "
                                + group.groups().size() + " groups and no record ids");
            }
            return;
        }
        if (followers.isFollower(one)) {
            return;
        }
        List<RecordChannel> channels = new ArrayList<>();
        List<SortedStretch> stretches = new ArrayList<>();
        List<Chain> values = new ArrayList<>();
        long count = 0;
        for (Mdf4Group part : followers.together(one)) {
            DataGroup owner = followers.owner(part);
            int from = channels.size();
            channels.addAll(binding.of(part));
            if (part.dataBytes() + part.invalidBytes() > RecordWalk.MOST_BYTES) {
                unreadable(owner, "group '" + part.name() + "' with records of " + part.dataBytes() + " bytes");
                channels.subList(from, channels.size()).clear();
                continue;
            }
            SortedStretch stretch = new SortedStretch(
                    chains.get(owner),
                    invalidations.get(owner),
                    (int) part.dataBytes(),
                    (int) part.invalidBytes(),
                    from,
                    channels.size());
            long records = records(part, stretch);
            count = stretches.isEmpty() ? records : count;
            refuseRest(part, stretch, Math.min(records, count));
            stretches.add(stretch);
            values.addAll(valuesOf(owner));
        }
        if (channels.isEmpty()) {
            String reason = "group '" + one.name() + "' has no channel that can be read";
            stretches.forEach(stretch -> stretch.chains().forEach(lost -> unread.put(lost, reason)));
            return;
        }
        stretches.forEach(stretch -> read.addAll(stretch.chains()));
        read.addAll(values);
        tables.add(
                new SortedTable(blocks.faults().file(), new GroupRows(one.name(), channels), stretches, values, count));
    }

    /** Records to use: all whole ones, but not more than were stated. */
    private long records(Mdf4Group group, SortedStretch stretch) throws IOException {
        long there = stretch.records();
        boolean virtual = stretch.recordBytes() == 0;
        if (tree.countersUnset()) {
            return virtual ? 0 : stretch.withoutZeros(there);
        }
        if (virtual) {
            return Math.max(0, Math.min(group.cycles(), MOST_VIRTUAL));
        }
        if (Long.compareUnsigned(group.cycles(), there) > 0) {
            blocks.faults()
                    .tell(
                            group.at(),
                            "A1",
                            "group '" + group.name() + "' states " + Long.toUnsignedString(group.cycles())
                                    + " records, " + there + " are there",
                            "those there are read",
                            "copy the dump again");
            return there;
        }
        return group.cycles();
    }

    /** A group without a byte in its records may state any number of them. */
    private static final long MOST_VIRTUAL = 1 << 24;

    private void refuseRest(Mdf4Group group, SortedStretch stretch, long used) {
        long whole = stretch.records();
        if (used < whole && tree.countersUnset()) {
            stretch.refuseBehind(
                    used,
                    "A10",
                    "group '" + group.name() + "' ends with " + (whole - used) + " records of nothing but zeros",
                    "check the logger's supply");
        } else if (used < whole) {
            stretch.refuseBehind(
                    used,
                    "C2",
                    "group '" + group.name() + "' states " + used + " records and has data of " + whole,
                    "finish the dump with the tool that wrote it, or copy it again");
        } else {
            stretch.refuseBehind(used, "A1", "a record of group '" + group.name() + "' is cut", "copy the dump again");
        }
    }
}
