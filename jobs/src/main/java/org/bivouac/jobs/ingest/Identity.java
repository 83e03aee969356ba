package org.bivouac.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.StageKey;

/**
 * What is said about where a dump belongs; each part may be unsaid (null).
 *
 * @param year the edition
 * @param event the event
 * @param stage the stage
 * @param car the car
 */
public record Identity(Integer year, String event, String stage, String car) {
    /** Nothing is said. */
    public static final Identity NONE = new Identity(null, null, null, null);

    /** This, with what it leaves unsaid taken from another. */
    public Identity or(Identity other) {
        return new Identity(
                year != null ? year : other.year,
                event != null ? event : other.event,
                stage != null ? stage : other.stage,
                car != null ? car : other.car);
    }

    /**
     * The key, if every part is said.
     *
     * @throws IllegalArgumentException if a part cannot be a name
     */
    public Optional<CarKey> key() {
        return unsaid().isEmpty() ? Optional.of(new CarKey(new StageKey(year, event, stage), car)) : Optional.empty();
    }

    /** The parts that are not said. */
    List<String> unsaid() {
        List<String> parts = new ArrayList<>();
        if (year == null) {
            parts.add("year");
        }
        if (event == null) {
            parts.add("event");
        }
        if (stage == null) {
            parts.add("stage");
        }
        if (car == null) {
            parts.add("car");
        }
        return parts;
    }

    /**
     * What the folders say: {@code <year>/<event>/<stage>/<car>/file} or deeper; {@link #NONE} for other paths. A packed
     * file is no folder, wherever it stands: {@code night.zip/2026/dakar/3/501/a.csv} says the same.
     */
    static Identity ofFolders(String pathInInbox) {
        String[] parts = pathInInbox.replaceAll("(?i)[^/]+\\.(zip|gz)/", "").split("/");
        if (parts.length < 5 || !parts[0].matches("[12][0-9]{3}")) {
            return NONE;
        }
        return new Identity(Integer.valueOf(parts[0]), parts[1], parts[2], parts[3]);
    }
}
