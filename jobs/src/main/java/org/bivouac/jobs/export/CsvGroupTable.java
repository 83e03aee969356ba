package org.bivouac.jobs.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.export.DumpExport.Formulas;
import org.bivouac.jobs.fault.SpreadsheetText;

/**
 * A group's table as CSV: UTF-8, comma, decimal point, one header row, numbers in full, missing cells empty, line feeds.
 * Times of day are ISO 8601 to the microsecond, with {@code Z} where they are UTC.
 */
final class CsvGroupTable implements GroupTable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private final TableLayout layout;
    private final Instant start;
    private final boolean guarded;
    private final CSVPrinter printer;

    /** Begins a file, which must not exist. */
    CsvGroupTable(Path file, TableLayout layout, Instant start, Formulas formulas) throws IOException {
        this.layout = layout;
        this.start = start;
        this.guarded = formulas == Formulas.GUARDED;
        BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        printer = new CSVPrinter(out, FORMAT);
        for (String column : layout.columns()) {
            printer.print(text(column));
        }
        printer.println();
    }

    private String text(String text) {
        return guarded ? SpreadsheetText.guarded(text) : text;
    }

    @Override
    public void add(Rows rows) throws IOException {
        for (int i = 0; i < rows.count(); i++) {
            double seconds = rows.seconds()[i];
            printer.print(number(seconds));
            if (layout.clock() != null) {
                printer.print(GroupTable.timed(seconds) ? time(seconds) : "");
            }
            for (int c = 0; c < layout.channels().size(); c++) {
                printer.print(cell(rows, c, i));
            }
            printer.println();
        }
    }

    private String cell(Rows rows, int c, int i) {
        if (rows.numbers()[c] != null) {
            return number(rows.numbers()[c][i]);
        }
        String[] texts = rows.texts() == null ? null : rows.texts()[c];
        return texts == null || texts[i] == null ? "" : text(texts[i]);
    }

    private String time(double seconds) {
        String time = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofInstant(start.plus(GroupTable.micros(seconds), ChronoUnit.MICROS), ZoneOffset.UTC));
        return layout.clock().equals("time_utc") ? time + "Z" : time;
    }

    /** Exactly the number; empty when missing. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return value == 0 ? "0" : Long.toString((long) value);
        }
        return Double.toString(value);
    }

    @Override
    public void finish() throws IOException {
        printer.flush();
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
