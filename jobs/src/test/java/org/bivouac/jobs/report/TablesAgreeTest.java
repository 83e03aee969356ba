package org.bivouac.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.bivouac.schemas.Catalogue;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Rule F12: every cell of every table of a debrief is the same in the CSV and in the workbook. */
class TablesAgreeTest {
    @Test
    void everyCellReadsBackEqualFromBoth() throws Exception {
        SortedMap<String, byte[]> files = Report.files(RallyFixture.stage(), Catalogue.builtIn());
        Map<String, byte[]> entries = entries(files.get("tables.xlsx"));
        List<String> strings = new ArrayList<>();
        NodeList items = xml(entries.get("xl/sharedStrings.xml")).getElementsByTagName("si");
        for (int i = 0; i < items.getLength(); i++) {
            strings.add(items.item(i).getTextContent());
        }
        NodeList sheets = xml(entries.get("xl/workbook.xml")).getElementsByTagName("sheet");
        long cells = 0;
        int tables = 0;
        for (int s = 0; s < sheets.getLength(); s++) {
            String name = ((Element) sheets.item(s)).getAttribute("name");
            Map<String, String> sheet = sheet(entries.get("xl/worksheets/sheet" + (s + 1) + ".xml"), strings);
            List<CSVRecord> rows = csv(files.get(name + ".csv"));
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    String there = sheet.remove(column(c) + (r + 1));
                    assertThat(isSame(rows.get(r).get(c), there == null ? "" : there))
                            .as(
                                    "%s, row %d, column %d: '%s' and '%s'",
                                    name, r, c, rows.get(r).get(c), there)
                            .isTrue();
                    cells++;
                }
            }
            assertThat(sheet)
                    .as("cells of %s that are in the workbook alone", name)
                    .isEmpty();
            tables++;
        }
        long csvs =
                files.keySet().stream().filter(name -> name.endsWith(".csv")).count();
        assertThat(tables).isEqualTo((int) csvs);
        assertThat(cells).isGreaterThan(10_000);
    }

    /** Numbers to the bit, text to the letter but for the apostrophe that keeps spreadsheets from running it. */
    private static boolean isSame(String csv, String workbook) {
        if (csv.equals(workbook) || csv.equals("'" + workbook)) {
            return true;
        }
        try {
            return Double.parseDouble(csv) == Double.parseDouble(workbook);
        } catch (NumberFormatException text) {
            return (csv.equals("true") && workbook.equals("1")) || (csv.equals("false") && workbook.equals("0"));
        }
    }

    private static Map<String, String> sheet(byte[] bytes, List<String> strings) throws Exception {
        Map<String, String> cells = new HashMap<>();
        NodeList nodes = xml(bytes).getElementsByTagName("c");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element cell = (Element) nodes.item(i);
            String text = cell.getTextContent();
            if (!text.isEmpty()) {
                cells.put(
                        cell.getAttribute("r"),
                        cell.getAttribute("t").equals("s") ? strings.get(Integer.parseInt(text)) : text);
            }
        }
        return cells;
    }

    /** A, B … Z, AA … */
    private static String column(int index) {
        return index < 26 ? "" + (char) ('A' + index) : column(index / 26 - 1) + column(index % 26);
    }

    private static List<CSVRecord> csv(byte[] bytes) throws Exception {
        return CSVFormat.RFC4180
                .parse(new StringReader(new String(bytes, StandardCharsets.UTF_8)))
                .getRecords();
    }

    private static Map<String, byte[]> entries(byte[] xlsx) throws Exception {
        Map<String, byte[]> entries = new TreeMap<>();
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
