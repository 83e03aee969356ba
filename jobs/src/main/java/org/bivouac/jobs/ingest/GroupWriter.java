package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.nio.file.Files;
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
import org.bivouac.jobs.parquet.ColumnFileWriter;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.schemas.Unit;

/**
 * Writes one group of a dump's channels: converts blocks of rows by column and passes them on to Parquet. A new file
 * begins where time goes backwards; a row equal to the one before it, time included, is dropped and counted.
 */
final class GroupWriter implements AutoCloseable {
    /** A clock that steps back more often than this is no clock. */
    static final int MAX_FILES = 1000;

    private static final int FIXED_COLUMNS = 4;

    private final Path folder;
    private final String name;
    private final String dump;
    private final DumpHeader.Group header;
    private final List<Target> targets;
    private final long startMicros;
    private final ClockBook clock;

    /** How times are put right; null when they stay as recorded. */
    private final ClockPlan plan;

    private final ChannelStatistics[] statistics;

    /** Per channel the value by which it says that it has no data; NaN if it has none such. */
    private final double[] sentinels;

    private final List<ColumnSpec> columns = new ArrayList<>();
    private final List<GroupFile> files = new ArrayList<>();

    private ColumnFileWriter writer;
    private Path file;
    private long received;
    private long written;
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
    private final double[][] converted;
    private String[] nothing = new String[0];

    /** A finished file. */
    record GroupFile(Path path, Written written) {}

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
        this.folder = folder;
        this.name = name;
        this.dump = dump;
        this.header = whole.groups().get(group);
        sentinels = targets.stream()
                .mapToDouble(target -> whole.sentinel(target.raw().name()))
                .toArray();
        this.targets = targets;
        this.startMicros = startMicros;
        converted = new double[targets.size()][0];
        lastNumbers = new double[targets.size()];
        lastTexts = new String[targets.size()];
        statistics = targets.stream().map(GroupWriter::statistics).toArray(ChannelStatistics[]::new);
        columns.add(new ColumnSpec("time", ColumnSpec.Type.INSTANT));
        columns.add(new ColumnSpec("dump", ColumnSpec.Type.TEXT));
        columns.add(new ColumnSpec("ordinal", ColumnSpec.Type.LONG));
        columns.add(new ColumnSpec("quality", ColumnSpec.Type.INT));
        for (Target target : targets) {
            if (target.hasColumn()) {
                columns.add(new ColumnSpec(
                        target.column(),
                        target.raw().role() == Role.TEXT ? ColumnSpec.Type.TEXT : ColumnSpec.Type.DOUBLE));
            }
        }
    }

    private static ChannelStatistics statistics(Target target) {
        if (target.channel() == null || target.status() == ChannelMapping.Status.BLOCKED) {
            return new ChannelStatistics(Double.NaN, Double.NaN);
        }
        Unit.Line line = target.line();
        double one = (target.channel().min() - line.offset()) / line.factor();
        double other = (target.channel().max() - line.offset()) / line.factor();
        return line.factor() > 0 ? new ChannelStatistics(one, other) : new ChannelStatistics(other, one);
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
        double[][] values = present(rows, count);
        for (int c = 0; c < targets.size(); c++) {
            if (targets.get(c).raw().role() == Role.TEXT) {
                statistics[c].add(texts(rows, c), count);
            } else if (values[c] != null) {
                statistics[c].add(values[c], count);
            }
        }
        Object[] block = convert(rows, values, count);
        if (orderly) {
            write(block, 0, count);
        } else {
            writePieces(rows, block, count);
        }
        lastMicros = micros[count - 1] == Long.MIN_VALUE ? lastMicros : micros[count - 1];
        for (int c = 0; c < targets.size(); c++) {
            lastNumbers[c] = rows.numbers()[c] == null ? Double.NaN : rows.numbers()[c][count - 1];
            String[] texts = texts(rows, c);
            lastTexts[c] = texts == null ? null : texts[count - 1];
        }
    }

    private static String[] texts(Rows rows, int c) {
        return rows.texts() == null ? null : rows.texts()[c];
    }

    private void reserve(int count) {
        if (micros.length < count) {
            micros = new long[count];
            ordinals = new long[count];
            quality = new int[count];
            dumps = new String[count];
            nothing = new String[count];
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

    /** The numbers with sentinels as NaN. */
    private double[][] present(Rows rows, int count) {
        double[][] values = rows.numbers();
        for (int c = 0; c < sentinels.length; c++) {
            if (!Double.isNaN(sentinels[c]) && rows.numbers()[c] != null) {
                values = values == rows.numbers() ? values.clone() : values;
                values[c] = Arrays.copyOf(rows.numbers()[c], count);
                for (int i = 0; i < count; i++) {
                    values[c][i] = values[c][i] == sentinels[c] ? Double.NaN : values[c][i];
                }
            }
        }
        return values;
    }

    private Object[] convert(Rows rows, double[][] values, int count) {
        Object[] block = new Object[columns.size()];
        block[0] = micros;
        block[1] = dumps;
        block[2] = ordinals;
        block[3] = quality;
        int column = FIXED_COLUMNS;
        for (int c = 0; c < targets.size(); c++) {
            Target target = targets.get(c);
            if (!target.hasColumn()) {
                continue;
            }
            if (target.raw().role() == Role.TEXT) {
                String[] texts = texts(rows, c);
                block[column++] = texts == null ? nothing : texts;
            } else {
                block[column++] = converted(c, values[c], count);
            }
        }
        return block;
    }

    private double[] converted(int c, double[] values, int count) {
        Unit.Line line = targets.get(c).line();
        if (line.equals(Unit.Line.IDENTITY)) {
            return values;
        }
        if (converted[c].length < count) {
            converted[c] = new double[count];
        }
        double[] out = converted[c];
        double factor = line.factor();
        double offset = line.offset();
        if (offset == 0) {
            for (int i = 0; i < count; i++) {
                out[i] = factor * values[i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                out[i] = factor * values[i] + offset;
            }
        }
        return out;
    }

    /** Writes a block in which rows have no time, stand twice, or step back in time. */
    private void writePieces(Rows rows, Object[] block, int count) throws IOException {
        int from = 0;
        long before = lastMicros;
        for (int i = 0; i < count; i++) {
            boolean timeless = timeless(rows.seconds()[i]);
            boolean repeated = !timeless && micros[i] == before && sameAsBefore(rows, i);
            if (timeless || repeated) {
                write(block, from, i);
                from = i + 1;
                untimed += timeless ? 1 : 0;
                duplicates += repeated ? 1 : 0;
                micros[i] = timeless ? before : micros[i];
            } else if (micros[i] < before) {
                write(block, from, i);
                from = i;
                finishFile();
            }
            before = micros[i];
        }
        write(block, from, count);
    }

    private boolean sameAsBefore(Rows rows, int i) {
        for (int c = 0; c < targets.size(); c++) {
            if (targets.get(c).raw().role() == Role.TEXT) {
                String[] texts = texts(rows, c);
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

    private void write(Object[] block, int from, int to) throws IOException {
        if (from >= to) {
            return;
        }
        if (writer == null) {
            begin();
        }
        Object[] piece = block;
        if (from > 0) {
            piece = new Object[block.length];
            for (int c = 0; c < block.length; c++) {
                piece[c] = slice(block[c], from, to);
            }
        }
        writer.write(piece, to - from);
        written += to - from;
    }

    private static Object slice(Object array, int from, int to) {
        if (array instanceof double[] doubles) {
            return Arrays.copyOfRange(doubles, from, to);
        } else if (array instanceof long[] longs) {
            return Arrays.copyOfRange(longs, from, to);
        } else if (array instanceof int[] ints) {
            return Arrays.copyOfRange(ints, from, to);
        }
        return Arrays.copyOfRange((String[]) array, from, to);
    }

    private void begin() throws IOException {
        String next = files.isEmpty() ? "" : "-" + (files.size() + 1);
        file = folder.resolve(name + next + ".parquet");
        Files.createDirectories(folder);
        writer = ColumnFileWriter.create(
                file,
                columns,
                Map.of(
                        "bivouac.dump", dump,
                        "bivouac.group", header.name(),
                        "bivouac.rate_hz", Double.toString(header.rateHz())));
    }

    private void finishFile() throws IOException {
        if (writer != null) {
            files.add(new GroupFile(file, writer.finish()));
            writer.close();
            writer = null;
        }
    }

    /** Ends the last file. */
    List<GroupFile> finish() throws IOException {
        finishFile();
        return List.copyOf(files);
    }

    /** {@code 100hz}, or {@code irregular}. */
    String raster() {
        if (!(header.rateHz() > 0) || Double.isInfinite(header.rateHz())) {
            return "irregular";
        }
        String number = String.format(Locale.ROOT, "%.3f", header.rateHz());
        return number.replaceAll("\\.?0+$", "") + "hz";
    }

    /** Files finished so far; each but the first began where time went backwards. */
    int filesFinished() {
        return files.size();
    }

    ClockBook clock() {
        return clock;
    }

    ChannelStatistics statistics(int channel) {
        return statistics[channel];
    }

    /** What became of the rows. */
    GroupBook book() {
        return new GroupBook(
                raster(),
                received,
                written,
                duplicates,
                untimed,
                Math.max(0, firstOrdinal),
                nextOrdinal,
                skippedOrdinals,
                Math.max(0, files.size() - 1),
                firstSeconds,
                lastSeconds,
                new ArrayList<>(List.of(statistics)));
    }

    /** Gives up an unfinished file; finished ones stay. */
    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
