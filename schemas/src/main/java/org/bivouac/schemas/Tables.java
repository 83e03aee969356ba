package org.bivouac.schemas;

import java.lang.reflect.RecordComponent;
import java.util.List;

/** All published tables, and how a record component becomes a column. */
public final class Tables {
    /** Every table with records of its own, in the order of the data's way; {@code telemetry} has channels instead. */
    public static final List<Class<? extends Record>> ALL = List.of(
            DumpRow.class,
            ChannelRow.class,
            RejectRow.class,
            ClockEventRow.class,
            PlanRow.class,
            RoadBookRow.class,
            RunSheetRow.class,
            PartRow.class,
            LimitRow.class,
            SegmentRow.class,
            GroundRow.class,
            MeasureRow.class,
            SpectrumRow.class,
            EventRow.class,
            ComparisonRow.class);

    private Tables() {}

    /**
     * The table's name.
     *
     * @throws IllegalArgumentException if the record is no table
     */
    public static String name(Class<? extends Record> table) {
        return annotation(table).name();
    }

    /** One sentence on what a row of the table is. */
    public static String doc(Class<? extends Record> table) {
        return annotation(table).doc();
    }

    /** The column of a record component: its name in snake_case, {@code validS} is {@code valid_s}. */
    public static String column(RecordComponent component) {
        StringBuilder name = new StringBuilder();
        for (char c : component.getName().toCharArray()) {
            if (Character.isUpperCase(c)) {
                name.append('_').append(Character.toLowerCase(c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    private static Table annotation(Class<? extends Record> table) {
        Table annotation = table.getAnnotation(Table.class);
        if (annotation == null) {
            throw new IllegalArgumentException(table.getName() + " is no @Table");
        }
        return annotation;
    }
}
