package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bivouac.jobs.dump.mdf.Mdf4Seed;
import org.bivouac.jobs.dump.readers.SampleDumps;
import org.bivouac.jobs.dump.readers.SampleDumps.Sample;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RejectRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of section A that lie in how dumps arrive: copied, doubled, overlapping, swapped, unreadable, rotting. */
class InboxFaultsTest {
    private static final String PLACE = "2026/dakar/3/501/";
    private static final String TELEMETRY =
            "SELECT time, engine_speed_rpm, oil_pressure_bar FROM telemetry ORDER BY 1, 2, 3";

    @TempDir
    Path temp;

    private Path inbox;
    private Path lake;

    @BeforeEach
    void lay() throws IOException {
        inbox = Files.createDirectories(temp.resolve("inbox"));
        lake = temp.resolve("lake");
        put(PLACE + "good.csv", BadDumps.engine(30));
    }

    private Path put(String name, String text) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Ran ingest() {
        return Ran.onThreads("ingest", inbox, lake);
    }

    private DumpRow dump(String file) throws IOException {
        return Ran.table(lake, DumpRow.class).stream()
                .filter(row -> row.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Sample> samples() {
        return SampleDumps.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a1ATruncatedDumpOfAnyFormatIsUsedUpToTheCut(Sample sample) throws IOException {
        String name = PLACE + "cut." + sample.extension();
        byte[] cut = Arrays.copyOf(sample.bytes(), sample.bytes().length - 103);
        put(name, "");
        Files.write(inbox.resolve(name), cut);

        Ran ran = ingest();

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines(name, "A1"))
                .as(ran.err())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith(name + ": byte "));
        DumpRow row = dump(name);
        assertThat(row.status()).isEqualTo("used");
        assertThat(row.rowsWritten()).isPositive();
        assertThat(row.headerBytes() + row.decodedBytes() + row.paddingBytes() + row.rejectedBytes())
                .isEqualTo(cut.length);
        assertThat(dump(PLACE + "good.csv").status()).isEqualTo("used");
    }

    @Test
    void a3ADumpStillBeingCopiedWaitsForTheNextRun() throws Exception {
        Path growing = put(PLACE + "growing.csv", BadDumps.engine(40));
        try (RandomAccessFile file = new RandomAccessFile(growing.toFile(), "rw")) {
            file.setLength(64 << 20);
        }
        AtomicBoolean copying = new AtomicBoolean(true);
        Thread appender = new Thread(() -> {
            try (OutputStream out = Files.newOutputStream(growing, StandardOpenOption.APPEND)) {
                while (copying.get()) {
                    out.write('\n');
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        appender.start();
        Ran during;
        try {
            during = ingest();
        } finally {
            copying.set(false);
            appender.join();
        }

        assertThat(during.status()).isEqualTo(3);
        assertThat(during.errorLines(PLACE + "growing.csv", "A3"))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("not stable"));
        assertThat(dump(PLACE + "good.csv").status()).isEqualTo("used");

        Files.writeString(growing, BadDumps.engine(40));
        assertThat(ingest().status()).isZero();
        assertThat(dump(PLACE + "growing.csv").rowsWritten()).isEqualTo(BadDumps.ROWS);
        assertThat(Ran.table(lake, RejectRow.class)).isEmpty();
    }

    @Test
    void a4TheSameBytesUnderThreeNamesAreUsedOnceAndAllNamesAreListed() throws IOException {
        Ran.onThreads("ingest", inbox, temp.resolve("once"));
        String once = sql(temp.resolve("once"), TELEMETRY);
        put(PLACE + "again.csv", BadDumps.engine(30));
        put(PLACE + "deeper/still.csv", BadDumps.engine(30));

        Ran ran = ingest();

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("1 dumps used, 2 duplicate");
        assertThat(Ran.table(lake, DumpRow.class))
                .extracting(row -> row.file() + " " + row.status() + " " + row.rule())
                .containsExactlyInAnyOrder(
                        PLACE + "again.csv used null",
                        PLACE + "deeper/still.csv duplicate A4",
                        PLACE + "good.csv duplicate A4");
        assertThat(sql(lake, TELEMETRY)).isEqualTo(once);
    }

    private static String sql(Path lake, String query) {
        Ran ran = Ran.bivouac("sql", query, "--csv", "--lake", lake);
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran.out();
    }

    @Test
    void a6OneFileNameForTwoCarsIsTwoDumpsAndTheSameBytesForTwoCarsAreNone() throws IOException {
        put("2026/dakar/3/502/good.csv", BadDumps.engine(35));
        assertThat(ingest().status()).isZero();
        assertThat(dump("2026/dakar/3/502/good.csv").car()).isEqualTo("502");
        assertThat(dump(PLACE + "good.csv").car()).isEqualTo("501");

        put("2026/dakar/3/503/copy.csv", BadDumps.engine(35));
        Ran ran = ingest();
        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines()).singleElement().asString().contains("A6: the same bytes are ", "/503", "/502");
        assertThat(sql(lake, "SELECT DISTINCT car FROM telemetry")).isEqualTo("car\n501\n");
    }

    @Test
    void a7ADumpThatSaysItIsAnotherStageIsRefused() throws IOException {
        String name = PLACE + "export.csv";
        put(
                name,
                new String(
                                SampleDumps.all().stream()
                                        .filter(sample -> sample.format().equals("motec-csv"))
                                        .findFirst()
                                        .orElseThrow()
                                        .bytes(),
                                java.nio.charset.StandardCharsets.UTF_8)
                        .replace("\"Device\",\"ADL\"", "\"Device\",\"ADL\"\r\n\"Session\",\"Stage 4\""));
        Ran ran = ingest();
        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines(name, "A7")).singleElement().asString().contains("stage 4, the folder says stage 3");
    }

    @Test
    void a7AnMdfWhosePropertiesNameAnotherCarIsRefused() throws IOException {
        String name = PLACE + "logger.mf4";
        Files.write(
                inbox.resolve(name),
                Mdf4Seed.about("<HDcomment><TX/><common_properties><e name=\"vehicle\">Car 502</e>"
                        + "</common_properties></HDcomment>"));
        Ran ran = ingest();
        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines(name, "A7")).singleElement().asString().contains("car 502, the folder says car 501");
    }

    @Test
    void a11ABitThatFlipsAfterIntakeIsFound() throws IOException {
        assertThat(ingest().status()).isZero();
        flip(lake.resolve("raw").resolve(dump(PLACE + "good.csv").dump()), 1000);

        Ran ran = Ran.bivouac("verify", "--lake", lake);

        assertThat(ran.status()).isEqualTo(76);
        assertThat(ran.errorLines())
                .singleElement()
                .asString()
                .contains("raw/" + dump(PLACE + "good.csv").dump());
    }

    @Test
    void e10ABitThatFlipsInAPublishedFileStopsWhoReadsIt() throws IOException {
        assertThat(ingest().status()).isZero();
        Ran.bivouac("segment", "--lake", lake, "--engine", "threads");
        Path telemetry = org.bivouac.jobs.lake.Lake.open(lake)
                .newest()
                .files("telemetry")
                .get(0)
                .path();
        flip(telemetry, 600);

        Ran verify = Ran.bivouac("verify", "--lake", lake);
        assertThat(verify.status()).isEqualTo(76);
        assertThat(verify.err()).contains(telemetry.getFileName().toString());
        Ran analyse = Ran.bivouac("analyse", "--lake", lake, "--engine", "threads");
        assertThat(analyse.status()).as(analyse.err()).isEqualTo(76);
        assertThat(analyse.err())
                .contains(telemetry.getFileName() + ": E10: row group 0, column ", ": page checksum")
                .doesNotContain("\tat ");
    }

    private static void flip(Path file, long at) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 4);
        }
    }

    @Test
    void a12ADumpWithoutPermissionIsNamedWithTheReasonOfTheSystem() throws IOException {
        Path locked = put(PLACE + "locked.csv", BadDumps.engine(40));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(locked), "this user may read everything");
        Path folder = put("2026/dakar/3/502/engine.csv", BadDumps.engine(45)).getParent();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        try {
            Ran ran = ingest();
            assertThat(ran.status()).isEqualTo(3);
            assertThat(ran.errorLines())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains(": A12: cannot be read: permission denied"));
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void a13WhatIsNoRegularFileIsNeitherFollowedNorOpened() throws Exception {
        Path outside = Files.writeString(temp.resolve("outside.csv"), BadDumps.engine(41));
        Path place = inbox.resolve(PLACE);
        Files.createSymbolicLink(place.resolve("link.csv"), outside);
        Files.createSymbolicLink(place.resolve("dangling.csv"), temp.resolve("nowhere"));
        Files.createSymbolicLink(inbox.resolve("2026/dakar/3/502"), temp);
        assertThat(new ProcessBuilder("mkfifo", place.resolve("pipe.csv").toString())
                        .start()
                        .waitFor())
                .isZero();
        put(PLACE + "two\nlines.csv", BadDumps.engine(42));
        put(PLACE + "esc\u001b[2J.csv", BadDumps.engine(43));
        put(PLACE + "rtl\u202evsc.csv", BadDumps.engine(44));
        put(PLACE + "Twin.csv", BadDumps.engine(45));
        put(PLACE + "twin.csv", BadDumps.engine(46));
        put(PLACE + "n".repeat(220) + ".csv", BadDumps.engine(47));
        put(PLACE + "=cmd|' !A0.csv", BadDumps.engine(48));

        Ran ran = ingest();

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines())
                .hasSize(10)
                .allSatisfy(line -> assertThat(line).contains(": A13: "));
        assertThat(ran.err())
                .contains("link.csv: A13: is a symbolic link", "dangling.csv: A13: is a symbolic link")
                .contains("2026/dakar/3/502: A13: is a symbolic link", "pipe.csv: A13: is a pipe, socket or device")
                .contains("two\\u000alines.csv: A13: ", "esc\\u001b[2J.csv: A13: ", "rtl\\u202evsc.csv: A13: ")
                .contains("Twin.csv: A13: ", "twin.csv: A13: ", "its name has 224 characters", "not opened");
        assertThat(Ran.table(lake, RejectRow.class)).hasSize(10);
        assertThat(Ran.table(lake, DumpRow.class))
                .extracting(DumpRow::file)
                .containsExactlyInAnyOrder(PLACE + "good.csv", PLACE + "=cmd|' !A0.csv");
        assertThat(outside).hasContent(BadDumps.engine(41));
    }

    @Test
    void a13ANameThatIsNoUtf8IsRefused() throws Exception {
        String shell = "printf 'x' > \"$(printf '" + inbox.resolve(PLACE) + "/caf\\351.csv')\"";
        assertThat(new ProcessBuilder("sh", "-c", shell).start().waitFor()).isZero();

        Ran ran = ingest();

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines()).singleElement().asString().contains("A13: its name is not valid UTF-8");
        assertThat(List.of(dump(PLACE + "good.csv").status())).containsExactly("used");
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void a14PackedDumpsAreDumpsAndTheirFoldersCountWhereverTheArchiveLies() throws IOException {
        Files.write(inbox.resolve(PLACE + "night.zip"), zip("b.csv", BadDumps.engine(40)));
        Files.write(
                inbox.resolve("all.zip"),
                zip("2026/dakar/3/502/c.csv", BadDumps.engine(45), "../../../escaped.csv", BadDumps.engine(50)));

        Ran ran = ingest();

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines("all.zip/../../../escaped.csv", "A14")).hasSize(1);
        assertThat(ran.errorLines()).hasSize(1);
        assertThat(dump(PLACE + "night.zip/b.csv").car()).isEqualTo("501");
        assertThat(dump("all.zip/2026/dakar/3/502/c.csv").car()).isEqualTo("502");
        assertThat(Ran.table(lake, DumpRow.class))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.rowsWritten()).isEqualTo(BadDumps.ROWS));
        assertThat(Ran.table(lake, RejectRow.class))
                .singleElement()
                .satisfies(row -> assertThat(row.rule()).isEqualTo("A14"));
        assertThat(ingest().out()).contains("nothing new");
        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files.filter(file -> file.endsWith("escaped.csv"))).isEmpty();
        }
    }

    @Test
    void a15AnArchiveThatIsNotWholeIsNamedAndTheOthersGoOn() throws IOException {
        byte[] whole = zip("b.csv", BadDumps.engine(40));
        Files.write(inbox.resolve(PLACE + "night.zip"), Arrays.copyOf(whole, whole.length - 30));

        Ran ran = ingest();

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines(PLACE + "night.zip", "A15"))
                .singleElement()
                .asString()
                .contains("cannot be opened: its list of contents is missing");
        assertThat(dump(PLACE + "good.csv").status()).isEqualTo("used");
    }
}
