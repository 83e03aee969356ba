package org.bivouac.jobs.rainflow;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.signal.CycleRecorder;
import org.bivouac.jobs.signal.Powers;
import org.bivouac.jobs.signal.RainflowState;
import org.bivouac.jobs.signal.Residue;
import org.bivouac.jobs.signal.ResidueMode;

/**
 * The load cycles of one column of a CSV with commas and one header line, read as a stream.
 *
 * @param samples rows below the header, missing ones included
 * @param missing rows whose cell is no finite decimal number, or is not there
 * @param turningPoints the first and the last valid sample included
 * @param closed cycles that closed by the four-point rule
 * @param residue values of the turning points that closed no cycle
 * @param maxRange largest range counted under the chosen residue mode; 0 when nothing was
 * @param sumRangePowK sum of count times range to the power k, under the chosen residue mode
 * @param delRange {@code (sumRangePowK / equivalentCycles)^(1/k)}, the range of one cycle (or so many) as bad as all
 */
public record RainflowOfCsv(
        long samples,
        long missing,
        long turningPoints,
        long closed,
        double[] residue,
        double maxRange,
        double sumRangePowK,
        double delRange) {
    private static final int CHUNK = 8192;

    /** Counts with a damage-equivalent range for one cycle. */
    public static RainflowOfCsv count(Path file, String column, ResidueMode mode, double k) {
        return count(file, column, mode, k, 1);
    }

    /**
     * Counts the cycles of a column.
     *
     * @param k exponent of the range, positive
     * @param equivalentCycles cycles that the damage-equivalent range refers to, positive
     * @throws BadInputException if the file cannot be read, is no CSV or has no such column
     */
    public static RainflowOfCsv count(Path file, String column, ResidueMode mode, double k, double equivalentCycles) {
        if (!(k > 0) || !(equivalentCycles > 0)) {
            throw new BadInputException(
                    ExitCode.USAGE,
                    "k is " + k + ", equivalent cycles " + equivalentCycles + "; both must be positive");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(ExitCode.NO_INPUT, file + ": is a folder, expected a CSV");
        }
        Sum sum = new Sum(k);
        RainflowState state = new RainflowState();
        try (BufferedReader text = open(file);
                CSVParser rows = CSVFormat.DEFAULT.builder().get().parse(text)) {
            feed(rows, file, column, state, sum);
        } catch (NoSuchFileException e) {
            throw new BadInputException(ExitCode.NO_INPUT, file + ": no such file", e);
        } catch (UncheckedIOException e) {
            // Commons CSV wraps what it cannot parse, such as an unclosed quote.
            throw BadInputException.of(
                    ExitCode.NO_INPUT,
                    Fault.ofFile(file.toString(), "B3", e.getCause().getMessage(), "not counted", "repair the CSV"));
        } catch (IOException e) {
            throw new BadInputException(ExitCode.IO, file + ": " + e.getMessage(), e);
        }
        Sum reported = sum.copy();
        Residue open = state.close(reported);
        long closed = state.closed() + reported.cycles - sum.cycles;
        open.count(mode, reported);
        return new RainflowOfCsv(
                state.samples(),
                state.missing(),
                state.turningPoints(),
                closed,
                open.values(),
                reported.maxRange,
                reported.sum,
                Math.pow(reported.sum / equivalentCycles, 1 / k));
    }

    private static BufferedReader open(Path file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        BufferedReader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }

    private static void feed(CSVParser rows, Path file, String column, RainflowState state, Sum sum) {
        int index = -1;
        double[] chunk = new double[CHUNK];
        int n = 0;
        for (CSVRecord row : rows) {
            if (index < 0) {
                index = indexOf(row, file, column);
                continue;
            }
            chunk[n++] = index < row.size() ? number(row.get(index)) : Double.NaN;
            if (n == CHUNK) {
                state.feed(chunk, 0, n, sum);
                n = 0;
            }
        }
        if (index < 0) {
            throw BadInputException.of(
                    ExitCode.NO_INPUT,
                    Fault.ofFile(file.toString(), "A2", "the file is empty", "not counted", "expected a header line"));
        }
        state.feed(chunk, 0, n, sum);
    }

    private static int indexOf(CSVRecord header, Path file, String column) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).strip().equals(column)) {
                return i;
            }
        }
        String known = header.stream().map(String::strip).collect(Collectors.joining(", "));
        throw new BadInputException(ExitCode.USAGE, file + ": no column '" + column + "'; the columns are " + known);
    }

    /** The number in a cell; NaN when it is no finite decimal number. */
    private static double number(String cell) {
        String digits = cell.strip();
        for (int i = 0; i < digits.length(); i++) {
            // Double.parseDouble also takes 1d, 0x1p3, NaN and Infinity.
            if ("0123456789+-.eE".indexOf(digits.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(digits);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Sums what is printed, and only that, for any exponent. */
    private static final class Sum implements CycleRecorder {
        private final double k;
        private double sum;
        private double maxRange;
        private long cycles;

        Sum(double k) {
            this.k = k;
        }

        Sum copy() {
            Sum copy = new Sum(k);
            copy.sum = sum;
            copy.maxRange = maxRange;
            copy.cycles = cycles;
            return copy;
        }

        @Override
        public void cycle(double from, double to, double fromPlace, double toPlace, double count) {
            double range = Math.abs(from - to);
            sum += count * Powers.power(range, k);
            maxRange = Math.max(maxRange, range);
            cycles++;
        }
    }

    /** As one line of JSON. */
    public String toJson() {
        String points = Arrays.stream(residue).mapToObj(Double::toString).collect(Collectors.joining(", "));
        return "{\"samples\": " + samples + ", \"missing\": " + missing + ", \"turning_points\": " + turningPoints
                + ", \"closed\": " + closed + ", \"residue\": [" + points + "], \"max_range\": " + json(maxRange)
                + ", \"sum_range_pow_k\": " + json(sumRangePowK) + ", \"del_range\": " + json(delRange) + "}";
    }

    /** JSON has no infinity; sums of huge powers may overflow. */
    private static String json(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    /** Equal when all numbers are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RainflowOfCsv that && toJson().equals(that.toJson());
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
