package org.bivouac.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bivouac.schemas.Catalogue;
import tech.tablesaw.api.Table;

/** A stage's debrief as files, made from rows alone: the same rows give the same bytes on any machine at any time. */
public final class Report {
    /** Counted up when the same rows give other files. */
    public static final int VERSION = 4;

    private Report() {}

    /** The files by name: {@code index.html}, {@code tables.xlsx} and a CSV per table. */
    public static SortedMap<String, byte[]> files(StageData data, Catalogue catalogue) {
        Shaped shaped = Shaped.of(data, catalogue);
        Map<String, Table> tables = shaped.tables(data);
        SortedMap<String, byte[]> files = new TreeMap<>();
        tables.forEach((name, table) -> files.put(name + ".csv", CsvText.of(table)));
        files.put("tables.xlsx", Workbooks.of(List.copyOf(tables.values())));
        files.put("index.html", Page.of(data, shaped, tables.keySet()));
        return files;
    }
}
