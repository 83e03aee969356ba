package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.ingest.ChannelMapping.Target;
import org.bivouac.jobs.parquet.ColumnSpec;

/**
 * Writes one group of a dump's channels: has blocks of rows converted by column and passes them on to Parquet. A new file
 * begins where time goes backwards; a row equal to the one before it, time included, is dropped and counted.
 */
final class GroupWriter implements AutoCloseable {
    /** A clock that steps back more often than this is no clock. */
    static final int MAX_FILES = 1000;

    private static final int FIXED_COLUMNS = 4;

    private final String dump;
    private final DumpHeader.Group header;
    private final List<Target> targets;
    private final long startMicros;
    private final ClockBook clock;

    /** How times are put right; null when they stay as recorded. */
    private final ClockPlan plan;

    private final GroupColumns channels;
    private final GroupFiles files;
    private final int columns;

    private long received;
    private long duplicates;
    private long untimed;
    private long firstOrdinal = -1;
    private long nextOrdinal;
    private long skippedOrdinals;
    private double firstSeconds = Double.NaN;
    private double lastSeconds = Double.NaN;

    // The row before this block, to find duplicates and steps back.
    private long lastMicros = Long.MIN_VALUE;
    private double[] lastNumbers;
    private String[] lastTexts;

    // Scratch, one element per row of a block.
    private long[] micros = new long[0];
    private long[] ordinals = new long[0];
    private int[] quality = new int[0];
    private String[] dumps = new String[0];
    /**
     * Writes a group's files.
     *
     * @param name of the first file, without its ending
     * @param dump what column {@code dump} says
     * @param plan how times are put right; null when they stay as recorded
     */
    GroupWriter(
            Path folder,
            String name,
            String dump,
            DumpHeader whole,
            int group,
            List<Target> targets,
            long startMicros,
            ClockBook clock,
            ClockPlan plan) {
        this.clock = clock;
        this.plan = plan;
        this.dump = dump;
        this.header = whole.groups().get(group);
        this.targets = targets;
        this.startMicros = startMicros;
        lastNumbers = new double[targets.size()];
        lastTexts = new String[targets.size()];
        channels = new GroupColumns(whole, targets);
        List<ColumnSpec> specs = new ArrayList<>();
        specs.add(new ColumnSpec("time", ColumnSpec.Type.INSTANT));
        specs.add(new ColumnSpec("dump", ColumnSpec.Type.TEXT));
        specs.add(new ColumnSpec("ordinal", ColumnSpec.Type.LONG));
        specs.add(new ColumnSpec("quality", ColumnSpec.Type.INT));
        specs.addAll(channels.columns());
        columns = specs.size();
        files = new GroupFiles(
                folder,
                name,
                specs,
                Map.of(
                        "bivouac.dump", dump,
                        "bivouac.group", header.name(),
                        "bivouac.rate_hz", Double.toString(header.rateHz())));
    }

    /** Takes a block of this group. */
    void add(Rows rows) throws IOException {
        int count = rows.count();
        if (count == 0) {
            return;
        }
        reserve(count);
        received += count;
        boolean orderly = clockwork(rows, count);
        Object[] block = convert(rows);
        if (orderly) {
            files.write(block, 0, count);
        } else {
            writePieces(rows, block, count);
        }
        lastMicros = micros[count - 1] == Long.MIN_VALUE ? lastMicros : micros[count - 1];
        for (int c = 0; c < targets.size(); c++) {
            lastNumbers[c] = rows.numbers()[c] == null ? Double.NaN : rows.numbers()[c][count - 1];
            String[] texts = GroupColumns.texts(rows, c);
            lastTexts[c] = texts == null ? null : texts[count - 1];
        }
    }

    private void reserve(int count) {
        if (micros.length < count) {
            micros = new long[count];
            ordinals = new long[count];
            quality = new int[count];
            dumps = new String[count];
            Arrays.fill(dumps, dump);
        }
    }

    /** Fills times, ordinals and quality; true if time rises from row to row, so that nothing else need be looked at. */
    private boolean clockwork(Rows rows, int count) {
        boolean rising = true;
        long before = lastMicros;
        double[] seconds = rows.seconds();
        for (int i = 0; i < count; i++) {
            // Rounding half up is exact enough: a microsecond is far below any logger's clock.
            micros[i] = startMicros + (long) Math.floor(seconds[i] * 1e6 + 0.5);
            rising &= micros[i] > before && !timeless(seconds[i]);
            before = micros[i];
        }
        if (firstOrdinal < 0) {
            firstOrdinal = rows.ordinals() == null ? rows.firstOrdinal() : rows.ordinals()[0];
            nextOrdinal = firstOrdinal;
        }
        for (int i = 0; i < count; i++) {
            ordinals[i] = rows.ordinals() == null ? rows.firstOrdinal() + i : rows.ordinals()[i];
            skippedOrdinals += ordinals[i] - nextOrdinal;
            nextOrdinal = ordinals[i] + 1;
            quality[i] = rows.flagged() != null && rows.flagged()[i] ? 1 : 0;
        }
        if (plan == null) {
            clock.follow(micros, ordinals, count, rising, i -> timeless(seconds[i]));
        } else {
            rising = placed(count, seconds);
        }
        if (Double.isNaN(firstSeconds)) {
            firstSeconds = plan == null ? seconds[0] : (micros[0] - startMicros) / 1e6;
        }
        lastSeconds = plan == null ? seconds[count - 1] : (micros[count - 1] - startMicros) / 1e6;
        return rising;
    }

    /** Puts the times right; true if they rise then. */
    private boolean placed(int count, double[] seconds) {
        plan.place(micros, ordinals, count);
        boolean rising = true;
        long before = lastMicros;
        for (int i = 0; i < count; i++) {
            rising &= micros[i] > before && !timeless(seconds[i]);
            before = micros[i];
        }
        return rising;
    }

    /** No clock that is set while it records steps over 95 years: such a time is damage, and NaN is none. */
    private static boolean timeless(double seconds) {
        return !(Math.abs(seconds) < 3e9);
    }

    private Object[] convert(Rows rows) {
        Object[] block = new Object[columns];
        block[0] = micros;
        block[1] = dumps;
        block[2] = ordinals;
        block[3] = quality;
        channels.convert(rows, block, FIXED_COLUMNS);
        return block;
    }

    /** Writes a block in which rows have no time, stand twice, or step back in time. */
    private void writePieces(Rows rows, Object[] block, int count) throws IOException {
        int from = 0;
        long before = lastMicros;
        for (int i = 0; i < count; i++) {
            boolean timeless = timeless(rows.seconds()[i]);
            boolean repeated = !timeless && micros[i] == before && sameAsBefore(rows, i);
            if (timeless || repeated) {
                files.write(block, from, i);
                from = i + 1;
                untimed += timeless ? 1 : 0;
                duplicates += repeated ? 1 : 0;
                micros[i] = timeless ? before : micros[i];
            } else if (micros[i] < before) {
                files.write(block, from, i);
                from = i;
                files.end();
            }
            before = micros[i];
        }
        files.write(block, from, count);
    }

    private boolean sameAsBefore(Rows rows, int i) {
        for (int c = 0; c < targets.size(); c++) {
            if (targets.get(c).raw().role() == Role.TEXT) {
                String[] texts = GroupColumns.texts(rows, c);
                String now = texts == null ? null : texts[i];
                String then = i > 0 ? (texts == null ? null : texts[i - 1]) : lastTexts[c];
                if (now == null ? then != null : !now.equals(then)) {
                    return false;
                }
            } else if (rows.numbers()[c] != null) {
                double then = i > 0 ? rows.numbers()[c][i - 1] : lastNumbers[c];
                if (Double.doubleToLongBits(rows.numbers()[c][i]) != Double.doubleToLongBits(then)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Ends the last file. */
    List<GroupFiles.GroupFile> finish() throws IOException {
        files.end();
        return files.finished();
    }

    /** The files, of which the last may be open. */
    GroupFiles files() {
        return files;
    }

    /** {@code 100hz}, or {@code irregular}. */
    String raster() {
        if (!(header.rateHz() > 0) || Double.isInfinite(header.rateHz())) {
            return "irregular";
        }
        String number = String.format(Locale.ROOT, "%.3f", header.rateHz());
        return number.replaceAll("\\.?0+$", "") + "hz";
    }

    ClockBook clock() {
        return clock;
    }

    ChannelStatistics statistics(int channel) {
        return channels.statistics()[channel];
    }

    /** What became of the rows. */
    GroupBook book() {
        return new GroupBook(
                raster(),
                received,
                files.rows(),
                duplicates,
                untimed,
                Math.max(0, firstOrdinal),
                nextOrdinal,
                skippedOrdinals,
                Math.max(0, files.count() - 1),
                firstSeconds,
                lastSeconds,
                new ArrayList<>(List.of(channels.statistics())));
    }

    /** Gives up an unfinished file; finished ones stay. */
    @Override
    public void close() throws IOException {
        files.close();
    }
}
