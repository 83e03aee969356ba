package org.bivouac.jobs.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.ingest.ChannelMapping.Target;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.schemas.Unit;

/**
 * Turns the channels of a group's rows into columns of telemetry, block by block: what a channel gives for "no data" is
 * missing, units are converted, and every value is counted as it was recorded.
 */
final class GroupColumns {
    private final List<Target> targets;
    private final ChannelStatistics[] statistics;

    /** Per channel the value by which it says that it has no data; NaN if it has none such. */
    private final double[] sentinels;

    private final double[][] converted;
    private String[] nothing = new String[0];

    /**
     * Of the channels of one group.
     *
     * @param whole of the dump
     * @param targets what becomes of each channel
     */
    GroupColumns(DumpHeader whole, List<Target> targets) {
        this.targets = targets;
        sentinels = targets.stream()
                .mapToDouble(target -> whole.sentinel(target.raw().name()))
                .toArray();
        statistics = targets.stream().map(GroupColumns::statistics).toArray(ChannelStatistics[]::new);
        converted = new double[targets.size()][0];
    }

    private static ChannelStatistics statistics(Target target) {
        if (target.channel() == null || target.status() == ChannelMapping.Status.BLOCKED) {
            return new ChannelStatistics(Double.NaN, Double.NaN);
        }
        Unit.Line line = target.line();
        double one = (target.channel().lowestPlausible() - line.offset()) / line.factor();
        double other = (target.channel().highestPlausible() - line.offset()) / line.factor();
        return line.factor() > 0 ? new ChannelStatistics(one, other) : new ChannelStatistics(other, one);
    }

    /** The columns, one for each channel that has one. */
    List<ColumnSpec> columns() {
        List<ColumnSpec> columns = new ArrayList<>();
        for (Target target : targets) {
            if (target.hasColumn()) {
                columns.add(new ColumnSpec(
                        target.column(),
                        target.raw().role() == Role.TEXT ? ColumnSpec.Type.TEXT : ColumnSpec.Type.DOUBLE));
            }
        }
        return columns;
    }

    /** Statistics of each channel. */
    ChannelStatistics[] statistics() {
        return statistics;
    }

    /** Counts a block's values and puts its columns into {@code block} from {@code first} on; valid until the next call. */
    void convert(Rows rows, Object[] block, int first) {
        int count = rows.count();
        int column = first;
        for (int c = 0; c < targets.size(); c++) {
            Target target = targets.get(c);
            if (target.raw().role() == Role.TEXT) {
                String[] texts = texts(rows, c);
                statistics[c].add(texts, count);
                if (target.hasColumn()) {
                    block[column++] = texts == null ? nothing(count) : texts;
                }
            } else {
                double[] values = present(rows.numbers()[c], c, count);
                if (values != null) {
                    statistics[c].add(values, count);
                }
                if (target.hasColumn()) {
                    block[column++] = converted(c, values, count);
                }
            }
        }
    }

    /** The texts of a channel; null where there are none. */
    static String[] texts(Rows rows, int channel) {
        return rows.texts() == null ? null : rows.texts()[channel];
    }

    private String[] nothing(int count) {
        if (nothing.length < count) {
            nothing = new String[count];
        }
        return nothing;
    }

    /** The numbers with sentinels as NaN. */
    private double[] present(double[] numbers, int c, int count) {
        if (Double.isNaN(sentinels[c]) || numbers == null) {
            return numbers;
        }
        double[] values = Arrays.copyOf(numbers, count);
        for (int i = 0; i < count; i++) {
            values[i] = values[i] == sentinels[c] ? Double.NaN : values[i];
        }
        return values;
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
}
