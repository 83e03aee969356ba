package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.List;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;

/**
 * Records of one length, one behind the other; or several such stretches that run along with the first, each with a part
 * of the channels (column-oriented storage of MDF 4.2). It can be cut between any two records.
 */
final class SortedTable implements Table {
    private static final int MOST_BLOCK = 1 << 17;
    private static final int RATE_ROWS = 4097;
    private static final int RATE_BYTES = 1 << 24;

    private final String file;
    private final GroupRows rows;
    private final List<SortedStretch> stretches;
    private final List<Chain> values;
    private final long count;

    /**
     * A table of {@code count} records.
     *
     * @param stretches the first decides which records there are
     * @param values where the channels of variable length have their values
     */
    SortedTable(String file, GroupRows rows, List<SortedStretch> stretches, List<Chain> values, long count) {
        this.file = file;
        this.rows = rows;
        this.stretches = List.copyOf(stretches);
        this.values = List.copyOf(values);
        this.count = count;
    }

    @Override
    public List<GroupRows> groups() {
        return List.of(rows);
    }

    @Override
    public long records(int group) {
        return count;
    }

    @Override
    public double[] firstSeconds(int group) throws IOException {
        RecordChannel time = rows.time();
        int index = time == null ? -1 : rows.channels().indexOf(time);
        for (SortedStretch stretch : stretches) {
            if (index >= stretch.from() && index < stretch.to()) {
                RecordBlock block =
                        stretch.read(0, (int) Math.min(count, atOnce(RATE_ROWS, stretch.recordBytes(), RATE_BYTES)));
                return GroupRows.seconds(time, block);
            }
        }
        return new double[0];
    }

    @Override
    public long units() {
        return Math.max(1, count);
    }

    @Override
    public long cut(long unit) {
        return Math.min(units(), stretches.get(0).cut(unit));
    }

    @Override
    public long bytes() {
        return stretches.stream().mapToLong(SortedStretch::bytes).sum()
                + values.stream().mapToLong(Chain::stored).sum();
    }

    @Override
    public GroupCursor cursor(int group, long from) {
        List<SortedStretch> own = stretches.stream().map(SortedStretch::again).toList();
        return new Cursor(
                rows.again(), own, from, count, new ColumnPool(rows.columns().size()), 0);
    }

    @Override
    public void read(long from, long to, int[] headers, ColumnPool pool, DumpSink sink) throws IOException {
        Cursor cursor = new Cursor(rows, stretches, from, Math.min(to, count), pool, headers[0]);
        for (Rows block = cursor.next(); block != null; block = cursor.next()) {
            sink.rows(block);
        }
        rows.tellBroken(file, headers[0], sink);
        for (SortedStretch stretch : stretches) {
            stretch.account(file, from, to, count, sink);
        }
        if (from == 0) {
            for (Chain chain : values) {
                chain.account(file, piece -> true, 0, sink);
            }
        }
    }

    /** At most so many rows, and fewer of long records, which may be longer than a packed file is. */
    private static int atOnce(int rows, int recordBytes, int mostBytes) {
        return Math.max(1, Math.min(rows, mostBytes / Math.max(1, recordBytes)));
    }

    /** Decodes one block after the other. */
    private static final class Cursor implements GroupCursor {
        private final GroupRows rows;
        private final List<SortedStretch> read;
        private final long end;
        private final ColumnPool pool;
        private final int header;
        private final int most;
        private final RecordBlock[] blocks;
        private long row;

        Cursor(GroupRows rows, List<SortedStretch> read, long from, long end, ColumnPool pool, int header) {
            this.rows = rows;
            this.read = read;
            this.end = end;
            this.pool = pool;
            this.header = header;
            row = from;
            int widest =
                    read.stream().mapToInt(SortedStretch::recordBytes).max().orElse(1);
            most = atOnce(pool.rows(), widest, MOST_BLOCK);
            blocks = new RecordBlock[read.size()];
        }

        @Override
        public Rows next() throws IOException {
            while (row < end) {
                int n = (int) Math.min(most, end - row);
                for (int s = 0; s < blocks.length; s++) {
                    blocks[s] = read.get(s).read(row, n);
                }
                if (blocks[0].count() > 0) {
                    return decoded(n);
                }
                // A block cannot be read: its records are lost.
                row = Math.max(row + 1, read.get(0).behindHole(row));
            }
            return null;
        }

        /** Decodes as many rows as all stretches have, or until one that has none begins again. */
        private Rows decoded(int wanted) throws IOException {
            int n = wanted;
            for (int s = 0; s < blocks.length; s++) {
                long there = blocks[s].count() > 0
                        ? blocks[s].count()
                        : Math.max(1, read.get(s).behindHole(row) - row);
                n = (int) Math.min(n, there);
            }
            for (int s = 0; s < blocks.length; s++) {
                SortedStretch stretch = read.get(s);
                if (blocks[s].count() == 0) {
                    rows.missing(stretch.from(), stretch.to(), n, pool);
                } else {
                    rows.decode(blocks[s].first(n), stretch.from(), stretch.to(), pool);
                }
            }
            Rows decoded = rows.rows(header, n, row, pool);
            row += n;
            return decoded;
        }
    }
}
