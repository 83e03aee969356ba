package org.bivouac.jobs.report;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Turns records into a Tablesaw table with typed columns: {@code 007} stays text, NaN and null are missing. */
final class TableOf {
    private TableOf() {}

    /** One column per component, named in snake_case; rows in the order given. */
    static <R extends Record> Table records(String name, Class<R> type, List<R> rows) {
        Table table = Table.create(name);
        for (RecordComponent component : type.getRecordComponents()) {
            table.addColumns(column(component, rows));
        }
        return table;
    }

    private static <R extends Record> Column<?> column(RecordComponent component, List<R> rows) {
        String name = snakeCase(component.getName());
        Class<?> type = component.getType();
        if (type == double.class) {
            DoubleColumn column = DoubleColumn.create(name);
            rows.forEach(row -> column.append((double) value(component, row)));
            return column;
        }
        if (type == int.class) {
            IntColumn column = IntColumn.create(name);
            rows.forEach(row -> column.append((int) value(component, row)));
            return column;
        }
        if (type == long.class) {
            LongColumn column = LongColumn.create(name);
            rows.forEach(row -> column.append((long) value(component, row)));
            return column;
        }
        if (type == boolean.class) {
            BooleanColumn column = BooleanColumn.create(name);
            rows.forEach(row -> column.append((boolean) value(component, row)));
            return column;
        }
        if (type == Instant.class) {
            InstantColumn column = InstantColumn.create(name);
            rows.forEach(row -> {
                Instant time = (Instant) value(component, row);
                if (time == null) {
                    column.appendMissing();
                } else {
                    column.append(time);
                }
            });
            return column;
        }
        if (type == String.class) {
            StringColumn column = StringColumn.create(name);
            rows.forEach(row -> {
                String text = (String) value(component, row);
                if (text == null) {
                    column.appendMissing();
                } else {
                    column.append(text);
                }
            });
            return column;
        }
        throw new IllegalArgumentException("no column for " + component);
    }

    private static Object value(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** {@code distanceKm} is {@code distance_km}, {@code pseudoK5} is {@code pseudo_k5}. */
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
