package org.bivouac.jobs.scan;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bivouac.jobs.parquet.ColumnFileReader;

/**
 * Reads samples of a car's channels by time, for one task going forward. Keeps the decoded columns of the row groups that
 * it is in, so that each is decoded once a task; memory is bounded by row group size times columns asked for.
 */
final class LogReader implements AutoCloseable {
    private final CarLog log;
    private final OpenFile[] files;

    LogReader(CarLog log) {
        this.log = log;
        files = new OpenFile[log.files().size()];
    }

    /**
     * Samples in order of time, each instant once.
     *
     * @param micros time of each, µs since 1970; may be shared, never changed
     * @param values NaN where missing, and where dumps contradict each other
     * @param duplicates samples left out because one with the same time was there, in the counted stretch
     * @param conflicts instants at which dumps contradict each other, in the counted stretch
     * @param first the first of them; null if there is none
     */
    record Samples(long[] micros, double[] values, long duplicates, long conflicts, Contradiction first) {}

    /** An instant, µs since 1970, at which two dumps say different things of a channel. */
    record Contradiction(long micros, String dump, String other) implements Serializable {}

    /** True when there is a row in {@code [from, to)}, µs since 1970. */
    boolean hasRows(long from, long to) {
        for (int i = 0; i < files.length; i++) {
            CarLog.Part part = log.files().get(i);
            for (int g = 0; g < part.rows().length; g++) {
                if (part.from()[g] < to && part.to()[g] >= from) {
                    long[] micros = group(i, g).micros();
                    int at = lowerBound(micros, from);
                    if (at < micros.length && micros[at] < to) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * A channel's samples.
     *
     * @param from first instant, inclusive, µs since 1970
     * @param to last instant, inclusive
     * @param countFrom duplicates and conflicts are counted from here, inclusive
     * @param countTo up to here, exclusive
     */
    Samples samples(String channel, long from, long to, long countFrom, long countTo) {
        Samples samples = recorded(channel, from, to, countFrom, countTo);
        mask(samples, log.mask(channel));
        return samples;
    }

    /** Makes missing what lies in the mask; the values are this reader's own copy. */
    private static void mask(Samples samples, long[] mask) {
        long[] micros = samples.micros();
        for (int m = 0; micros.length > 0 && m < mask.length; m += 2) {
            if (mask[m + 1] >= micros[0] && mask[m] <= micros[micros.length - 1]) {
                int end = lowerBound(micros, mask[m + 1] + 1);
                Arrays.fill(samples.values(), lowerBound(micros, mask[m]), end, Double.NaN);
            }
        }
    }

    private Samples recorded(String channel, long from, long to, long countFrom, long countTo) {
        List<CarLog.Source> sources = log.sources(channel);
        Run[] runs = new Run[sources.size()];
        int used = 0;
        for (CarLog.Source source : sources) {
            Run run = run(source, channel, from, to);
            if (run.micros.length > 0) {
                runs[used++] = run;
            }
        }
        if (used == 0) {
            return new Samples(new long[0], new double[0], 0, 0, null);
        }
        return used == 1 && runs[0].increasing
                ? new Samples(runs[0].micros, runs[0].values, 0, 0, null)
                : merged(Arrays.copyOf(runs, used), countFrom, countTo);
    }

    /** One file's samples in recorded order; times may repeat unless {@code increasing}. */
    private static final class Run {
        private final String dump;
        private final long[] micros;
        private final double[] values;
        private final boolean increasing;
        private int next;

        Run(String dump, long[] micros, double[] values, boolean increasing) {
            this.dump = dump;
            this.micros = micros;
            this.values = values;
            this.increasing = increasing;
        }
    }

    private Run run(CarLog.Source source, String channel, long from, long to) {
        OpenFile file = file(source.file());
        Times times = file.times(from, to);
        double[] values = new double[times.micros.length];
        int at = 0;
        for (Piece piece : times.pieces) {
            System.arraycopy(group(source.file(), piece.group).values(channel), piece.from, values, at, piece.length);
            at += piece.length;
        }
        if (source.hidden().length == 0) {
            return new Run(file.part.dump(), times.micros, values, times.increasing);
        }
        long[] shown = new long[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (!source.isHidden(times.micros[i])) {
                shown[count] = times.micros[i];
                values[count++] = values[i];
            }
        }
        return new Run(file.part.dump(), Arrays.copyOf(shown, count), Arrays.copyOf(values, count), times.increasing);
    }

    /**
     * Each instant once. Within a file the first value recorded counts. Between files equal values are one; different
     * values contradict each other, and none is believed.
     */
    private static Samples merged(Run[] runs, long countFrom, long countTo) {
        int total = Arrays.stream(runs).mapToInt(run -> run.micros.length).sum();
        long[] micros = new long[total];
        double[] values = new double[total];
        int size = 0;
        long duplicates = 0;
        long conflicts = 0;
        Contradiction first = null;
        while (true) {
            long now = Long.MAX_VALUE;
            boolean any = false;
            for (Run run : runs) {
                if (run.next < run.micros.length) {
                    now = Math.min(now, run.micros[run.next]);
                    any = true;
                }
            }
            if (!any) {
                return new Samples(
                        Arrays.copyOf(micros, size), Arrays.copyOf(values, size), duplicates, conflicts, first);
            }
            double value = Double.NaN;
            String dump = null;
            String other = null;
            int seen = 0;
            for (Run run : runs) {
                double own = Double.NaN;
                for (; run.next < run.micros.length && run.micros[run.next] == now; run.next++) {
                    own = Double.isNaN(own) ? run.values[run.next] : own;
                    seen++;
                }
                if (Double.isNaN(value)) {
                    value = own;
                    dump = run.dump;
                } else if (other == null && !Double.isNaN(own) && value != own) {
                    other = run.dump;
                }
            }
            if (now >= countFrom && now < countTo) {
                duplicates += seen - 1;
                conflicts += other != null ? 1 : 0;
                first = first == null && other != null ? new Contradiction(now, dump, other) : first;
            }
            micros[size] = now;
            values[size++] = other != null ? Double.NaN : value;
        }
    }

    /** Lets go of row groups that end before an instant, µs since 1970. */
    void forgetBefore(long micros) {
        for (OpenFile file : files) {
            if (file != null) {
                file.groups.keySet().removeIf(g -> file.part.to()[g] < micros);
                file.times.clear();
            }
        }
    }

    /** How many row groups have columns in memory. */
    int rowGroupsHeld() {
        return Arrays.stream(files)
                .filter(Objects::nonNull)
                .mapToInt(file -> file.groups.size())
                .sum();
    }

    private Group group(int file, int group) {
        return file(file).group(group);
    }

    private OpenFile file(int index) {
        if (files[index] == null) {
            files[index] = new OpenFile(log.files().get(index));
        }
        return files[index];
    }

    /** Index of the first element that is not below {@code micros}. */
    static int lowerBound(long[] sorted, long micros) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void close() throws IOException {
        for (OpenFile file : files) {
            if (file != null && file.reader != null) {
                file.reader.close();
            }
        }
    }

    /** Rows {@code [from, from + length)} of a row group. */
    private record Piece(int group, int from, int length) {}

    /** The times of a file's rows in a stretch of time and where they are; shared by the channels of the file. */
    private record Times(long[] micros, boolean increasing, List<Piece> pieces) {}

    private record Stretch(long from, long to) {}

    private static final class OpenFile {
        private final CarLog.Part part;
        private final Map<Integer, Group> groups = new HashMap<>();
        private final Map<Stretch, Times> times = new HashMap<>();
        private ColumnFileReader reader;

        OpenFile(CarLog.Part part) {
            this.part = part;
        }

        Group group(int index) {
            return groups.computeIfAbsent(index, g -> new Group(this, g));
        }

        Times times(long from, long to) {
            return times.computeIfAbsent(new Stretch(from, to), this::find);
        }

        private Times find(Stretch stretch) {
            List<Piece> pieces = new ArrayList<>();
            int total = 0;
            for (int g = 0; g < part.rows().length; g++) {
                if (part.from()[g] <= stretch.to() && part.to()[g] >= stretch.from()) {
                    long[] micros = group(g).micros();
                    int first = lowerBound(micros, stretch.from());
                    int length = lowerBound(micros, stretch.to() + 1) - first;
                    pieces.add(new Piece(g, first, length));
                    total += length;
                }
            }
            long[] micros = new long[total];
            int at = 0;
            for (Piece piece : pieces) {
                System.arraycopy(group(piece.group()).micros(), piece.from(), micros, at, piece.length());
                at += piece.length();
            }
            boolean increasing = true;
            for (int i = 1; i < total && increasing; i++) {
                increasing = micros[i] > micros[i - 1];
            }
            return new Times(micros, increasing, pieces);
        }

        ColumnFileReader reader() throws IOException {
            if (reader == null) {
                reader = ColumnFileReader.open(Path.of(part.path()));
            }
            return reader;
        }
    }

    /** The decoded columns of one row group. */
    private static final class Group {
        private final OpenFile file;
        private final int index;
        private final Map<String, double[]> values = new HashMap<>();
        private long[] micros;

        Group(OpenFile file, int index) {
            this.file = file;
            this.index = index;
        }

        long[] micros() {
            try {
                micros = micros == null ? file.reader().longs(index, "time") : micros;
                return micros;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        double[] values(String channel) {
            return values.computeIfAbsent(channel, name -> {
                try {
                    return file.reader().doubles(index, name);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
