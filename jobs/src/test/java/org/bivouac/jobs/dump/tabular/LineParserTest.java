package org.bivouac.jobs.dump.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The word-wise path of the scanner against the library, cell by cell. */
class LineParserTest {
    private static final int ROWS = 20_000;
    private static final int COLUMNS = 7;

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 4);
    }

    private List<double[]> parse(String decimal, List<String[]> cells) throws IOException {
        StringBuilder text = new StringBuilder("t;a;b;c;d;e;f\n");
        cells.forEach(row -> text.append(String.join(";", row)).append('\n'));
        Path path = folder.resolve("dump.csv");
        Files.write(path, text.toString().getBytes(StandardCharsets.ISO_8859_1));
        DumpFile file = new DumpFile(path, "dump.csv", Files.size(path));
        String profile =
                "name = x\nheader.cells = t\ntime.column = t\ndelimiter = semicolon\nquotes = no\nencoding = ISO-8859-1";
        Collector rows = new Collector();
        new TabularReader(Profile.parse("x", profile + "\ndecimal = " + decimal)).read(file, rows);
        return rows.rows;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyShortNumberEqualsTheLibraryToTheBit(long seed) throws IOException {
        Random random = new Random(seed);
        String mark = seed % 2 == 0 ? "." : ",";
        List<String[]> cells = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            String[] row = new String[COLUMNS];
            row[0] = Integer.toString(r);
            for (int c = 1; c < COLUMNS; c++) {
                StringBuilder cell = new StringBuilder(List.of("", "-", "", "+").get(random.nextInt(4)));
                int whole = random.nextInt(11);
                int fraction = random.nextInt(12) - 3;
                random.ints(whole, '0', '9' + 1).forEach(cell::appendCodePoint);
                if (fraction >= 0 && whole + fraction > 0) {
                    cell.append(mark);
                    random.ints(fraction, '0', '9' + 1).forEach(cell::appendCodePoint);
                }
                row[c] = cell.length() <= 1 && whole == 0 ? "" : cell.toString();
            }
            cells.add(row);
        }

        List<double[]> parsed = parse(mark.equals(".") ? "point" : "comma", cells);

        assertThat(parsed).hasSize(ROWS);
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                String cell = cells.get(r)[c].replace(',', '.');
                same(cell, cell.isEmpty() ? Double.NaN : Double.parseDouble(cell), parsed.get(r)[c]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOtherByteMakesTheCellMissingAndSpoilsNoNeighbour(long seed) throws IOException {
        Random random = new Random(seed);
        String alphabet = "0123456789012345678901234567890123456789..-+eE:/\u0080\u00b0\u00ff,*_x";
        Decimals decimals = new Decimals();
        List<String[]> cells = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            String[] row = new String[COLUMNS];
            row[0] = Integer.toString(r);
            for (int c = 1; c < COLUMNS; c++) {
                StringBuilder cell = new StringBuilder();
                for (int i = random.nextInt(20); i >= 0; i--) {
                    cell.append(alphabet.charAt(random.nextInt(c < 4 ? 42 : alphabet.length())));
                }
                row[c] = cell.toString();
            }
            cells.add(row);
        }

        List<double[]> parsed = parse("point", cells);

        assertThat(parsed).hasSize(ROWS);
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                byte[] cell = cells.get(r)[c].getBytes(StandardCharsets.ISO_8859_1);
                boolean number = decimals.parse(cell, 0, cell.length, (byte) '.') == Decimals.Outcome.NUMBER;
                same(cells.get(r)[c], number ? decimals.value : Double.NaN, parsed.get(r)[c]);
            }
        }
    }

    private static void same(String cell, double wanted, double found) {
        if (Double.doubleToLongBits(wanted) != Double.doubleToLongBits(found)) {
            throw new AssertionError("'" + cell + "' gives " + found + ", wanted " + wanted);
        }
    }

    private static final class Collector implements DumpSink {
        private final List<double[]> rows = new ArrayList<>();

        @Override
        public void begin(DumpHeader header) {}

        @Override
        public void rows(Rows block) {
            for (int i = 0; i < block.count(); i++) {
                double[] row = new double[COLUMNS];
                for (int c = 0; c < COLUMNS; c++) {
                    row[c] = block.numbers()[c][i];
                }
                rows.add(row);
            }
        }

        @Override
        public void reject(Fault fault) {}

        @Override
        public void bytes(ByteUse use, long from, long to) {}
    }
}
