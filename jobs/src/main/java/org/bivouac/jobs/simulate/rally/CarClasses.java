package org.bivouac.jobs.simulate.rally;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bivouac.jobs.simulate.car.Parameters;
import org.bivouac.jobs.simulate.log.PlainTable;

/** What the cars of each class are built from: a table of what differs from one car. */
public final class CarClasses implements Serializable {
    private final Map<String, Parameters> byName;

    private CarClasses(Map<String, Parameters> byName) {
        this.byName = byName;
    }

    /**
     * Reads a table with the columns of the built-in {@code classes.csv}.
     *
     * @param car what every class is built from where the table says nothing
     */
    static CarClasses of(PlainTable table, Parameters car) {
        return new CarClasses(new LinkedHashMap<>()).with(table, car);
    }

    /** These and what another table says, of classes known and new. */
    CarClasses with(PlainTable table, Parameters car) {
        Map<String, Parameters> classes = new LinkedHashMap<>(byName);
        for (PlainTable.Row row : table.rows()) {
            String name = row.text("car_class");
            Parameters before = classes.getOrDefault(name, car);
            classes.put(name, before.with(row.text("parameter"), row.number("value")));
        }
        return new CarClasses(classes);
    }

    /** The same classes with some parameters set for all. */
    CarClasses with(Parameters forAll) {
        Map<String, Parameters> classes = new LinkedHashMap<>();
        byName.forEach((name, car) -> classes.put(name, car.with(forAll)));
        return new CarClasses(classes);
    }

    /** Whether there is such a class. */
    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** All names, for messages. */
    String names() {
        return String.join(", ", byName.keySet());
    }

    /** What a car of a class that is known is made of. */
    Parameters of(String name) {
        return byName.get(name);
    }
}
