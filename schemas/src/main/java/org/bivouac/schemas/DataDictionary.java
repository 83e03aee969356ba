package org.bivouac.schemas;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** Writes the data dictionary, {@code docs/data-dictionary.md}, from the declarations themselves. */
public final class DataDictionary {
    private DataDictionary() {}

    /** The whole dictionary as Markdown. */
    public static String markdown() {
        StringBuilder out = new StringBuilder();
        out.append("# Data dictionary\n\nGenerated from `org.bivouac.schemas`; a test fails when it is stale. ")
                .append("Every table is a folder of Parquet files under `lake/current`.\n");
        for (Class<? extends Record> table : Tables.ALL) {
            out.append("\n## ").append(Tables.name(table)).append("\n\n").append(Tables.doc(table));
            out.append("\n\n| column | type | unit | meaning |\n|---|---|---|---|\n");
            for (RecordComponent component : table.getRecordComponents()) {
                Column column = component.getAnnotation(Column.class);
                row(
                        out,
                        Tables.column(component),
                        component.getType().getSimpleName().toLowerCase(Locale.ROOT),
                        column.unit(),
                        column.doc());
            }
        }
        out.append("\n## telemetry\n\nOne row per sample instant of one group of channels at its native rate.\n\n")
                .append("| column | type | unit | meaning |\n|---|---|---|---|\n");
        row(out, "time", "instant", "", "Time of the sample, UTC, µs.");
        row(out, "dump", "string", "", "SHA-256 of the dump it comes from.");
        row(out, "ordinal", "long", "", "Record ordinal in the dump's group, from 0.");
        row(out, "quality", "int", "", "Bit 0: a cell of this record was refused and is missing.");
        for (Channel channel : Catalogue.builtIn().channels()) {
            row(out, channel.name(), "double", channel.unit().symbol(), channel.description() + ".");
        }
        row(out, "raw__*", "double or string", "", "A channel that no alias maps, under its own name.");
        happenings(out);
        return out.toString();
    }

    /** What is told of what happened, and by which thresholds. */
    private static void happenings(StringBuilder out) {
        out.append(
                        "\n## What happened\n\nKinds of events and measures that tell it, in the tables `events` and `measures`.\n\n")
                .append("| name | table | unit | definition | meaning | source |\n|---|---|---|---|---|---|\n");
        for (Happening one : Catalogue.happenings()) {
            out.append("| `")
                    .append(one.name())
                    .append("` | ")
                    .append(one.table())
                    .append(" | ")
                    .append(one.unit());
            out.append(" | ")
                    .append(one.definition())
                    .append(" | ")
                    .append(one.meaning())
                    .append(". | ");
            out.append(one.source()).append(" |\n");
        }
        out.append("\n## Thresholds\n\nBy which one thing is told from another (`thresholds.csv`).\n\n")
                .append("| name | value | unit | meaning | source |\n|---|---|---|---|---|\n");
        for (Threshold threshold : Catalogue.builtIn().thresholds()) {
            out.append("| `")
                    .append(threshold.name())
                    .append("` | ")
                    .append(threshold.value())
                    .append(" | ");
            out.append(threshold.unit())
                    .append(" | ")
                    .append(threshold.meaning())
                    .append(". | ");
            out.append(threshold.source()).append(" |\n");
        }
    }

    private static void row(StringBuilder out, String name, String type, String unit, String doc) {
        out.append("| `").append(name).append("` | ").append(type).append(" | ");
        out.append(unit).append(" | ").append(doc).append(" |\n");
    }
}
