package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.Fault;

/** Turns records of one group into rows: decodes each channel over a block of records, one channel after the other. */
final class GroupRows {
    private static final double REGULAR = 0.99;
    /** More than any group has: a group of more than 10,000 columns is refused. */
    private static final int MOST_CHANNELS = 16_384;

    private final String name;
    private final List<RecordChannel> channels;
    private final int[] firstColumn;
    private final List<RawChannel> columns = new ArrayList<>();
    private final long[] broken;
    private final int timeColumn;
    private final double secondsPerUnit;

    /** A group whose time base is the first channel with the role of one; without one its rows have no time. */
    GroupRows(String name, List<RecordChannel> channels) {
        this.name = name;
        this.channels = List.copyOf(channels);
        firstColumn = new int[channels.size() + 1];
        broken = new long[channels.size()];
        int time = -1;
        double scale = 1;
        for (int c = 0; c < channels.size(); c++) {
            firstColumn[c] = columns.size();
            if (time < 0 && channels.get(c).role() == Role.TIME) {
                time = columns.size();
                scale = secondsPerUnit(channels.get(c).unit());
            }
            columns.addAll(channels.get(c).columns());
        }
        firstColumn[channels.size()] = columns.size();
        timeColumn = time;
        secondsPerUnit = Double.isNaN(scale) ? 1 : scale;
    }

    /** The standard wants seconds; a time base that says it counts otherwise is believed. NaN for no unit of time. */
    static double secondsPerUnit(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "", "s", "sec", "seconds" -> 1;
            case "ms" -> 1e-3;
            case "us", "µs", "μs" -> 1e-6;
            case "ns" -> 1e-9;
            case "min" -> 60;
            case "h" -> 3600;
            default -> Double.NaN;
        };
    }

    /** The same group for another walk through its records, which tells no faults. */
    GroupRows again() {
        return new GroupRows(name, channels);
    }

    String name() {
        return name;
    }

    List<RecordChannel> channels() {
        return channels;
    }

    /** The columns of all channels, in order. */
    List<RawChannel> columns() {
        return columns;
    }

    /** The group as a dump's header has it. */
    DumpHeader.Group header(double rateHz) {
        return new DumpHeader.Group(name, rateHz, columns);
    }

    /** Decodes the channels {@code [from, to)} of a block into the pool's arrays. */
    void decode(RecordBlock block, int from, int to, ColumnPool pool) throws IOException {
        double[][] numbers = new double[columns.size()][];
        String[][] texts = new String[columns.size()][];
        arrays(firstColumn[from], firstColumn[to], pool, numbers, texts);
        for (int c = from; c < to; c++) {
            broken[c] += channels.get(c).decode(block, numbers, texts, firstColumn[c]);
        }
    }

    /** Says that the channels {@code [from, to)} have no values in {@code count} rows. */
    void missing(int from, int to, int count, ColumnPool pool) {
        for (int c = firstColumn[from]; c < firstColumn[to]; c++) {
            if (columns.get(c).role() == Role.TEXT) {
                Arrays.fill(pool.texts(c), 0, count, null);
            } else {
                Arrays.fill(pool.numbers(c), 0, count, Double.NaN);
            }
        }
    }

    private void arrays(int from, int to, ColumnPool pool, double[][] numbers, String[][] texts) {
        for (int c = from; c < to; c++) {
            if (columns.get(c).role() == Role.TEXT) {
                texts[c] = pool.texts(c);
            } else {
                numbers[c] = pool.numbers(c);
            }
        }
    }

    private double[] seconds(int count, ColumnPool pool) {
        double[] seconds = pool.numbers(columns.size());
        if (timeColumn < 0) {
            Arrays.fill(seconds, 0, count, Double.NaN);
        } else {
            double[] time = pool.numbers(timeColumn);
            for (int i = 0; i < count; i++) {
                seconds[i] = time[i] * secondsPerUnit;
            }
        }
        return seconds;
    }

    /** Times of a block of records by their time base, s. */
    static double[] seconds(RecordChannel time, RecordBlock block) throws IOException {
        double[] seconds = new double[block.count()];
        String[] spelled = time.columns().size() > 1 ? new String[block.count()] : null;
        time.decode(block, new double[][] {seconds, null}, new String[][] {null, spelled}, 0);
        double scale = secondsPerUnit(time.unit());
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] *= Double.isNaN(scale) ? 1 : scale;
        }
        return seconds;
    }

    /** The decoded rows. */
    Rows rows(int group, int count, long ordinal, ColumnPool pool) {
        double[][] numbers = new double[columns.size()][];
        String[][] texts = new String[columns.size()][];
        arrays(0, columns.size(), pool, numbers, texts);
        return new Rows(group, count, ordinal, null, seconds(count, pool), numbers, texts, null);
    }

    /**
     * Tells which channels had values that could not be read.
     *
     * @param group its index in the dump's header
     */
    void tellBroken(String file, int group, DumpSink sink) {
        for (int c = 0; c < broken.length; c++) {
            if (broken[c] > 0) {
                boolean outside = channels.get(c).source() instanceof RecordChannel.Source.Outside;
                Fault fault = new Fault(
                        file,
                        -1,
                        0,
                        0,
                        outside ? "C1" : "B1",
                        "group '" + name + "', channel '" + channels.get(c).name() + "': "
                                + (outside
                                        ? "a value that is not where its record says, or is no text of its coding"
                                        : "bytes that are no text of its coding"),
                        "value missing",
                        "copy the dump again, or check the logger",
                        broken[c]);
                sink.rejectAll(group * MOST_CHANNELS + c, fault);
            }
        }
    }

    /** The time base, if the group has one. */
    RecordChannel time() {
        for (RecordChannel channel : channels) {
            if (channel.role() == Role.TIME) {
                return channel;
            }
        }
        return null;
    }

    /** The rate of these times, Hz; NaN unless 99 % of the steps are equal to 1 %. */
    static double rateHz(double[] seconds) {
        int count = seconds.length;
        double median = medianStep(seconds);
        if (!(median > 0)) {
            return Double.NaN;
        }
        int equal = 0;
        for (int i = 1; i < count; i++) {
            equal += Math.abs(seconds[i] - seconds[i - 1] - median) <= 0.01 * median ? 1 : 0;
        }
        // To the microsecond: the same as of a text dump of the same drive.
        return equal >= REGULAR * (count - 1) ? 1e6 / Math.rint(median * 1e6) : Double.NaN;
    }

    /** The middle one of the steps; NaN for less than two. */
    static double medianStep(double[] seconds) {
        int count = seconds.length;
        if (count < 3) {
            return Double.NaN;
        }
        double[] steps = new double[count - 1];
        for (int i = 1; i < count; i++) {
            steps[i - 1] = seconds[i] - seconds[i - 1];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }
}
