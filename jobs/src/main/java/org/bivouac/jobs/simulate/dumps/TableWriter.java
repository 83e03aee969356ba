package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * Writes a table as tools export it: {@code name [unit]} headers, the time as UTC in ISO 8601. There is a row for each sample
 * of the fastest channel; a slower one has empty cells between its samples.
 */
final class TableWriter implements DumpWriter {
    private final TextFile file;
    private final TableStyle style;
    private final LoggerClock clock;
    private final RowClock times;
    private final int rateHz;
    private final int[] every;
    private final Cells[] cells;
    private final long[][] scaled;
    private final double[] seconds;
    private long second;

    TableWriter(Path path, Outing outing, Logger logger, TableStyle style, LoggerClock clock) throws IOException {
        this.style = style;
        this.clock = clock;
        List<LoggedChannel> channels = logger.channels();
        rateHz = rowRate(channels);
        every = channels.stream().mapToInt(one -> rateHz / one.rateHz()).toArray();
        cells = channels.stream().map(Cells::new).toArray(Cells[]::new);
        scaled = channels.stream().map(one -> new long[one.rateHz()]).toArray(long[][]::new);
        seconds = new double[rateHz];
        times = new RowClock("yyyy-MM-dd'T'HH:mm:ss", outing.start());
        file = new TextFile(path);
        file.text("time");
        for (LoggedChannel channel : channels) {
            file.text(style.delimiter() + channel.name());
            if (!channel.unit().isEmpty()) {
                file.text(" [" + channel.unit() + "]");
            }
        }
        file.text("\n");
    }

    /**
     * The rate of the rows of a table: the fastest channel's, which all other rates must divide.
     *
     * @throws IllegalArgumentException when they do not
     */
    static int rowRate(List<LoggedChannel> channels) {
        int most = channels.stream().mapToInt(LoggedChannel::rateHz).max().orElseThrow();
        for (LoggedChannel channel : channels) {
            if (most % channel.rateHz() != 0) {
                throw new IllegalArgumentException(channel.name() + ": rate is " + channel.rateHz()
                        + " Hz, must divide that of the rows, " + most);
            }
        }
        return most;
    }

    @Override
    public void write(double[][] values, int count) throws IOException {
        byte mark = (byte) style.mark();
        int most = 64 + cells.length * (1 + TextFile.MOST_DIGITS);
        for (int s = 0; s < count; s++) {
            clock.shown(second++, rateHz, rateHz, seconds);
            for (int c = 0; c < cells.length; c++) {
                cells[c].scale(values[c], s * scaled[c].length, scaled[c]);
            }
            for (int row = 0; row < rateHz; row++) {
                file.ready(most);
                times.print(seconds[row], file);
                file.put('Z');
                for (int c = 0; c < cells.length; c++) {
                    file.put(style.delimiter());
                    if (every[c] == 1 || row % every[c] == 0) {
                        cells[c].print(scaled[c][row / every[c]], mark, file);
                    }
                }
                file.put('\n');
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
