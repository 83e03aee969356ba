package org.bivouac.jobs.dump.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.SplittableReader.Part;
import org.bivouac.jobs.dump.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text table read in parts says what it says when it is read whole. */
class TablePartsTest {
    private static final int LINES = 900;

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 6);
    }

    private DumpFile dump(String text, Charset charset) throws IOException {
        Path path = folder.resolve("dump.csv");
        Files.write(path, text.getBytes(charset));
        return new DumpFile(path, "dump.csv", Files.size(path));
    }

    /** A table in which now and then something is wrong. */
    private static String table(Random random, String lineEnd, String time) {
        StringBuilder text = new StringBuilder("t,a,b,note" + lineEnd);
        long millis = 0;
        for (int line = 0; line < LINES; line++) {
            millis += random.nextInt(20) == 0 ? 0 : 10;
            millis += random.nextInt(400) == 0 ? 5_000 : 0;
            String stamp = String.format(Locale.ROOT, time, millis / 1000.0);
            String a =
                    String.format(Locale.ROOT, "%." + (random.nextInt(30) == 0 ? 9 : 2) + "f", random.nextGaussian());
            switch (random.nextInt(60)) {
                case 0 -> text.append(lineEnd);
                case 1 -> text.append("t,a,b,note").append(lineEnd);
                case 2 -> text.append(stamp).append(",1,2").append(lineEnd);
                case 3 -> text.append(stamp).append(",\u0000,2,x").append(lineEnd);
                case 4 -> text.append("x,1,2,y").append(lineEnd);
                case 5 -> text.append(stamp).append(",oops,1e400,z").append(lineEnd);
                default ->
                    text.append(stamp)
                            .append(',')
                            .append(a)
                            .append(',')
                            .append(random.nextInt(5) == 0 ? "" : random.nextInt(100))
                            .append(",n")
                            .append(random.nextInt(3))
                            .append(lineEnd);
            }
        }
        return text.append(random.nextBoolean() ? "" : "99999,1,2,cut").toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTableReadInPartsSaysWhatItSaysWhole(long seed) throws IOException {
        Random random = new Random(seed);
        Charset charset =
                List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE).get(random.nextInt(2));
        boolean unix = random.nextBoolean();
        String mark = charset.equals(StandardCharsets.UTF_8) ? "" : "\ufeff";
        String text = table(random, random.nextBoolean() ? "\n" : "\r\n", unix ? "1767592800%07.2f" : "%.2f");
        DumpFile file = dump(mark + text.replace("1767592800000", "1767592800"), charset);
        TabularReader reader = new TabularReader(Profile.parse(
                "x",
                "name = x\nheader.cells = t\ntime.column = t\nquotes = no\ntext = note\ntime.format = "
                        + (unix ? "unix" : "seconds") + "\nrepeated.time = "
                        + (random.nextBoolean() ? "keep" : "reject")));
        Told whole = Told.whole(reader, file);
        int mostParts = 0;
        for (long wanted : new long[] {200, 900, 1 + random.nextInt(20_000), file.bytes() / 2, file.bytes()}) {
            Told parts = Told.parts(reader, file, wanted);
            parts.requireEqual(whole, file.bytes());
            mostParts = Math.max(mostParts, parts.parts());
        }
        assertThat(mostParts).isGreaterThan(20);
        assertThat(whole.rejects).isNotEmpty();
    }

    @Test
    void aLargeCleanTableIsCutIntoAsManyPartsAsWanted() throws IOException {
        StringBuilder text = new StringBuilder("t,a\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(
                    String.format(Locale.ROOT, "%.2f,%d%n", i / 100.0, i % 977).replace("\r", ""));
        }
        DumpFile file = dump(text.toString(), StandardCharsets.UTF_8);
        TabularReader reader = new TabularReader(Profile.parse("x", "name = x\nheader.cells = t\ntime.column = t"));

        List<Part> parts = reader.parts(file, file.bytes() / 7 + 10);

        assertThat(parts).hasSize(7);
        for (Part part : parts) {
            assertThat((double) part.to() - part.from()).isBetween(0.9 * file.bytes() / 7, 1.1 * file.bytes() / 7);
        }
        assertThat(reader.parts(file, file.bytes())).hasSize(1);
    }

    /** What a step back means (a clock that was set, a block that stands twice), only the whole table can tell. */
    @Test
    void aPartInWhichTimeStepsBackIsRefused() throws IOException {
        StringBuilder text = new StringBuilder("t,a\n");
        for (int i = 0; i < 3_000; i++) {
            text.append((i > 2_600 ? i - 500 : i) * 0.5).append(",1\n");
        }
        DumpFile file = dump(text.toString(), StandardCharsets.UTF_8);
        TabularReader reader = new TabularReader(Profile.parse("x", "name = x\nheader.cells = t\ntime.column = t"));
        List<Part> parts = reader.parts(file, file.bytes() / 3 + 100);

        assertThat(parts).hasSize(3);
        reader.read(file, parts.get(0), new Told());
        reader.read(file, parts.get(1), new Told());
        assertThatThrownBy(() -> reader.read(file, parts.get(2), new Told())).isInstanceOf(DumpException.class);
    }

    @Test
    void aTableWithQuotedCellsIsNotCutFromWhereAQuoteWasSeen() throws IOException {
        StringBuilder text = new StringBuilder("t,a,note\n");
        for (int i = 0; i < 5_000; i++) {
            text.append(i)
                    .append(".5,1,")
                    .append(i == 1 ? "\"two\nlines\"" : "x")
                    .append('\n');
        }
        DumpFile file = dump(text.toString(), StandardCharsets.UTF_8);
        TabularReader reader =
                new TabularReader(Profile.parse("x", "name = x\nheader.cells = t\ntime.column = t\ntext = note"));

        assertThat(reader.parts(file, 1_000)).hasSize(1);
    }
}
