package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.bivouac.schemas.ChannelRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same drive exported in other encodings, delimiters, decimal marks, column orders, units and time zones is the same
 * telemetry (B1, B2, B6, D4, D5, D6); and the machine's language changes nothing (F13).
 */
class SpellingsTest {
    private static final String PLACE = "2026/dakar/3/501/";
    private static final String TELEMETRY =
            "SELECT time, engine_speed_rpm, round(oil_pressure_bar, 9), coolant_temperature_deg_c FROM telemetry ORDER BY 1";
    private static final String HEADER = "Time,Engine RPM [rpm],Oil Press [bar],Coolant Temp [\u00b0C]\n";
    private static final int ROWS = 200;

    @TempDir
    static Path plain;

    private static String expected;

    @TempDir
    Path temp;

    /** Rows at 10 Hz; the driver's word in the time column is UTC in ISO 8601. */
    private static String drive(String offset, int hoursAhead, int minutesAhead) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < ROWS; i++) {
            java.time.LocalDateTime utc =
                    java.time.LocalDateTime.of(2026, 1, 5, 23, 59, 50).plusNanos(i * 100_000_000L);
            text.append(utc.plusHours(hoursAhead)
                            .plusMinutes(minutesAhead)
                            .format(java.time.format.DateTimeFormatter.ofPattern(
                                    "uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)))
                    .append(offset)
                    .append(String.format(Locale.ROOT, ",%d,%.2f,%.1f\n", 1000 + 7 * i, 3 + i * 0.01, 80 + i * 0.1));
        }
        return text.toString();
    }

    private static String drive() {
        return drive("Z", 0, 0);
    }

    private static String profile(String more) {
        return "name = logger\nheader.cells = Time | Engine RPM [rpm]\nunits.in.names = square\nnames = bare\n"
                + "time.column = Time\ntime.format = iso\n" + more;
    }

    private static String ingest(Path folder, byte[] dump, String profile) throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox/" + PLACE));
        Files.write(inbox.resolve("drive.csv"), dump);
        Path profiles = Files.createDirectories(folder.resolve("inbox/profiles"));
        Files.writeString(profiles.resolve("logger.profile"), profile);
        Ran ran = Ran.onThreads("ingest", folder.resolve("inbox"), folder.resolve("lake"));
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        Ran sql = Ran.bivouac("sql", TELEMETRY, "--csv", "--lake", folder.resolve("lake"));
        assertThat(sql.status()).as(sql.err()).isZero();
        return sql.out();
    }

    @BeforeAll
    static void plainDrive() throws IOException {
        expected = ingest(plain, drive().getBytes(StandardCharsets.UTF_8), profile(""));
        assertThat(expected.lines()).hasSize(ROWS + 1).anyMatch(line -> line.endsWith(",1007.0,3.01,80.1"));
    }

    static Stream<Arguments> spellings() {
        Charset utf8 = StandardCharsets.UTF_8;
        String iso = drive();
        return Stream.of(
                Arguments.of("B1 UTF-8 with mark", BadDumps.marked(iso, utf8, 0xEF, 0xBB, 0xBF), ""),
                Arguments.of("B1 UTF-16LE", BadDumps.marked(iso, StandardCharsets.UTF_16LE, 0xFF, 0xFE), ""),
                Arguments.of("B1 UTF-16BE", BadDumps.marked(iso, StandardCharsets.UTF_16BE, 0xFE, 0xFF), ""),
                encoded(iso, "UTF-16LE"),
                encoded(iso, "ISO-8859-1"),
                encoded(iso, "windows-1252"),
                encoded(iso, "ISO-8859-15"),
                encoded(iso, "IBM850"),
                Arguments.of("B1 line ends CR LF", iso.replace("\n", "\r\n").getBytes(utf8), ""),
                delimited(iso, ";", "semicolon", true),
                delimited(iso, ";", "semicolon", false),
                delimited(iso, "\t", "tab", true),
                delimited(iso, "\t", "tab", false),
                delimited(iso, "|", "pipe", true),
                Arguments.of("B3 quoted cells", quoted(iso).getBytes(utf8), ""),
                Arguments.of("B6 another order of columns", reordered(iso).getBytes(utf8), ""),
                Arguments.of("D4 one hour ahead", drive("+01:00", 1, 0).getBytes(utf8), ""),
                Arguments.of("D4 Kathmandu", drive("+05:45", 5, 45).getBytes(utf8), ""),
                Arguments.of("D4 Newfoundland", drive("-03:30", -3, -30).getBytes(utf8), ""),
                Arguments.of(
                        "D4 a blank for the T",
                        iso.replaceAll("(?m)^([-0-9]+)T", "$1 ").getBytes(utf8),
                        ""),
                zoned("Europe/Paris", 60),
                zoned("Asia/Kathmandu", 345),
                zoned("America/St_Johns", -210),
                zoned("Australia/Lord_Howe", 660),
                zoned("+03:00", 180),
                Arguments.of("D3 GPS time", gps().getBytes(utf8), "time.scale = gps\n"),
                Arguments.of("D5 kilopascals", scaled(iso, "kPa", 100).getBytes(utf8), ""),
                Arguments.of("D5 millibars", scaled(iso, "mbar", 1000).getBytes(utf8), ""),
                Arguments.of(
                        "D6 an older name",
                        iso.replace("Coolant Temp", "Engine Coolant Temperature")
                                .getBytes(utf8),
                        ""));
    }

    /** Local times without an offset, whose zone the profile states. */
    private static Arguments zoned(String zone, int minutesAhead) {
        return Arguments.of(
                "D4 " + zone,
                drive("", 0, minutesAhead).getBytes(StandardCharsets.UTF_8),
                "time.zone = " + zone + "\n");
    }

    /** GPS time is 18 s ahead of UTC in 2026: 18 leap seconds from 1981 to 2016. */
    private static String gps() {
        return drive("", 0, 0)
                .lines()
                .map(line -> {
                    if (line.startsWith("Time")) {
                        return line;
                    }
                    String[] cells = line.split(",", 2);
                    return java.time.LocalDateTime.parse(cells[0])
                                    .plusSeconds(18)
                                    .format(java.time.format.DateTimeFormatter.ofPattern(
                                            "uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT))
                            + "," + cells[1];
                })
                .collect(java.util.stream.Collectors.joining("\n", "", "\n"));
    }

    private static Arguments encoded(String text, String charset) {
        return Arguments.of("B1 " + charset, text.getBytes(Charset.forName(charset)), "encoding = " + charset + "\n");
    }

    private static Arguments delimited(String text, String delimiter, String name, boolean comma) {
        String cells = text.replace(",", delimiter);
        String marked = comma ? cells.replaceAll("([0-9])\\.([0-9]{1,2}(?![0-9]))", "$1,$2") : cells;
        return Arguments.of(
                "B2 " + name + (comma ? " with decimal comma" : ""),
                marked.getBytes(StandardCharsets.UTF_8),
                "delimiter = " + name + "\ndecimal = " + (comma ? "comma" : "point") + "\n");
    }

    private static String quoted(String text) {
        return text.replaceAll("(?m)^(.*),(.*),(.*),(.*)$", "\"$1\",\"$2\",\"$3\",\"$4\"");
    }

    private static String reordered(String text) {
        return text.replaceAll("(?m)^(.*),(.*),(.*),(.*)$", "$3,$2,$4,$1");
    }

    private static String scaled(String text, String unit, double factor) {
        StringBuilder out = new StringBuilder();
        for (String line : text.replace("[bar]", "[" + unit + "]").lines().toList()) {
            String[] cells = line.split(",");
            if (!line.startsWith("Time")) {
                cells[2] = String.format(Locale.ROOT, "%.6f", Double.parseDouble(cells[2]) * factor);
            }
            out.append(String.join(",", cells)).append('\n');
        }
        return out.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    void theSameDriveIsTheSameTelemetry(String what, byte[] dump, String profile) throws IOException {
        assertThat(ingest(temp, dump, profile(profile))).as(what).isEqualTo(expected);
    }

    @Test
    void d6AChannelThatNoAliasKnowsIsKeptAndListed() throws IOException {
        String text = drive().replace("Oil Press", "P_Oel");
        Path inbox = Files.createDirectories(temp.resolve("inbox/" + PLACE));
        Files.writeString(inbox.resolve("drive.csv"), text);
        Files.createDirectories(temp.resolve("inbox/profiles"));
        Files.writeString(temp.resolve("inbox/profiles/logger.profile"), profile(""));
        Path lake = temp.resolve("lake");
        assertThat(Ran.onThreads("debrief", temp.resolve("inbox"), lake).status())
                .isZero();

        assertThat(Ran.table(lake, ChannelRow.class))
                .filteredOn(row -> row.name().equals("P_Oel"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.status()).isEqualTo("unmapped");
                    assertThat(row.columnName()).isEqualTo("raw__p_oel");
                    assertThat(row.max()).isEqualTo(4.99);
                });
        assertThat(lake.resolve("reports/2026-dakar/3/index.html")).content().contains("P_Oel");
    }

    @Test
    void f13TheMachinesLanguageChangesNothing() throws IOException {
        String manifest = snapshot(temp.resolve("root"), Locale.ROOT);
        for (String tag : new String[] {"tr-TR", "ar-SA-u-nu-arab", "de-DE", "fr-FR", "hi-IN-u-nu-deva"}) {
            assertThat(snapshot(temp.resolve(tag), Locale.forLanguageTag(tag)))
                    .as(tag)
                    .isEqualTo(manifest);
        }
    }

    private static String snapshot(Path folder, Locale locale) throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox/" + PLACE));
        Files.writeString(inbox.resolve("engine.csv"), BadDumps.engine(40));
        Files.writeString(inbox.resolve("bad.csv"), "time_s,TITLE [i]\n0.00,x\n");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(locale);
            assertThat(Ran.onThreads("debrief", folder.resolve("inbox"), folder.resolve("lake"))
                            .status())
                    .isEqualTo(3);
        } finally {
            Locale.setDefault(before);
        }
        return Files.readString(folder.resolve("lake/snapshots/snapshot-1.json"));
    }
}
