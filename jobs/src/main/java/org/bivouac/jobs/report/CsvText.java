package org.bivouac.jobs.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.bivouac.jobs.fault.SpreadsheetText;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

/**
 * A table as CSV: UTF-8, comma, point, header row, times in ISO 8601 UTC, numbers in full, missing cells empty. Text that
 * a spreadsheet would run as a formula gets an apostrophe in front; numbers are left alone.
 */
final class CsvText {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private CsvText() {}

    /** The file's bytes. */
    static byte[] of(Table table) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, FORMAT)) {
            printer.printRecord(table.columnNames());
            for (int row = 0; row < table.rowCount(); row++) {
                for (int column = 0; column < table.columnCount(); column++) {
                    printer.print(cell(table, row, column));
                }
                printer.println();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(Table table, int row, int column) {
        if (table.column(column).isMissing(row)) {
            return "";
        }
        if (table.column(column).type().equals(ColumnType.DOUBLE)) {
            return Figures.exact(table.doubleColumn(column).getDouble(row));
        }
        String text = table.column(column).get(row).toString();
        return table.column(column).type().equals(ColumnType.STRING) ? SpreadsheetText.guarded(text) : text;
    }
}
