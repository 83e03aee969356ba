package org.bivouac.jobs.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.Table;

/**
 * Tables as one XLSX workbook: a sheet per table, typed cells, no formulas, no links. Times are text in ISO 8601 UTC,
 * because a spreadsheet's date has neither zone nor microseconds. The same tables give the same bytes.
 */
final class Workbooks {
    /** Limits of the format (ECMA-376; Excel's specifications page): rows of a sheet and characters of a cell. */
    static final int MAX_ROWS = 1_048_576;

    static final int MAX_TEXT = 32_767;

    private static final String CUT = " … (cut: the CSV has it all)";

    /**
     * The age of every entry, because the content says nothing of any. Not the very first moment that ZIP can express: the
     * JDK takes that for "before 1980" and adds a time in the machine's zone.
     */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0, 0);

    private Workbooks() {}

    /** The file's bytes; a table longer than a sheet goes on in the next one. */
    static byte[] of(List<Table> tables) {
        return of(tables, MAX_ROWS);
    }

    static byte[] of(List<Table> tables, int maxRows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Bivouac", "1.0")) {
            // What is written here is written once more below, and compressed there.
            workbook.setCompressionLevel(0);
            for (Table table : tables) {
                int rowsPerSheet = maxRows - 1;
                for (int from = 0, part = 1; from == 0 || from < table.rowCount(); from += rowsPerSheet, part++) {
                    String name = part == 1 ? table.name() : table.name() + " " + part;
                    sheet(workbook.newWorksheet(name), table, from, Math.min(table.rowCount(), from + rowsPerSheet));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return withoutTime(bytes.toByteArray());
    }

    private static void sheet(Worksheet sheet, Table table, int from, int to) {
        for (int column = 0; column < table.columnCount(); column++) {
            sheet.value(0, column, table.column(column).name());
            sheet.style(0, column).bold().set();
            sheet.width(column, Math.min(40, 4 + table.column(column).name().length()));
            ColumnType type = table.column(column).type();
            for (int row = from; row < to; row++) {
                if (!table.column(column).isMissing(row)) {
                    cell(sheet, row - from + 1, column, table, row, type);
                }
            }
        }
        sheet.freezePane(0, 1);
    }

    private static void cell(Worksheet sheet, int at, int column, Table table, int row, ColumnType type) {
        if (type.equals(ColumnType.DOUBLE)) {
            double value = table.doubleColumn(column).getDouble(row);
            if (Double.isFinite(value)) {
                sheet.value(at, column, value);
            } else {
                sheet.value(at, column, Figures.exact(value));
            }
        } else if (type.equals(ColumnType.INTEGER)) {
            sheet.value(at, column, table.intColumn(column).getInt(row));
        } else if (type.equals(ColumnType.LONG)) {
            sheet.value(at, column, table.longColumn(column).getLong(row));
        } else if (type.equals(ColumnType.BOOLEAN)) {
            sheet.value(at, column, table.booleanColumn(column).get(row));
        } else if (type.equals(ColumnType.INSTANT)) {
            sheet.value(
                    at, column, ((InstantColumn) table.column(column)).get(row).toString());
        } else {
            sheet.value(at, column, text(table.stringColumn(column).get(row)));
        }
    }

    /** Characters that XML 1.0 cannot hold are spelled out; text longer than a cell is cut and says so. */
    static String text(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean allowed = c == '\t'
                    || c == '\n'
                    || (c >= 0x20 && c <= 0xd7ff)
                    || (c >= 0xe000 && c <= 0xfffd)
                    || (c >= 0x10000 && c <= 0x10ffff);
            if (allowed) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        if (out.length() > MAX_TEXT) {
            int end = MAX_TEXT - CUT.length();
            out.setLength(Character.isHighSurrogate(out.charAt(end - 1)) ? end - 1 : end);
            out.append(CUT);
        }
        return out.toString();
    }

    /** Whether all of it may stand in a cell as it is; true of nearly every text. */
    private static boolean isPlain(String text) {
        boolean plain = text.length() <= MAX_TEXT;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c >= 0x20 && c <= 0xd7ff;
        }
        return plain;
    }

    /** The same archive with every trace of the clock taken out. */
    private static byte[] withoutTime(byte[] xlsx) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(xlsx.length);
        // The JDK cannot read from memory what fastexcel streams: entries whose sizes stand behind them.
        try (ZipFile in = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(xlsx))
                        .get();
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntriesInPhysicalOrder())) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("docProps/core.xml")) {
                    content = new String(content, StandardCharsets.UTF_8)
                            .replaceAll("<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\\1>", "")
                            .getBytes(StandardCharsets.UTF_8);
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(NO_TIME);
                out.putNextEntry(copy);
                out.write(content);
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
