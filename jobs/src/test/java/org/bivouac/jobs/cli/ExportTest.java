package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.Inspection;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.dump.readers.SampleDumps;
import org.bivouac.jobs.dump.readers.SampleDumps.LdBuilder;
import org.bivouac.jobs.dump.readers.SampleDumps.Sample;
import org.bivouac.jobs.parquet.ColumnFileReader;
import org.bivouac.jobs.parquet.ColumnSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code bivouac export} and {@code bivouac formats} through the real command line. */
class ExportTest {
    @TempDir
    Path temp;

    static Stream<Sample> samples() {
        return SampleDumps.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bothKindsOfTablesHoldWhatInspectSays(Sample sample) throws IOException {
        DumpFile dump = SampleDumps.write(temp, "dump." + sample.extension(), sample.bytes());
        Inspection inspection = Inspection.of(dump, Dumps.standard(List.of()).recognise(dump));
        int status = inspection.rejects().isEmpty() ? 0 : 3;

        Ran parquet = Ran.bivouac("export", dump.path(), "--to", "parquet", "--out", temp.resolve("p"));
        Ran csv = Ran.bivouac("export", dump.path(), "--to", "csv", "--out", temp.resolve("c"));

        assertThat(parquet.status()).as(parquet.err()).isEqualTo(status);
        assertThat(csv.status()).as(csv.err()).isEqualTo(status);
        List<Path> files = tables(parquet, "parquet");
        List<Path> texts = tables(csv, "csv");
        List<Inspection.Group> filled = inspection.groups().stream()
                .filter(group -> group.channels().get(0).n() > 0)
                .toList();
        assertThat(files).hasSameSizeAs(filled);
        for (int g = 0; g < filled.size(); g++) {
            try (ColumnFileReader table = ColumnFileReader.open(files.get(g))) {
                assertSame(table, filled.get(g));
                List<String> lines = Files.readAllLines(texts.get(g));
                assertThat(lines.get(0)).startsWith("time_s,");
                assertThat(lines).hasSize((int) table.rows() + 1);
            }
        }
    }

    private static List<Path> tables(Ran ran, String extension) {
        return ran.out()
                .lines()
                .filter(line -> line.endsWith("." + extension))
                .map(Path::of)
                .toList();
    }

    private static void assertSame(ColumnFileReader table, Inspection.Group group) throws IOException {
        int clock = table.columns().get(1).type() == ColumnSpec.Type.INSTANT ? 1 : 0;
        assertThat(table.columns()).hasSize(group.channels().size() + 1 + clock);
        for (int c = 0; c < group.channels().size(); c++) {
            Inspection.Channel channel = group.channels().get(c);
            ColumnSpec column = table.columns().get(c + 1 + clock);
            assertThat(column.name()).startsWith(channel.name()).contains(channel.unit());
            long present = 0;
            double min = Double.POSITIVE_INFINITY;
            for (int r = 0; r < table.rowGroups(); r++) {
                if (column.type() == ColumnSpec.Type.TEXT) {
                    for (String text : table.texts(r, column.name())) {
                        present += text == null ? 0 : 1;
                    }
                } else {
                    for (double value : table.doubles(r, column.name())) {
                        present += Double.isNaN(value) ? 0 : 1;
                        min = Math.min(min, Double.isNaN(value) ? min : value);
                    }
                }
            }
            assertThat(present).as(channel.name()).isEqualTo(channel.n() - channel.missing());
            if (Double.isFinite(channel.min())) {
                assertThat(min).as(channel.name()).isEqualTo(channel.min());
            }
        }
    }

    @Test
    void anExportedCsvIsADumpAgainWithTheSameValues() throws IOException {
        Path dump = temp.resolve("drive.vbo");
        Files.writeString(dump, SampleDumps.vbo("01/08/2025 @ 14:00:12", 300, 0));

        Ran ran = Ran.bivouac("export", dump, "--to", "csv", "--out", temp.resolve("out"));

        assertThat(ran.status()).as(ran.err()).isZero();
        Path table = temp.resolve("out/data.csv");
        assertThat(Files.readAllLines(table).get(1)).startsWith("0,2025-08-01T23:59:58Z,11,");
        Inspection first = inspect(dump);
        Inspection again = inspect(table);
        assertThat(again.header().format()).isEqualTo("bivouac-csv");
        assertThat(again.rejects()).isEmpty();
        List<Inspection.Channel> channels = again.groups().get(0).channels();
        List<Inspection.Channel> before = first.groups().get(0).channels();
        assertThat(channels.subList(2, channels.size())).containsExactlyElementsOf(before);
    }

    private static Inspection inspect(Path path) throws IOException {
        DumpFile file = new DumpFile(path, path.getFileName().toString(), Files.size(path));
        return Inspection.of(file, Dumps.standard(List.of()).recognise(file));
    }

    @Test
    void formulasInNamesAndTextsAreGuardedUnlessSwitchedOff() throws IOException {
        Path profiles = Files.createDirectories(temp.resolve("profiles"));
        Files.writeString(
                profiles.resolve("note.profile"),
                "name = note\nheader.cells = t | note\ntime.column = t\ntext = note | =cmd\n");
        Path dump = temp.resolve("dump.csv");
        Files.writeString(dump, "t,note,=cmd,x\n0,@SUM(A1),plain,-1\n1,\"=1+1, \"\"a\"\"\",,2\n");

        Ran ran = Ran.bivouac("export", dump, "--to", "csv", "--out", temp.resolve("out"), "--profiles", profiles);
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(temp.resolve("out/table.csv")).hasContent("""
                time_s,t,note,'=cmd,x
                0,0,'@SUM(A1),plain,-1
                1,1,"'=1+1, ""a\""",,2""");

        Ran.bivouac(
                "export",
                dump,
                "--to",
                "csv",
                "--out",
                temp.resolve("raw"),
                "--profiles",
                profiles,
                "--no-formula-guard");
        assertThat(temp.resolve("raw/table.csv"))
                .content(StandardCharsets.UTF_8)
                .contains(",=cmd,", ",@SUM(A1),");
    }

    @Test
    void whatIsThereAlreadyIsReplacedOnlyWhenAskedAndNothingIsLeftBehind() throws IOException {
        Sample sample = SampleDumps.bivouac(300);
        DumpFile dump = SampleDumps.write(temp, "dump.csv", sample.bytes());
        Path out = Files.createDirectories(temp.resolve("out"));
        Path table = Files.writeString(out.resolve("table.csv"), "precious");

        Ran refused = Ran.bivouac("export", dump.path(), "--to", "csv", "--out", out);
        refused.isRefused(2, "table.csv: is there already");
        assertThat(table).hasContent("precious");

        Ran replaced = Ran.bivouac("export", dump.path(), "--to", "csv", "--out", out, "--replace");
        assertThat(replaced.status()).isZero();
        assertThat(Files.readAllLines(table)).hasSize(301);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).containsExactly(table);
        }
    }

    @Test
    void aCutDumpIsWrittenUpToTheCutAndEndsWithThree() throws IOException {
        byte[] bytes = SampleDumps.bivouac(300).bytes();
        DumpFile dump = SampleDumps.write(temp, "dump.csv", Arrays.copyOf(bytes, bytes.length - 5));

        Ran ran = Ran.bivouac("export", dump.path(), "--to", "csv", "--out", temp.resolve("out"));

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines()).hasSize(1).allMatch(line -> line.contains(": A1: "));
        assertThat(Files.readAllLines(temp.resolve("out/table.csv"))).hasSize(300);
    }

    @Test
    void aDumpThatMustBeRefusedLeavesNoFolder() throws IOException {
        DumpFile dump = SampleDumps.write(temp, "dump.csv", "time_s,a\n");

        Ran.bivouac("export", dump.path(), "--to", "parquet", "--out", temp.resolve("out"))
                .isRefused(65, "dump.csv", "A2: ");
        Ran.bivouac("export", temp.resolve("none.csv"), "--to", "csv").isRefused(65, "none.csv: no such file");
        Ran.bivouac("export", dump.path(), "--to", "xml").isRefused(2, "xml");

        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void aDumpOfMoreGroupsThanFitAtOnceIsWrittenWhole() throws IOException {
        LdBuilder builder = new LdBuilder();
        for (int c = 0; c < 50; c++) {
            builder.channel(new LdBuilder.Spec("Channel " + c, "V", 3, 2, 100, 0, 1, 1, 0), LdBuilder.ramp(20 + c));
        }
        DumpFile dump = SampleDumps.write(temp, "many.ld", builder.build());

        Ran ran = Ran.bivouac("export", dump.path(), "--to", "parquet", "--out", temp.resolve("out"));

        List<Path> files = tables(ran, "parquet");
        assertThat(files).hasSize(50);
        List<Long> rows = new ArrayList<>();
        for (Path file : files) {
            try (ColumnFileReader table = ColumnFileReader.open(file)) {
                rows.add(table.rows());
            }
        }
        assertThat(rows).startsWith(20L, 21L).endsWith(69L);
    }

    @Test
    void formatsPrintsTheListAndItsJson() {
        assertThat(Ran.bivouac("formats").out()).contains("motec-ld", "not: ", "known by name, not read:");
        Ran json = Ran.bivouac("formats", "--json");
        assertThat(json.status()).isZero();
        assertThat(json.out()).contains("\"format\" : \"vbo\"", "\"not_read\"");
    }
}
