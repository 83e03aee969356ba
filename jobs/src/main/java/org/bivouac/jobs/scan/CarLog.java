package org.bivouac.jobs.scan;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.ColumnFileReader;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.schemas.CarKey;

/**
 * What telemetry there is of one car on one stage: its files, which channel lies in which of them, and the time that they
 * span. Knows footers only; samples are read by the tasks that scan.
 *
 * <p>A channel in several rasters is read from the one of the highest nominal rate; a slower one ({@code irregular} is the
 * slowest) fills in only before, between and after what the faster ones of all dumps span. Files of one raster are merged by time.
 */
public final class CarLog implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Columns of a telemetry file that are no channels. */
    private static final List<String> BOOKKEEPING = List.of("time", "dump", "ordinal", "quality");

    /** Time between two rows of a row group, µs, beyond which its time column is read to find where it has samples. */
    private static final long SPARSE_MICROS = 10_000_000;

    private static final long[] NO_MASK = {};

    private final List<Part> files;
    private final TreeMap<String, long[]> masks;
    private final TreeMap<String, List<Source>> sources = new TreeMap<>();

    private CarLog(List<Part> files, Map<String, long[]> masks) {
        this.files = files;
        this.masks = new TreeMap<>(masks);
        TreeMap<String, List<Integer>> holders = new TreeMap<>();
        for (int i = 0; i < files.size(); i++) {
            for (String channel : files.get(i).channels()) {
                holders.computeIfAbsent(channel, name -> new ArrayList<>()).add(i);
            }
        }
        holders.forEach((channel, held) -> sources.put(channel, sources(held)));
    }

    /**
     * One file.
     *
     * @param from first instant of each row group, µs since 1970
     * @param to last instant of each row group, µs since 1970
     * @param sampled stretches of time that have rows, µs since 1970: first, last, first, last …
     */
    record Part(
            String path,
            String dump,
            String raster,
            List<String> channels,
            long[] from,
            long[] to,
            int[] rows,
            long[] sampled)
            implements Serializable {
        long first() {
            return Arrays.stream(from).min().orElseThrow();
        }

        long last() {
            return Arrays.stream(to).max().orElseThrow();
        }

        /** Samples a second; 0 when irregular. */
        double rateHz() {
            return raster.matches("[0-9]+([._][0-9]+)?hz")
                    ? Double.parseDouble(
                            raster.substring(0, raster.length() - 2).replace('_', '.'))
                    : 0;
        }
    }

    /**
     * One of the files that a channel is read from.
     *
     * @param file its index
     * @param hidden stretches of time, µs, inclusive, that faster rasters hold: first, last, first, last …
     */
    record Source(int file, long[] hidden) implements Serializable {
        boolean isHidden(long micros) {
            for (int i = 0; i < hidden.length; i += 2) {
                if (micros >= hidden[i] && micros <= hidden[i + 1]) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The telemetry files of a car in a view of the lake. */
    public static List<TableFile> files(Snapshot view, CarKey car) {
        String folders = car.partition() + "/";
        return view.files("telemetry").stream()
                .filter(file -> (file.partition() + "/").startsWith(folders))
                .toList();
    }

    /** Reads the footers of a car's telemetry files, given in any order. */
    public static CarLog open(List<TableFile> telemetry) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (TableFile file : telemetry) {
            try (ColumnFileReader reader = ColumnFileReader.open(file.path())) {
                if (reader.rows() > 0) {
                    parts.add(part(file, reader));
                }
            }
        }
        parts.sort(Comparator.comparing(Part::dump)
                .thenComparing(part -> Path.of(part.path()).getFileName().toString())
                .thenComparing(Part::path));
        return new CarLog(List.copyOf(parts), Map.of());
    }

    private static Part part(TableFile file, ColumnFileReader reader) throws IOException {
        int groups = reader.rowGroups();
        long[] from = new long[groups];
        long[] to = new long[groups];
        int[] rows = new int[groups];
        List<long[]> sampled = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            from[g] = reader.minLong(g, "time");
            to[g] = reader.maxLong(g, "time");
            rows[g] = reader.rows(g);
            if ((to[g] - from[g]) / rows[g] > SPARSE_MICROS) {
                sampled.addAll(runs(reader.longs(g, "time")));
            } else {
                sampled.add(new long[] {from[g], to[g]});
            }
        }
        List<String> channels = reader.columns().stream()
                .filter(column -> column.type() == ColumnSpec.Type.DOUBLE && !BOOKKEEPING.contains(column.name()))
                .map(ColumnSpec::name)
                .toList();
        return new Part(
                file.path().toString(),
                reader.metadata().getOrDefault("bivouac.dump", file.path().toString()),
                raster(file.partition()),
                channels,
                from,
                to,
                rows,
                sampled.stream().flatMapToLong(Arrays::stream).toArray());
    }

    /** Cuts where nothing was recorded for longer than {@link #SPARSE_MICROS}. */
    private static List<long[]> runs(long[] micros) {
        List<long[]> runs = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= micros.length; i++) {
            if (i == micros.length || micros[i] - micros[i - 1] > SPARSE_MICROS) {
                runs.add(new long[] {micros[first], micros[i - 1]});
                first = i;
            }
        }
        return runs;
    }

    private static String raster(String partition) {
        int at = partition.indexOf("/raster=");
        return at < 0 ? "irregular" : partition.substring(at + "/raster=".length());
    }

    private List<Source> sources(List<Integer> held) {
        List<Source> result = new ArrayList<>();
        for (int i : held) {
            double rateHz = files.get(i).rateHz();
            SortedMap<String, long[]> faster = new TreeMap<>();
            for (int j : held) {
                Part other = files.get(j);
                if (other.rateHz() > rateHz) {
                    faster.merge(
                            other.dump() + " " + other.raster(), new long[] {other.first(), other.last()}, (a, b) ->
                                    new long[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])});
                }
            }
            result.add(new Source(
                    i, faster.values().stream().flatMapToLong(Arrays::stream).toArray()));
        }
        return List.copyOf(result);
    }

    /**
     * The same log with some stretches of channels as missing.
     *
     * @param stretches per channel first and last instant, µs, inclusive, in order and disjoint
     */
    CarLog masked(Map<String, long[]> stretches) {
        return new CarLog(files, stretches);
    }

    /** The log of each dump by itself, by the dump's SHA-256. */
    public SortedMap<String, CarLog> byDump() {
        SortedMap<String, List<Part>> parts = new TreeMap<>();
        for (Part file : files) {
            parts.computeIfAbsent(file.dump(), dump -> new ArrayList<>()).add(file);
        }
        SortedMap<String, CarLog> logs = new TreeMap<>();
        parts.forEach((dump, own) -> logs.put(dump, new CarLog(List.copyOf(own), masks)));
        return logs;
    }

    /** The stretches of a channel that count as missing: first, last, first, last …, µs, inclusive. */
    long[] mask(String channel) {
        return masks.getOrDefault(channel, NO_MASK);
    }

    List<Part> files() {
        return files;
    }

    List<Source> sources(String channel) {
        return sources.getOrDefault(channel, List.of());
    }

    /** True when there is no row at all. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Rows of all files. */
    public long rows() {
        return files.stream()
                .flatMapToInt(file -> Arrays.stream(file.rows()))
                .asLongStream()
                .sum();
    }

    /** The stage's origin: the first instant of the log, µs since 1970. */
    public long firstMicros() {
        return files.stream().mapToLong(Part::first).min().orElseThrow();
    }

    /** The last instant of the log, µs since 1970. */
    public long lastMicros() {
        return files.stream().mapToLong(Part::last).max().orElseThrow();
    }

    /** Channels by name, unmapped ones included. */
    public NavigableSet<String> channels() {
        return Collections.unmodifiableNavigableSet(sources.navigableKeySet());
    }

    /** The rasters that hold a channel, the fastest first. */
    public List<String> rasters(String channel) {
        return sources(channel).stream()
                .map(source -> files.get(source.file()))
                .sorted(Comparator.comparingDouble(Part::rateHz).reversed())
                .map(Part::raster)
                .distinct()
                .toList();
    }

    /** Stretches of time that have rows, µs since 1970, inclusive, in order, joined where they overlap. */
    List<long[]> sampled() {
        List<long[]> all = new ArrayList<>();
        for (Part file : files) {
            for (int i = 0; i < file.sampled().length; i += 2) {
                all.add(new long[] {file.sampled()[i], file.sampled()[i + 1]});
            }
        }
        all.sort(Comparator.comparingLong(run -> run[0]));
        List<long[]> joined = new ArrayList<>();
        for (long[] run : all) {
            long[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && run[0] <= last[1]) {
                last[1] = Math.max(last[1], run[1]);
            } else {
                joined.add(run);
            }
        }
        return joined;
    }

    /** About how many rows lie in a stretch of time, all files together. */
    double rows(long fromMicros, long toMicros) {
        double rows = 0;
        for (Part file : files) {
            for (int g = 0; g < file.rows().length; g++) {
                double overlap = Math.min(toMicros, file.to()[g] + 1) - Math.max(fromMicros, file.from()[g]);
                if (overlap > 0) {
                    rows += file.rows()[g] * overlap / (file.to()[g] + 1 - file.from()[g]);
                }
            }
        }
        return rows;
    }
}
