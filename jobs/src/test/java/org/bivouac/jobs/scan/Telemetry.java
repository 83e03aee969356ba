package org.bivouac.jobs.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.ColumnFileWriter;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.StageKey;

/** Hand-made telemetry of one raster: times and channels, written to files as the ingest lays them out. */
public final class Telemetry {
    /** The car that all of it belongs to. */
    public static final CarKey CAR = new CarKey(new StageKey(2026, "dakar", "3"), "501");

    /** 2026-01-06T03:59:30Z, so that no window starts where the log does. */
    public static final long ORIGIN = 1_767_671_970_000_000L;

    private final String raster;
    private final long[] micros;
    private final TreeMap<String, double[]> channels = new TreeMap<>();

    private Telemetry(String raster, long[] micros) {
        this.raster = raster;
        this.micros = micros;
    }

    /** Rows at a steady rate, the first at {@code fromSeconds} after {@link #ORIGIN}. */
    public static Telemetry steady(int rateHz, double fromSeconds, double seconds) {
        long[] micros = new long[(int) Math.round(seconds * rateHz)];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = ORIGIN + Math.round(fromSeconds * 1e6) + i * 1_000_000L / rateHz;
        }
        return new Telemetry(rateHz + "hz", micros);
    }

    /** Rows at given times, s after {@link #ORIGIN}. */
    public static Telemetry at(String raster, double... seconds) {
        return new Telemetry(
                raster,
                Arrays.stream(seconds)
                        .mapToLong(s -> ORIGIN + Math.round(s * 1e6))
                        .toArray());
    }

    /** Adds a channel as a function of the seconds after {@link #ORIGIN}. */
    public Telemetry with(String channel, DoubleUnaryOperator value) {
        return with(
                channel,
                Arrays.stream(micros)
                        .mapToDouble(time -> value.applyAsDouble((time - ORIGIN) / 1e6))
                        .toArray());
    }

    /** Adds a channel's values. */
    public Telemetry with(String channel, double... values) {
        channels.put(channel, values);
        return this;
    }

    public int rows() {
        return micros.length;
    }

    /** The rows that a condition on their index picks. */
    public Telemetry rows(IntPredicate wanted) {
        int[] picked = java.util.stream.IntStream.range(0, micros.length)
                .filter(wanted)
                .toArray();
        Telemetry part = new Telemetry(
                raster, Arrays.stream(picked).mapToLong(i -> micros[i]).toArray());
        channels.forEach((name, values) -> part.channels.put(
                name, Arrays.stream(picked).mapToDouble(i -> values[i]).toArray()));
        return part;
    }

    /** Writes one file of a dump. */
    public TableFile write(Path folder, String dump) {
        String partition = CAR.partition() + "/raster=" + raster;
        Path file = folder.resolve(partition).resolve(dump + "-0.parquet");
        List<ColumnSpec> columns = new ArrayList<>(List.of(
                new ColumnSpec("time", ColumnSpec.Type.INSTANT),
                new ColumnSpec("dump", ColumnSpec.Type.TEXT),
                new ColumnSpec("ordinal", ColumnSpec.Type.LONG),
                new ColumnSpec("quality", ColumnSpec.Type.INT)));
        String[] dumps = new String[micros.length];
        Arrays.fill(dumps, dump);
        long[] ordinals = new long[micros.length];
        Arrays.setAll(ordinals, i -> i);
        List<Object> values = new ArrayList<>(List.of(micros, dumps, ordinals, new int[micros.length]));
        channels.forEach((name, signal) -> {
            columns.add(new ColumnSpec(name, ColumnSpec.Type.DOUBLE));
            values.add(signal);
        });
        try {
            Files.createDirectories(file.getParent());
            try (ColumnFileWriter writer = ColumnFileWriter.create(file, columns, Map.of("bivouac.dump", dump))) {
                writer.write(values.toArray(), micros.length);
                Written written = writer.finish();
                return new TableFile("telemetry", partition, file, written.rows(), written.contentHash());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
