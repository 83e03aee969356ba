package org.bivouac.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.bivouac.jobs.fault.SpreadsheetText;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.MeasureRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ReportFilesTest {
    private static final StageData STAGE = RallyFixture.stage();
    private static final SortedMap<String, byte[]> FILES = Report.files(STAGE, Catalogue.builtIn());
    private static final Pattern DATA = Pattern.compile("<data value=\"([^\"]*)\">([^<]*)</data>");

    @Test
    void theSameRowsGiveTheSameBytesInAnyLocaleAndTimeZone() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : List.of("tr-TR", "ar-SA-u-nu-arab", "fr-FR", "de-DE")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Riyadh"));
                SortedMap<String, byte[]> again = Report.files(RallyFixture.stage(), Catalogue.builtIn());
                assertThat(again.keySet()).isEqualTo(FILES.keySet());
                FILES.forEach((name, bytes) -> assertThat(Arrays.equals(again.get(name), bytes))
                        .as(name + " in " + tag)
                        .isTrue());
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void everyNumberOfAMeasureReadsBackFromTheCsvToTheBit() throws IOException {
        List<CSVRecord> rows = csv(FILES.get("measures.csv"));
        assertThat(rows).hasSameSizeAs(STAGE.measures());
        for (int i = 0; i < rows.size(); i++) {
            MeasureRow row = STAGE.measures().get(i);
            assertThat(number(rows.get(i).get("value"))).isEqualTo(Double.valueOf(row.value()));
            assertThat(number(rows.get(i).get("distance_km"))).isEqualTo(Double.valueOf(row.distanceKm()));
            assertThat(rows.get(i).get("settings_hash")).isEqualTo(row.settingsHash());
        }
    }

    @Test
    void everyNumberOnThePageIsARoundedOneOfTheTables() throws IOException {
        SortedMap<String, byte[]> files = FILES;
        List<String> exact = new ArrayList<>();
        for (String name : files.keySet()) {
            if (name.endsWith(".csv")) {
                csv(files.get(name)).forEach(row -> row.forEach(exact::add));
            }
        }
        java.util.Set<String> known = new java.util.HashSet<>(exact);
        Matcher matcher = DATA.matcher(new String(files.get("index.html"), StandardCharsets.UTF_8));
        int seen = 0;
        while (matcher.find()) {
            double full = Double.parseDouble(matcher.group(1));
            double shown = read(matcher.group(2));
            assertThat(shown)
                    .as("%s shown as %s", matcher.group(1), matcher.group(2))
                    .isCloseTo(full, org.assertj.core.data.Offset.offset(Math.max(0.0501, 0.0051 * Math.abs(full))));
            // Sums over segments of one type on the cars' cards are the only numbers that no table holds.
            seen += known.contains(matcher.group(1)) ? 1 : 0;
        }
        assertThat(seen).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
    void textThatASpreadsheetWouldRunGetsAnApostropheInTheCsv(String sign) throws IOException {
        Table table = Table.create("t", StringColumn.create("text", sign + "1+1"), DoubleColumn.create("value", -1.5));
        CSVRecord row = csv(CsvText.of(table)).get(0);
        assertThat(row.get("text")).isEqualTo("'" + sign + "1+1");
        assertThat(row.get("value")).isEqualTo("-1.5");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void everyTextReadsBackFromTheCsvAndTheWorkbook(String text) throws Exception {
        Table table = Table.create("t", StringColumn.create("text", text, "end"));
        assertThat(csv(CsvText.of(table)).get(0).get("text"))
                .isEqualTo(SpreadsheetText.guarded(text).replace("\ud800", "?"));
        List<String> strings = new ArrayList<>();
        NodeList nodes = xml(entries(Workbooks.of(List.of(table))).get("xl/sharedStrings.xml"))
                .getElementsByTagName("t");
        for (int i = 0; i < nodes.getLength(); i++) {
            strings.add(nodes.item(i).getTextContent());
        }
        assertThat(strings).contains(Workbooks.text(text).replace("\r\n", "\n").replace('\r', '\n'));
    }

    static List<String> hostileTexts() {
        return HostileTexts.all();
    }

    @Test
    void thereAreOverAHundredHostileTexts() {
        assertThat(HostileTexts.all()).hasSizeGreaterThan(100);
    }

    @Test
    void theWorkbookHoldsTypedCellsAndNoFormulaOrLink() throws Exception {
        Map<String, byte[]> entries =
                entries(Report.files(RallyFixture.hostile(HostileTexts.all()), Catalogue.builtIn())
                        .get("tables.xlsx"));
        assertThat(entries.keySet()).noneMatch(name -> name.contains("externalLink"));
        int numbers = 0;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().startsWith("xl/worksheets/sheet")) {
                Element sheet = xml(entry.getValue());
                assertThat(sheet.getElementsByTagName("f").getLength()).isZero();
                assertThat(sheet.getElementsByTagName("hyperlink").getLength()).isZero();
                NodeList cells = sheet.getElementsByTagName("c");
                for (int i = 0; i < cells.getLength(); i++) {
                    Element cell = (Element) cells.item(i);
                    if (cell.getAttribute("t").isEmpty()
                            || cell.getAttribute("t").equals("n")) {
                        numbers += Double.isFinite(Double.parseDouble(cell.getTextContent())) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(numbers).isGreaterThan(1_000);
    }

    @Test
    void aTableLongerThanASheetGoesOnInTheNextAndATooLongTextIsCutAndSaysSo() throws Exception {
        StringColumn text = StringColumn.create("text", "a", "b", "c", "x".repeat(40_000));
        Map<String, byte[]> entries = entries(Workbooks.of(List.of(Table.create("long", text)), 3));
        String workbook = new String(entries.get("xl/workbook.xml"), StandardCharsets.UTF_8);
        assertThat(workbook).contains("name=\"long\"", "name=\"long 2\"").doesNotContain("name=\"long 3\"");
        assertThat(new String(entries.get("xl/sharedStrings.xml"), StandardCharsets.UTF_8))
                .contains("(cut: the CSV has it all)")
                .doesNotContain("x".repeat(Workbooks.MAX_TEXT));
    }

    @Test
    void markupHasNoDoorForScriptsOrLinksOutOfTheReport() {
        assertThatThrownBy(() -> Html.of("script")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("a b")).isInstanceOf(IllegalArgumentException.class);
        Html link = Html.of("a");
        for (String key : List.of("onclick", "style", "src", "x=y", "ONLOAD")) {
            assertThatThrownBy(() -> link.attribute(key, "x")).isInstanceOf(IllegalArgumentException.class);
        }
        for (String target : List.of("http://x", "//x", "javascript:x", "../x.csv", "#a b", "data:x")) {
            assertThatThrownBy(() -> link.attribute("href", target)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Html.of("b").attribute("title", "\"'<>&`").text("<i>\u202e").toString())
                .isEqualTo("<b title=\"&quot;&#39;&lt;&gt;&amp;&#96;\">&lt;i&gt;\\u202e</b>");
    }

    @Test
    void jsonCannotEndItsScriptElement() {
        assertThat(Json.of(Map.of("</script>", List.of("<!--", "\u2028&", new double[] {1, Double.NaN, 0.1}))))
                .isEqualTo("{\"\\u003c/script\\u003e\":[\"\\u003c!--\",\"\\u2028\\u0026\",[1,null,0.1]]}");
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    /** Reads a number as it is shown: narrow spaces, a real minus, powers of ten. */
    private static double read(String shown) {
        String plain = shown.replace("\u202f", "").replace("\u2009", "").replace('−', '-');
        Matcher power = Pattern.compile("(.*)×10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)").matcher(plain);
        if (!power.matches()) {
            return Double.parseDouble(plain);
        }
        StringBuilder exponent = new StringBuilder(power.group(2).isEmpty() ? "" : "-");
        power.group(3).chars().forEach(digit -> exponent.append("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)));
        return Double.parseDouble(power.group(1) + "e" + exponent);
    }

    private static List<CSVRecord> csv(byte[] bytes) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(new String(bytes, StandardCharsets.UTF_8)))
                .getRecords();
    }

    private static Map<String, byte[]> entries(byte[] xlsx) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(xlsx))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static Element xml(byte[] bytes) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
    }
}
