package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * Writes MoTeC i2's CSV export: twelve key lines, names on line 15, units on 16, quoted data from 19, all at the rate of the
 * fastest channel; a slower one holds its last sample. Its rows count from zero: of the logger's clock only what it shows at
 * the start is in the file.
 */
final class I2CsvWriter implements DumpWriter {
    private static final String END = "\r\n";
    private static final byte[] END_BYTES = END.getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final Path body;
    private final Outing outing;
    private final Logger logger;
    private final Instant start;
    private final TextFile file;
    private final int rateHz;
    private final int[] every;
    private final Cells[] cells;
    private final long[][] scaled;
    private final int distance;
    private String lastDistance = "0";
    private long row;

    I2CsvWriter(Path path, Outing outing, Logger logger, LoggerClock clock) throws IOException {
        this.path = path;
        this.outing = outing;
        this.logger = logger;
        start = outing.start().plusSeconds(Math.round(clock.shown(0)));
        List<LoggedChannel> channels = logger.channels();
        rateHz = TableWriter.rowRate(channels);
        every = channels.stream().mapToInt(one -> rateHz / one.rateHz()).toArray();
        cells = channels.stream().map(Cells::new).toArray(Cells[]::new);
        scaled = channels.stream().map(one -> new long[one.rateHz()]).toArray(long[][]::new);
        distance = channels.stream().map(LoggedChannel::unit).toList().indexOf("m");
        body = path.resolveSibling(path.getFileName() + ".body");
        file = new TextFile(body);
    }

    @Override
    public void write(double[][] values, int seconds) throws IOException {
        int most = 64 + cells.length * (3 + TextFile.MOST_DIGITS);
        for (int s = 0; s < seconds; s++) {
            for (int c = 0; c < cells.length; c++) {
                cells[c].scale(values[c], s * scaled[c].length, scaled[c]);
            }
            for (int i = 0; i < rateHz; i++, row++) {
                file.ready(most);
                // Rates divide 1000: a row stands at a whole millisecond.
                file.put('"').number(row * 1000 / rateHz, 3, (byte) '.');
                for (int c = 0; c < cells.length; c++) {
                    file.put('"').put(',').put('"');
                    cells[c].print(scaled[c][i / every[c]], (byte) '.', file);
                }
                file.put('"').bytes(END_BYTES);
            }
        }
        if (distance >= 0) {
            double metres = values[distance][seconds * rateHz / every[distance] - 1];
            lastDistance = Double.isNaN(metres) ? lastDistance : Long.toString(Math.round(metres));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        try (TextFile head = new TextFile(path)) {
            header(head);
        }
        try (InputStream rows = Files.newInputStream(body);
                OutputStream to = Files.newOutputStream(path, StandardOpenOption.APPEND)) {
            rows.transferTo(to);
        }
        Files.delete(body);
    }

    private void header(TextFile to) throws IOException {
        String end = String.format(Locale.ROOT, "%.3f", Math.max(0, row - 1) / (double) rateHz);
        String rate = String.format(Locale.ROOT, "%.3f", (double) rateHz);
        String[][] lines = {
            {"Format", "MoTeC CSV File", null, null, "Workbook", ""},
            {"Venue", outing.event(), null, null, "Worksheet", ""},
            {"Vehicle", outing.car(), null, null, "Vehicle Desc", ""},
            {"Driver", outing.driver(), null, null, "Engine ID", ""},
            {"Device", logger.device()},
            {"Comment", "stage " + outing.stage(), null, null, "Session", ""},
            {"Log Date", date("yyyy-MM-dd"), null, null, "Origin Time", "0.000", "s"},
            {"Log Time", date("h:mm:ss a"), null, null, "Start Time", "0.000", "s"},
            {"Sample Rate", rate, "Hz", null, "End Time", end, "s"},
            {"Duration", end, "s", null, "Start Distance", "0", "m"},
            {"Range", "entire outing", null, null, "End Distance", lastDistance, "m"},
            {"Beacon Markers", ""},
        };
        for (String[] line : lines) {
            quoted(to, line);
        }
        to.text(END + END);
        String[] names = new String[cells.length + 1];
        String[] units = new String[cells.length + 1];
        names[0] = "Time";
        units[0] = "s";
        for (int c = 0; c < cells.length; c++) {
            names[c + 1] = logger.channels().get(c).name();
            units[c + 1] = logger.channels().get(c).unit();
        }
        quoted(to, names);
        quoted(to, units);
        to.text(END + END);
    }

    private static void quoted(TextFile to, String[] cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            to.text(i == 0 ? "" : ",");
            if (cells[i] != null) {
                to.text("\"" + cells[i] + "\"");
            }
        }
        to.text(END);
    }

    private String date(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(start);
    }
}
