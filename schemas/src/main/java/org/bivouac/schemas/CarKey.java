package org.bivouac.schemas;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One car on one stage: the unit that dumps belong to and that is scanned.
 *
 * @param stage the stage
 * @param car the car's number or name, e.g. {@code 501}
 */
public record CarKey(StageKey stage, String car) implements Comparable<CarKey> {
    private static final Pattern PARTITION = Pattern.compile("year=(\\d{1,9})/event=([^/]+)/stage=([^/]+)/car=([^/]+)");

    /** Checks that the name can stand in a path. */
    public CarKey {
        StageKey.requireName("car", car);
    }

    /** {@code 2026/dakar/3/501}. */
    @Override
    public String toString() {
        return stage + "/" + car;
    }

    /** The Parquet partition folders, {@code year=2026/event=dakar/stage=3/car=501}. */
    public String partition() {
        return "year=" + stage.year() + "/event=" + stage.event() + "/stage=" + stage.stage() + "/car=" + car;
    }

    /**
     * The car's stage that a partition belongs to: {@link #partition()} read backwards; folders below it are ignored.
     *
     * @throws IllegalArgumentException if it is no such partition
     */
    public static CarKey ofPartition(String partition) {
        Matcher match = PARTITION.matcher(partition);
        if (!match.lookingAt()) {
            throw new IllegalArgumentException("'" + partition + "' is not year=/event=/stage=/car=");
        }
        return new CarKey(
                new StageKey(Integer.parseInt(match.group(1)), match.group(2), match.group(3)), match.group(4));
    }

    /** By stage, then car. */
    @Override
    public int compareTo(CarKey other) {
        int byStage = stage.compareTo(other.stage);
        return byStage != 0 ? byStage : car.compareTo(other.car);
    }
}
