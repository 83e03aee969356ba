package org.bivouac.schemas;

/**
 * One car on one stage: the unit that dumps belong to and that is scanned.
 *
 * @param stage the stage
 * @param car the car's number or name, e.g. {@code 501}
 */
public record CarKey(StageKey stage, String car) implements Comparable<CarKey> {
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

    /** By stage, then car. */
    @Override
    public int compareTo(CarKey other) {
        int byStage = stage.compareTo(other.stage);
        return byStage != 0 ? byStage : car.compareTo(other.car);
    }
}
