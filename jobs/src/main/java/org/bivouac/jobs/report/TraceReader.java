package org.bivouac.jobs.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.ColumnFileReader;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;

/** Reads the few signals that are drawn over a whole stage, thinned while they are read. */
final class TraceReader {
    /** Twice this many numbers are drawn, which is more than a wide screen has dots. */
    private static final int WINDOWS = 2_000;

    /** What is drawn: of each group the first channel that the car has. */
    private static final List<List<String>> DRAWN = List.of(
            List.of("vehicle_speed_km_per_h", "gps_speed_km_per_h"),
            List.of("engine_speed_rpm"),
            List.of("coolant_temperature_deg_c"),
            List.of("oil_temperature_deg_c"),
            List.of("damper_position_fl_mm", "body_acceleration_vert_g"));

    private TraceReader() {}

    /** The traces of one car from its telemetry files; a channel in several rasters is read from that with most rows. */
    static List<Trace> read(List<TableFile> files, Catalogue catalogue) throws IOException {
        Map<String, Map<String, List<TableFile>>> byChannel = new TreeMap<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (TableFile file : files) {
            try (ColumnFileReader reader = ColumnFileReader.open(file.path())) {
                for (int group = 0; group < reader.rowGroups(); group++) {
                    first = Math.min(first, reader.minLong(group, "time"));
                    last = Math.max(last, reader.maxLong(group, "time"));
                }
                for (ColumnSpec column : reader.columns()) {
                    if (column.type() == ColumnSpec.Type.DOUBLE) {
                        byChannel
                                .computeIfAbsent(column.name(), name -> new TreeMap<>())
                                .computeIfAbsent(file.partition(), raster -> new ArrayList<>())
                                .add(file);
                    }
                }
            }
        }
        List<Trace> traces = new ArrayList<>();
        if (last <= first) {
            return traces;
        }
        for (List<String> group : DRAWN) {
            String name =
                    group.stream().filter(byChannel::containsKey).findFirst().orElse(null);
            if (name != null) {
                TraceThinner thinner = thinner(catalogue.require(name), first, last);
                for (TableFile file : fullest(byChannel.get(name))) {
                    add(thinner, file, name);
                }
                if (!thinner.isEmpty()) {
                    traces.add(thinner.trace());
                }
            }
        }
        return traces;
    }

    private static TraceThinner thinner(Channel channel, long firstMicros, long lastMicros) {
        return new TraceThinner(
                channel.name(),
                channel.unit().symbol(),
                firstMicros / 1e6,
                lastMicros / 1e6,
                WINDOWS,
                channel.maxGapSeconds());
    }

    private static List<TableFile> fullest(Map<String, List<TableFile>> byRaster) {
        return byRaster.values().stream()
                .max(Comparator.comparingLong(
                        files -> files.stream().mapToLong(TableFile::rows).sum()))
                .orElse(List.of());
    }

    private static void add(TraceThinner thinner, TableFile file, String channel) throws IOException {
        try (ColumnFileReader reader = ColumnFileReader.open(file.path())) {
            for (int group = 0; group < reader.rowGroups(); group++) {
                long[] micros = reader.longs(group, "time");
                double[] seconds = new double[micros.length];
                for (int i = 0; i < seconds.length; i++) {
                    seconds[i] = micros[i] / 1e6;
                }
                thinner.add(seconds, reader.doubles(group, channel));
            }
        }
    }
}
