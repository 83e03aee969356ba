package org.bivouac.jobs.dump.mdf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the figures of columns with those that another reader found, and keeps the differences. */
final class FigureComparison {
    /** A table's ranges 0..0 and 0..1 overlap: the first that fits counts, the reference has no text for 0. */
    private static final String OVERLAPPING = "ASAM.M.SCALAR.UBYTE.VTAB_RANGE_";

    final List<String> differences = new ArrayList<>();
    int compared;
    int skipped;

    /** Compares the figures of numbers. */
    void numbers(String where, JsonNode wanted, Figures.Column column) {
        if (wanted == null || column.n == 0) {
            return;
        }
        difference(
                where + " missing", column.missing == wanted.path("n_nonfinite").asLong(), column.missing + "");
        if (column.missing == column.n) {
            return;
        }
        close(where + " first", column.first, wanted.get("first").asDouble());
        // Where the last sample is infinite the reference prints 0 for it; here it is missing.
        if (column.missing == 0 || wanted.get("last").asDouble() != 0) {
            close(where + " last", column.last, wanted.get("last").asDouble());
        }
        close(where + " min", column.min, wanted.get("min").asDouble());
        close(where + " max", column.max, wanted.get("max").asDouble());
        // A sum of values of both signs is as exact as its largest terms.
        double size = Math.max(Math.abs(column.min), Math.abs(column.max));
        if (wanted.has("sum")) {
            double sum = wanted.get("sum").asDouble();
            difference(
                    where + " sum",
                    Math.abs(column.sum() - sum) <= 1e-12 * Math.max(Math.abs(sum), size),
                    column.sum() + ", expected " + sum);
        }
        double mean = wanted.get("mean").asDouble();
        difference(
                where + " mean",
                Math.abs(column.sum() / (column.n - column.missing) - mean) <= 1e-12 * Math.max(Math.abs(mean), size),
                column.sum() / column.n + ", expected " + mean);
    }

    /** Compares how often each text is there. */
    void texts(String where, JsonNode channel, Figures.Column column) {
        String name = channel.get("name").asText();
        Map<String, Long> wanted = new HashMap<>();
        JsonNode counts = channel.get("value_counts");
        counts.fieldNames()
                .forEachRemaining(text -> wanted.put(text, counts.get(text).asLong()));
        boolean same = wanted.equals(column.counts);
        if (!same && name.startsWith(OVERLAPPING)) {
            skipped++;
            return;
        }
        difference(where + " texts", same, column.counts + ", expected " + wanted);
        String first = column.firstText == null ? "" : column.firstText;
        difference(where + " first", first.equals(channel.get("first").asText()), first);
    }

    /** Compares a number to 12 digits. */
    void close(String what, double found, double wanted) {
        difference(what, Math.abs(found - wanted) <= 1e-12 * Math.abs(wanted), found + ", expected " + wanted);
    }

    /** Keeps what was found where it is not the same. */
    void difference(String what, boolean same, String found) {
        if (!same) {
            differences.add(what + ": " + found);
        }
    }
}
