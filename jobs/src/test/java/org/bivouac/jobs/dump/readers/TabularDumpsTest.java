package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.tabular.Profile;
import org.bivouac.jobs.dump.tabular.TabularReader;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section B and rule D1 of the failure catalogue, on the exchange format and profiles like it. */
class TabularDumpsTest {
    private static final String PROFILE = "name = test\nheader.cells = time_s | a\ntime.column = time_s\n";

    @TempDir
    Path folder;

    private Recording read(String profile, byte[] bytes) throws IOException {
        DumpFile file = SampleDumps.write(folder, "dump.csv", bytes);
        Recording recording = Recording.of(file, new TabularReader(Profile.parse("test", profile)));
        assertThat(recording.ledger.discrepancy(bytes.length)).isEmpty();
        return recording;
    }

    private Recording read(String text) throws IOException {
        return read(PROFILE, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String table(String separator, String mark) {
        return IntStream.range(0, 50)
                .mapToObj(i -> (i / 10 + mark + i % 10) + separator + (-i * 3 + mark + "25"))
                .collect(Collectors.joining("\n", "time_s" + separator + "a\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ''",
        "UTF-8, \uFEFF",
        "UTF-16LE, \uFEFF",
        "UTF-16BE, \uFEFF",
        "UTF-16LE, ''",
        "ISO-8859-1, ''",
        "windows-1252, ''",
        "US-ASCII, ''"
    })
    void theSameTableInEveryEncodingGivesTheSameRows(String encoding, String mark) throws IOException {
        String text = table(",", ".");
        byte[] bytes = (mark + text).getBytes(Charset.forName(encoding));

        Recording encoded = read(PROFILE + "encoding = " + encoding, bytes);

        assertThat(encoded.rows).isEqualTo(read(text).rows);
        assertThat(encoded.rejects).isEmpty();
        assertThat(encoded.header.metadata()).containsEntry("encoding", encoding);
    }

    @Test
    void textThatIsBrokenInItsEncodingIsRejectedNotReplaced() throws IOException {
        byte[] bytes = "time_s,a,driver\n0,1,Jürgen\n1,2,Jürgen\n".getBytes(StandardCharsets.ISO_8859_1);

        Recording broken = read(PROFILE + "text = driver", bytes);
        Recording declared = read(PROFILE + "text = driver\nencoding = ISO-8859-1", bytes);

        assertThat(broken.rows.get(0)).containsExactly("0.0 0.0 1.0 null", "1.0 1.0 2.0 null");
        assertThat(broken.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("B1");
            assertThat(fault.count()).isEqualTo(2);
        });
        assertThat(declared.rows.get(0).get(0)).isEqualTo("0.0 0.0 1.0 Jürgen");
    }

    @ParameterizedTest
    @CsvSource({
        "',', point, .",
        "';', point, .",
        "';', comma, ','",
        "'|', comma, ','",
        "'\t', comma, ','",
        "'\t', point, ."
    })
    void everyDeclaredDelimiterAndDecimalMarkGivesTheSameRows(String delimiter, String decimal, String mark)
            throws IOException {
        String name = switch (delimiter) {
            case ";" -> "semicolon";
            case "|" -> "pipe";
            case "\t" -> "tab";
            default -> "comma";
        };
        String profile = PROFILE + "delimiter = " + name + "\ndecimal = " + decimal;

        Recording local = read(profile, table(delimiter, mark).getBytes(StandardCharsets.UTF_8));

        assertThat(local.rows).isEqualTo(read(table(",", ".")).rows);
    }

    @Test
    void aDecimalMarkOtherThanDeclaredRefusesTheDump() {
        String text = table(";", ",");

        assertThatThrownBy(() -> read(PROFILE + "delimiter = semicolon", text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("B2: decimal mark '.' is declared, but column 'time_s': '0,0'");
        assertThatThrownBy(() -> read(table(",", ",")))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("B2: 50 of the first 50 rows do not fit delimiter ','")
                .hasMessageContaining("4 fields, expected 2");
    }

    @Test
    void aQuotedCellMayHoldDelimitersQuotesAndLineFeeds() throws IOException {
        String text = "time_s,a,note\n\"0\",\"1\",\"one, \"\"two\"\"\nthree\"\n1, \"2\" ,plain\n";

        Recording quoted = read(PROFILE + "text = note", text.getBytes(StandardCharsets.UTF_8));

        assertThat(quoted.rejects).isEmpty();
        assertThat(quoted.rows.get(0)).containsExactly("0.0 0.0 1.0 one, \"two\"\nthree", "1.0 1.0 2.0 plain");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anUnclosedQuoteCostsItsLineOnly(int field) throws IOException {
        String damaged = field == 0 ? "\"1,2\n" : "1,\"2\n";

        Recording read = read("time_s,a\n0,1\n" + damaged + "2,3\n3,4\n");

        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 1.0", "2.0 2.0 3.0", "3.0 3.0 4.0");
        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("B3");
            assertThat(fault.line()).isEqualTo(3);
            assertThat(fault.byteOffset()).isEqualTo(13);
            assertThat(fault.byteLength()).isEqualTo(damaged.length());
        });
    }

    @Test
    void aMillionColumnsAreRefusedWithTheirCount() {
        String text = "time_s,a" + ",b".repeat(1_000_000) + "\n0,1\n";

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("dump.csv: line 1: B4: 1000002 columns, at most 10000 are read");
        assertThatThrownBy(() -> read("time_s,a" + ",b".repeat(20_000) + "\n0,1\n"))
                .hasMessageContaining("B4: 20002 columns");
    }

    @Test
    void aLineLongerThanTheLimitIsRejectedAndTheNextRead() throws IOException {
        Path path = folder.resolve("long.csv");
        long length = 40L << 20;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
            out.write("time_s,a\n0,1\n".getBytes(StandardCharsets.US_ASCII));
            for (long i = 0; i < length; i++) {
                out.write('7');
            }
            out.write("\n1,2\n".getBytes(StandardCharsets.US_ASCII));
            out.write(("2," + "3".repeat((1 << 20) + 1) + "\n3,4\n").getBytes(StandardCharsets.US_ASCII));
        }
        DumpFile file = new DumpFile(path, "long.csv", Files.size(path));

        Recording read = Recording.of(file, new TabularReader(Profile.parse("test", PROFILE)));

        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 1.0", "1.0 1.0 2.0", "3.0 3.0 4.0");
        assertThat(read.rules()).containsExactly("B5", "B5");
        assertThat(read.rejects.get(0).byteLength()).isEqualTo(length + 1);
        assertThat(read.ledger.discrepancy(file.bytes())).isEmpty();
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() throws IOException {
        Recording read = read("b,a,time_s\n5,1,0\n6,2,1\n");

        assertThat(read.rows.get(0)).containsExactly("0.0 5.0 1.0 0.0", "1.0 6.0 2.0 1.0");
        assertThat(read.header.groups().get(0).channels().get(2).name()).isEqualTo("time_s");
    }

    @Test
    void aRepeatedHeaderIsSkippedAndTheClockThatBeginsAnewIsTold() throws IOException {
        Recording read = read("time_s,a\n0,1\n1,2\ntime_s,a\n0,3\n1,4\n");

        assertThat(read.rows.get(0)).hasSize(4);
        assertThat(read.rules()).containsExactlyInAnyOrder("B6", "D1");
        assertThat(read.rejects).extracting(Fault::reason).contains("time goes back from 1.0 s to 0.0 s");
    }

    @Test
    void repeatedAndEmptyNamesStayApartByPosition() throws IOException {
        String text = "time_s,a,a,\n0,1,2,3\n1,4,5,6\n";
        Recording read = read(PROFILE + "repeated.names = keep", text.getBytes(StandardCharsets.UTF_8));

        assertThat(read.header.groups().get(0).channels())
                .extracting(channel -> channel.name())
                .containsExactly("time_s", "a", "a", "column 4");
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("B6: column 'a' stands in the header more than once");
        assertThatThrownBy(() -> read("time_s,a,time_s\n0,1,0\n"))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("B6: the header must hold the time column 'time_s' exactly once");
    }

    @Test
    void shortAndLongRowsAreRejectedWithLineAndCounts() throws IOException {
        Recording read = read("time_s,a\n0,1\n1\n2,3,4\n3,4\n4,5,\n5,6\n");

        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 1.0", "3.0 3.0 4.0", "5.0 5.0 6.0");
        assertThat(read.rejects)
                .extracting(fault -> fault.line() + " " + fault.rule() + " " + fault.reason() + " " + fault.count())
                .containsExactly("3 B7 1 fields, expected 2 2", "6 B7 3 fields, expected 2 1");
    }

    @Test
    void onlyADeclaredEmptyTrailingCellIsDropped() throws IOException {
        String text = "time_s,a\n0,1,\n1,2, \n2,3\n3,4,5\n";

        Recording read = read(PROFILE + "trailing.delimiter = yes", text.getBytes(StandardCharsets.UTF_8));

        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 1.0", "1.0 1.0 2.0", "2.0 2.0 3.0");
        assertThat(read.rules()).containsExactly("B7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "nan",
                "NAN",
                "-NaN",
                "Inf",
                "-Inf",
                "inf",
                "Infinity",
                "-Infinity",
                "1.#QNAN",
                "1.#INF",
                "-1.#IND",
                "1.#IND",
                "#N/A",
                "#DIV/0!",
                "---",
                "--",
                "-",
                "+",
                ".",
                "n/a",
                "N/A",
                "null",
                "NULL",
                "None",
                "nil",
                "undefined",
                "1e400",
                "-1e400",
                "1e99999999999",
                "0x1F",
                "0b11",
                "1_000",
                "1 000",
                "1'000",
                "1.2.3",
                "1e",
                "1e+",
                "e5",
                "1d",
                "2f",
                "3L",
                "true",
                "false",
                "\u221e",
                "\u22121",
                "1\u00a0000",
                "1%",
                "$5",
                "1/2",
                "5V",
                "**",
                "????",
                "<0.1",
                ">100",
                "~3",
                "1..2",
                "--5",
                "+-5",
                "\u0661\u0662",
                "(5)",
                "1e5.5",
                "on"
            })
    void aStrangeNumberIsMissingFlaggedAndCounted(String spelling) throws IOException {
        Recording read = read("time_s,a\n0,1\n1," + spelling + "\n2," + spelling + "\n3,4\n");

        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 1.0", "1.0 1.0 NaN", "2.0 2.0 NaN", "3.0 3.0 4.0");
        assertThat(read.flagged).isEqualTo(2);
        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("B8");
            assertThat(fault.count()).isEqualTo(2);
            assertThat(fault.line()).isEqualTo(3);
            assertThat(fault.byteLength()).isZero();
            assertThat(fault.reason().contains("overflows")).isEqualTo(spelling.matches("-?1e\\d{3,}"));
        });
    }

    @Test
    void aDeclaredSpellingAndABlankAreMissingWithoutAReject() throws IOException {
        Recording read = read(
                PROFILE + "missing = --- NaN", "time_s,a\n0,---\n1,NaN\n2,\n3, \n".getBytes(StandardCharsets.UTF_8));

        assertThat(read.rows.get(0)).allMatch(row -> row.endsWith("NaN")).hasSize(4);
        assertThat(read.flagged).isZero();
        assertThat(read.rejects).isEmpty();
    }

    @Test
    void everyStepBackInTimeIsToldAndNoRowLost() throws IOException {
        StringBuilder text = new StringBuilder("time_s,a\n");
        for (int session = 0; session < 20; session++) {
            for (int i = 0; i < 10; i++) {
                text.append(i).append(".5,").append(session).append('\n');
            }
        }

        Recording read = read(text.toString());

        assertThat(read.rows.get(0)).hasSize(200);
        assertThat(read.rules()).hasSize(19).containsOnly("D1");
        assertThat(read.rejects).allMatch(fault -> fault.byteLength() == 0);
    }

    @Test
    void aLastLineWithoutEndIsRefusedUnlessTheExporterNeverEndsIt() throws IOException {
        byte[] bytes = "time_s,a\n0,1\n1,2".getBytes(StandardCharsets.UTF_8);

        Recording strict = read(PROFILE, bytes);
        Recording lenient = read(PROFILE + "last.line.end = optional", bytes);

        assertThat(strict.rows.get(0)).containsExactly("0.0 0.0 1.0");
        assertThat(strict.refused).containsExactly("1.0 1.0 NaN");
        assertThat(strict.rules()).containsExactly("A1");
        assertThat(lenient.rows.get(0)).containsExactly("0.0 0.0 1.0", "1.0 1.0 2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "unix, 1770664802.05, 1770664802.1, 2026-02-09T19:20:02.050Z",
        "iso, 2026-02-09T19:20:02.050Z, 2026-02-09T19:20:02.100Z, 2026-02-09T19:20:02.050Z",
        "iso, 2026-02-09 20:20:02.050+01:00, 2026-02-09 20:20:02.100+01:00, 2026-02-09T19:20:02.050Z",
        "milliseconds, 0, 50, ",
        "clock, 0:00:00, 0:00:00.05, ",
        "seconds, 0, 0.05, "
    })
    void everyTimeFormatGivesSecondsFromTheStart(String format, String first, String second, String start)
            throws IOException {
        Recording read = read(
                PROFILE + "time.format = " + format,
                ("time_s,a\n" + first + ",1\n" + second + ",2\n").getBytes(StandardCharsets.UTF_8));

        assertThat(read.rows.get(0).get(0)).startsWith("0.0 ");
        assertThat(read.rows.get(0).get(1)).startsWith("0.05 ");
        assertThat(String.valueOf(read.header.start())).isEqualTo(String.valueOf(start));
    }

    @Test
    void aRateIsMeasuredOnlyWhereStepsAreEqual() throws IOException {
        assertThat(read(table(",", ".")).header.groups().get(0).rateHz()).isEqualTo(10);
        assertThat(read("time_s,a\n0,1\n0,2\n1,3\n1,4\n2,5\n")
                        .header
                        .groups()
                        .get(0)
                        .rateHz())
                .isNaN();
    }

    @Test
    void anyStretchThatBeginsAtALineCanBeReadByItself() throws IOException {
        byte[] bytes = table(",", ".").getBytes(StandardCharsets.UTF_8);
        Recording whole = read(PROFILE, bytes);
        int half = new String(bytes, StandardCharsets.UTF_8).indexOf('\n', bytes.length / 2) + 1;
        byte[] second = ("time_s,a\n" + new String(bytes, half, bytes.length - half, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);

        List<String> joined = new java.util.ArrayList<>(
                read(PROFILE, Arrays.copyOf(bytes, half)).rows.get(0));
        joined.addAll(read(PROFILE, second).rows.get(0));

        assertThat(joined).isEqualTo(whole.rows.get(0));
    }

    @Test
    void aProfileOfAFolderIsUsedAndTwoThatFitAreRefusedByName() throws IOException {
        Files.writeString(folder.resolve("one.profile"), PROFILE.replace("time_s", "t"));
        DumpFile dump = SampleDumps.write(folder, "dump.csv", "t,a\n0,1\n");
        assertThat(Dumps.standard(List.of(folder)).recognise(dump).format()).isEqualTo("test");

        Files.writeString(
                folder.resolve("two.profile"), PROFILE.replace("time_s", "t").replace("= test", "= other"));
        Dumps both = Dumps.standard(List.of(folder));
        assertThatThrownBy(() -> both.recognise(dump))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("A16: several formats fit: test, other");

        DumpFile unknown = SampleDumps.write(folder, "unknown.csv", "x;y\n1;2\n");
        assertThatThrownBy(() -> both.recognise(unknown))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("no profile fits the header; it begins with 78 3b 79")
                .hasMessageContainingAll("tried: motec-ld, ", ", bivouac-csv");
        DumpFile empty = SampleDumps.write(folder, "empty.csv", "");
        assertThatThrownBy(() -> both.recognise(empty)).hasMessageContaining("A2: empty");
        DumpFile packed = SampleDumps.write(folder, "dump.csv.gz", "\u001f".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> both.recognise(packed)).hasMessageContaining("name says a gzip archive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delimeter = comma",
                "decimal = .",
                "header.line = x",
                "encoding = UTF-99",
                "encoding = UTF-32",
                "quotes = maybe",
                "data.line = 1",
                "sentinel.a = none",
                "time.format = minutes",
                "name = twice"
            })
    void aFaultyProfileIsRefusedWithItsName(String line) {
        assertThatThrownBy(() -> Profile.parse("mine.profile", PROFILE + line))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("mine.profile: ");
    }

    @Test
    void aLedgerOverManyBlocksCloses() throws IOException {
        DumpFile file = SampleDumps.write(
                folder, "dump.csv", SampleDumps.bivouac(30_000).bytes());

        Recording read = Recording.digestOf(file, Dumps.standard(List.of()).recognise(file));

        assertThat(read.rows.get(0)).hasSize(30_000);
        assertThat(read.ledger.discrepancy(file.bytes())).isEmpty();
        assertThat(new ByteLedger().discrepancy(0)).isEmpty();
        assertThat(read.header.groups().get(0).channels().get(1).unit()).isEqualTo("rpm");
    }
}
