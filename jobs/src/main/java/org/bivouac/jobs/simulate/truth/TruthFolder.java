package org.bivouac.jobs.simulate.truth;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.schemas.Tables;

/** Writes tables of the truth, each as Parquet and as CSV. */
public final class TruthFolder {
    /** Digits of a number in CSV: enough for everything, and the same on any machine. */
    private static final MathContext DIGITS = new MathContext(12);

    private final Path folder;

    /** Into a folder, which is made; files that are there already are replaced. */
    public TruthFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /** Writes a table. */
    public <R extends Record> void write(String name, Class<R> table, List<R> rows) throws IOException {
        Path parquet = folder.resolve(name + ".parquet");
        Files.deleteIfExists(parquet);
        RecordTables.write(parquet, table, rows);
        Files.writeString(folder.resolve(name + ".csv"), csv(table, rows));
    }

    private static <R extends Record> String csv(Class<R> table, List<R> rows) {
        RecordComponent[] components = table.getRecordComponents();
        StringBuilder out = new StringBuilder();
        out.append(Arrays.stream(components).map(Tables::column).collect(Collectors.joining(",")))
                .append('\n');
        for (R row : rows) {
            for (int i = 0; i < components.length; i++) {
                out.append(i == 0 ? "" : ",").append(cell(components[i], row));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String cell(RecordComponent component, Record row) {
        Object value;
        try {
            value = component.getAccessor().invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
        if (value == null) {
            return "";
        }
        if (value instanceof Double number) {
            return number(number);
        }
        String text = value.toString();
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** A number with at most twelve digits; nothing for NaN. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
