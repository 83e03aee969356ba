package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * Writes a GPS box's {@code .vbo}: channels {@code lat} and {@code long}, which come in degrees, as minutes, longitude
 * positive west; the time of day in UTC; other names with their units at the end. The format has no missing cell: a row in
 * which a sample is missing is not written, as a box without satellites does.
 */
final class VboWriter implements DumpWriter {
    private static final String END = "\r\n";
    private static final byte[] END_BYTES = END.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SATELLITES = "011 ".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, String> STANDARD = Map.of(
            "lat", "latitude",
            "long", "longitude",
            "velocity", "velocity kmh",
            "heading", "heading",
            "height", "height",
            "vert-vel", "vertical velocity m/s");

    private final TextFile file;
    private final LoggerClock clock;
    private final RowClock times;
    private final int rateHz;
    private final int[] every;
    private final Cells[] cells;
    private final int[] minutes;
    private final long[][] scaled;
    private final double[] seconds;
    private long second;

    VboWriter(Path path, Outing outing, Logger logger, LoggerClock clock) throws IOException {
        this.clock = clock;
        List<LoggedChannel> channels = logger.channels();
        rateHz = TableWriter.rowRate(channels);
        every = channels.stream().mapToInt(one -> rateHz / one.rateHz()).toArray();
        cells = channels.stream().map(Cells::new).toArray(Cells[]::new);
        minutes = channels.stream()
                .mapToInt(one -> one.name().equals("lat") ? 60 : one.name().equals("long") ? -60 : 0)
                .toArray();
        scaled = channels.stream().map(one -> new long[one.rateHz()]).toArray(long[][]::new);
        seconds = new double[rateHz];
        times = new RowClock("HHmmss", outing.start());
        file = new TextFile(path);
        header(outing, channels);
    }

    private void header(Outing outing, List<LoggedChannel> channels) throws IOException {
        Instant shown = outing.start().plusSeconds(Math.round(clock.shown(0)));
        String created = DateTimeFormatter.ofPattern("dd/MM/yyyy '@' HH:mm:ss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(shown);
        StringBuilder head = new StringBuilder("File created on " + created + END + END);
        head.append("[header]")
                .append(END)
                .append("satellites")
                .append(END)
                .append("time")
                .append(END);
        StringBuilder names = new StringBuilder("sats time ");
        StringBuilder units = new StringBuilder();
        for (LoggedChannel channel : channels) {
            boolean standard = STANDARD.containsKey(channel.name());
            if (!standard) {
                units.append(channel.unit().isEmpty() ? "(null)" : channel.unit())
                        .append(END);
            } else if (!units.isEmpty()) {
                throw new IllegalArgumentException(channel.name() + ": must stand before channels with stated units");
            }
            head.append(STANDARD.getOrDefault(channel.name(), channel.name())).append(END);
            names.append(channel.name().replace(' ', '_')).append(' ');
        }
        if (!units.isEmpty()) {
            head.append(END).append("[channel units]").append(END).append(units);
        }
        head.append(END).append("[comments]").append(END);
        head.append("Car ")
                .append(outing.car())
                .append(", stage ")
                .append(outing.stage())
                .append(END);
        head.append(END).append("[column names]").append(END).append(names).append(END);
        head.append(END).append("[data]").append(END);
        file.text(head.toString());
    }

    @Override
    public void write(double[][] values, int count) throws IOException {
        for (int s = 0; s < count; s++) {
            clock.shown(second++, rateHz, rateHz, seconds);
            for (int c = 0; c < cells.length; c++) {
                cells[c].scale(values[c], s * scaled[c].length, scaled[c]);
            }
            for (int row = 0; row < rateHz; row++) {
                if (whole(values, s * rateHz + row)) {
                    row(values, s * rateHz + row, row, seconds[row]);
                }
            }
        }
    }

    private boolean whole(double[][] values, int row) {
        for (int c = 0; c < cells.length; c++) {
            if (Double.isNaN(values[c][row / every[c]])) {
                return false;
            }
        }
        return true;
    }

    private void row(double[][] values, int row, int ofSecond, double shown) throws IOException {
        file.ready(64 + cells.length * (2 + TextFile.MOST_DIGITS));
        file.bytes(SATELLITES);
        times.print(shown, file);
        for (int c = 0; c < cells.length; c++) {
            file.put(' ');
            if (minutes[c] == 0) {
                cells[c].print(scaled[c][ofSecond / every[c]], (byte) '.', file);
            } else {
                long millionths = arcMinuteMillionths(values[c][row / every[c]], minutes[c]);
                if (millionths >= 0) {
                    file.put('+');
                }
                file.number(millionths, 6, (byte) '.');
            }
        }
        file.bytes(END_BYTES);
    }

    private static long arcMinuteMillionths(double degrees, int factor) {
        return Math.round(degrees * factor * 1e6);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
