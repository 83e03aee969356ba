package org.bivouac.jobs.parquet;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.schemas.Tables;

/** Writes and reads the small tables: lists of records, one column per component, its name in snake_case. */
public final class RecordTables {
    private RecordTables() {}

    /** The columns of a table. */
    public static List<ColumnSpec> columns(Class<? extends Record> table) {
        return Arrays.stream(table.getRecordComponents())
                .map(component -> new ColumnSpec(Tables.column(component), type(component)))
                .toList();
    }

    private static ColumnSpec.Type type(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == double.class) {
            return ColumnSpec.Type.DOUBLE;
        } else if (type == long.class) {
            return ColumnSpec.Type.LONG;
        } else if (type == int.class) {
            return ColumnSpec.Type.INT;
        } else if (type == boolean.class) {
            return ColumnSpec.Type.BOOLEAN;
        } else if (type == String.class) {
            return ColumnSpec.Type.TEXT;
        } else if (type == Instant.class) {
            return ColumnSpec.Type.INSTANT;
        }
        throw new IllegalArgumentException(component.getDeclaringRecord() + ": " + component + " is no column");
    }

    /** Writes a table in the order of {@code rows}; instants are cut to whole microseconds. */
    public static <R extends Record> Written write(Path file, Class<R> table, List<R> rows) throws IOException {
        RecordComponent[] components = table.getRecordComponents();
        Object[] arrays = new Object[components.length];
        for (int c = 0; c < components.length; c++) {
            arrays[c] = array(type(components[c]), rows.size());
            for (int row = 0; row < rows.size(); row++) {
                put(arrays[c], row, value(components[c], rows.get(row)));
            }
        }
        try (ColumnFileWriter writer = ColumnFileWriter.create(file, columns(table), Map.of())) {
            writer.write(arrays, rows.size());
            return writer.finish();
        }
    }

    private static Object array(ColumnSpec.Type type, int size) {
        return switch (type) {
            case DOUBLE -> new double[size];
            case LONG, INSTANT -> new long[size];
            case INT -> new int[size];
            case BOOLEAN -> new boolean[size];
            case TEXT -> new String[size];
        };
    }

    private static Object value(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(Object array, int row, Object value) {
        if (array instanceof double[] doubles) {
            doubles[row] = (double) value;
        } else if (array instanceof int[] ints) {
            ints[row] = (int) value;
        } else if (array instanceof boolean[] booleans) {
            booleans[row] = (boolean) value;
        } else if (array instanceof String[] texts) {
            texts[row] = (String) value;
        } else if (value instanceof Long number) {
            ((long[]) array)[row] = number;
        } else {
            ((long[]) array)[row] =
                    value == null ? Long.MIN_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value);
        }
    }

    /** Reads a table back. Columns are found by name; a column that is missing or of another type is an error. */
    public static <R extends Record> List<R> read(Path file, Class<R> table) throws IOException {
        List<ColumnSpec> wanted = columns(table);
        try (ColumnFileReader reader = ColumnFileReader.open(file)) {
            if (!reader.columns().containsAll(wanted)) {
                throw new BadInputException(
                        ExitCode.INTEGRITY, file + ": has " + reader.columns() + ", expected " + wanted);
            }
            Constructor<R> constructor = constructor(table);
            List<R> rows = new ArrayList<>();
            for (int group = 0; group < reader.rowGroups(); group++) {
                Object[] arrays = new Object[wanted.size()];
                for (int c = 0; c < arrays.length; c++) {
                    arrays[c] = values(reader, group, wanted.get(c));
                }
                Object[] cells = new Object[arrays.length];
                for (int row = 0; row < reader.rows(group); row++) {
                    for (int c = 0; c < cells.length; c++) {
                        cells[c] = cell(wanted.get(c).type(), arrays[c], row);
                    }
                    rows.add(constructor.newInstance(cells));
                }
            }
            return rows;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> table) throws NoSuchMethodException {
        Class<?>[] types = Arrays.stream(table.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return table.getDeclaredConstructor(types);
    }

    private static Object values(ColumnFileReader reader, int group, ColumnSpec column) throws IOException {
        return switch (column.type()) {
            case DOUBLE -> reader.doubles(group, column.name());
            case LONG, INSTANT -> reader.longs(group, column.name());
            case INT -> reader.ints(group, column.name());
            case BOOLEAN -> reader.booleans(group, column.name());
            case TEXT -> reader.texts(group, column.name());
        };
    }

    private static Object cell(ColumnSpec.Type type, Object array, int row) {
        return switch (type) {
            case DOUBLE -> ((double[]) array)[row];
            case LONG -> ((long[]) array)[row];
            case INT -> ((int[]) array)[row];
            case BOOLEAN -> ((boolean[]) array)[row];
            case TEXT -> ((String[]) array)[row];
            case INSTANT -> {
                long micros = ((long[]) array)[row];
                yield micros == Long.MIN_VALUE ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            }
        };
    }
}
