package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.List;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;

/**
 * Records of several groups mixed in one stretch of bytes, each with its id before it. A record goes to its group's
 * buffer, and a full buffer is decoded; so all groups are read in one pass and each is decoded by column. Nothing but the
 * records before it tells where a record begins: it can be cut at the places that the index's walk has noted.
 */
final class MixedTable implements Table {
    private static final int MOST_BUFFERED = 48 << 20;

    /**
     * A group of the table.
     *
     * @param kind which of the index's kinds its records are
     * @param values the kinds of values of variable length that its channels refer to
     */
    record Group(GroupRows rows, int kind, List<MixedValues> values) {}

    private final String file;
    private final Chain chain;
    private final MixedIndex index;
    private final List<Group> groups;
    private final List<MixedValues> values;
    private final List<Chain> outside;

    /**
     * A table.
     *
     * @param values all kinds of values of variable length that lie among the records
     * @param outside stretches in which other values lie
     */
    MixedTable(
            String file,
            Chain chain,
            MixedIndex index,
            List<Group> groups,
            List<MixedValues> values,
            List<Chain> outside) {
        this.file = file;
        this.chain = chain;
        this.index = index;
        this.groups = List.copyOf(groups);
        this.values = List.copyOf(values);
        this.outside = List.copyOf(outside);
    }

    @Override
    public List<GroupRows> groups() {
        return groups.stream().map(Group::rows).toList();
    }

    @Override
    public long records(int group) {
        return index.count(groups.get(group).kind);
    }

    @Override
    public double[] firstSeconds(int group) throws IOException {
        RecordChannel time = groups.get(group).rows.time();
        RecordBlock block = index.sample(groups.get(group).kind);
        return time == null || block.count() == 0 ? new double[0] : GroupRows.seconds(time, block);
    }

    @Override
    public GroupCursor cursor(int group, long from) throws IOException {
        Group one = groups.get(group);
        Group of = new Group(one.rows.again(), one.kind, one.values);
        ColumnPool pool = new ColumnPool(of.rows.columns().size());
        MixedIndex.Place near = index.places().get(0);
        for (MixedIndex.Place place : index.places()) {
            near = place.counts()[of.kind] <= from ? place : near;
        }
        RecordWalk walk = new RecordWalk(chain, index.ids(), near.position());
        for (long row = near.counts()[of.kind]; row < from && walk.next(); ) {
            row += walk.kind() == of.kind ? 1 : 0;
        }
        Waiting waiting = new Waiting(of, 0, pool, MOST_BUFFERED / 16, from);
        return () -> {
            while (waiting.count < waiting.most && walk.next()) {
                if (walk.kind() == of.kind) {
                    waiting.take(walk);
                }
            }
            return waiting.rows(pool);
        };
    }

    @Override
    public long units() {
        return index.places().size();
    }

    @Override
    public long cut(long unit) {
        return Math.min(units(), unit);
    }

    @Override
    public long bytes() {
        return chain.stored() + outside.stream().mapToLong(Chain::stored).sum();
    }

    /** Records of a group that wait to be decoded. */
    private final class Waiting {
        private final Group group;
        private final int header;
        private final int stride;
        private final int most;
        private byte[] bytes;
        private int count;
        private long ordinal;

        Waiting(Group group, int header, ColumnPool pool, int budget, long ordinal) {
            this.group = group;
            this.header = header;
            this.ordinal = ordinal;
            stride = index.ids().kinds().get(group.kind).bytes();
            long wanted = Math.min(pool.rows(), index.count(group.kind));
            most = (int) Math.max(1, Math.min(wanted, budget / Math.max(1, stride)));
        }

        void take(RecordWalk walk) {
            if (bytes == null) {
                bytes = new byte[most * stride + RecordNumbers.SLACK];
            }
            System.arraycopy(walk.buffer(), walk.at(), bytes, count * stride, stride);
            count++;
        }

        /** The rows of what waits, which waits no longer; null if nothing does. */
        Rows rows(ColumnPool pool) throws IOException {
            if (count == 0) {
                return null;
            }
            group.rows.decode(
                    new RecordBlock(bytes, 0, stride, count, ordinal),
                    0,
                    group.rows.channels().size(),
                    pool);
            Rows rows = group.rows.rows(header, count, ordinal, pool);
            ordinal += count;
            count = 0;
            return rows;
        }

        void flush(ColumnPool pool, DumpSink sink) throws IOException {
            Rows rows = rows(pool);
            if (rows != null) {
                sink.rows(rows);
            }
        }
    }

    @Override
    public void read(long from, long to, int[] headers, ColumnPool pool, DumpSink sink) throws IOException {
        MixedIndex.Place first = index.places().get((int) from);
        long end = to < units() ? index.places().get((int) to).position() : Long.MAX_VALUE;
        int kinds = index.ids().kinds().size();
        int budget = MOST_BUFFERED / Math.max(1, groups.size());
        Waiting[] waiting = new Waiting[kinds];
        for (int g = 0; g < groups.size(); g++) {
            int kind = groups.get(g).kind;
            waiting[kind] = new Waiting(groups.get(g), headers[g], pool, budget, first.counts()[kind]);
        }
        MixedValues[] kept = new MixedValues[kinds];
        for (MixedValues one : values) {
            kept[one.kind()] = one;
            one.begin(first.streamed()[one.kind()]);
        }
        RecordWalk walk = new RecordWalk(chain, index.ids(), first.position());
        while (walk.next() && walk.start() < end) {
            int kind = walk.kind();
            if (waiting[kind] != null) {
                waiting[kind].take(walk);
                if (waiting[kind].count == waiting[kind].most) {
                    waiting[kind].flush(pool, sink);
                }
            } else if (kept[kind] != null) {
                if (!kept[kind].fits(walk)) {
                    flushReferring(kept[kind], waiting, pool, sink);
                }
                kept[kind].keep(walk);
            }
        }
        for (Waiting one : waiting) {
            if (one != null) {
                one.flush(pool, sink);
                one.group.rows.tellBroken(file, one.header, sink);
            }
        }
        chain.account(file, piece -> piece.start() >= first.position() && piece.start() < end, 0, sink);
        for (Chain one : from == 0 ? outside : List.<Chain>of()) {
            one.account(file, piece -> true, 0, sink);
        }
    }

    /** Before values are forgotten, the records that refer to them are decoded. */
    private void flushReferring(MixedValues forgotten, Waiting[] waiting, ColumnPool pool, DumpSink sink)
            throws IOException {
        for (Waiting one : waiting) {
            if (one != null && one.group.values.contains(forgotten)) {
                one.flush(pool, sink);
            }
        }
    }
}
