package org.bivouac.jobs.simulate.car;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.simulate.log.PlainTable;

/** The numbers that a car is made of, by name; {@code car.csv} tells their units and meanings. */
public final class Parameters implements Serializable {
    private final Map<String, Double> values;

    private Parameters(Map<String, Double> values) {
        this.values = values;
    }

    /** The car that comes with the program. */
    public static Parameters builtIn() {
        return of(PlainTable.resource("car.csv"));
    }

    /** Reads a table with the columns {@code parameter} and {@code value}. */
    public static Parameters of(PlainTable table) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (PlainTable.Row row : table.rows()) {
            values.put(row.text("parameter"), row.number("value"));
        }
        return new Parameters(values);
    }

    /** These with others on top, which may name known parameters only. */
    public Parameters with(Parameters others) {
        Parameters changed = this;
        for (Map.Entry<String, Double> other : others.values.entrySet()) {
            changed = changed.with(other.getKey(), other.getValue());
        }
        return changed;
    }

    /** The same car with one parameter changed. */
    public Parameters with(String name, double value) {
        of(name);
        Map<String, Double> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Parameters(changed);
    }

    /** The same car with one parameter larger by a percentage. */
    public Parameters changed(String name, double percent) {
        return with(name, of(name) * (1 + percent / 100));
    }

    /** A value in its own unit. */
    public double of(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new BadInputException(
                    ExitCode.USAGE,
                    "car parameter '" + name + "' is unknown: known are "
                            + String.join(", ", new TreeMap<>(values).keySet()));
        }
        return value;
    }

    /** All, in the table's order. */
    public Map<String, Double> all() {
        return values;
    }
}
