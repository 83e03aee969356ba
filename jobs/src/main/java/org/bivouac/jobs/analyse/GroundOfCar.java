package org.bivouac.jobs.analyse;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.bivouac.jobs.events.Stay;
import org.bivouac.jobs.events.WrongWayFold;
import org.bivouac.jobs.fuel.TerrainFold;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.signal.Parts;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.GroundRow;

/** The ground that a car drove on, for the folds that sum up by it. */
public final class GroundOfCar {
    /** No plan says anything. */
    public static final GroundOfCar UNKNOWN = new GroundOfCar(List.of(), 0);

    private static final String UNPLANNED = "unplanned";

    /** At whose samples the way is read: the first that the car has. */
    private static final List<String> CLOCKS =
            List.of("vehicle_speed_km_per_h", "gps_speed_km_per_h", "distance_km", "wheel_speed_rl_km_per_h");

    private final List<GroundRow> rows;
    private final long origin;

    private GroundOfCar(List<GroundRow> rows, long origin) {
        this.rows = rows;
        this.origin = origin;
    }

    /**
     * By the rows of one car.
     *
     * @param rows in order of time
     * @param origin the log's first instant, µs since 1970
     */
    static GroundOfCar of(List<GroundRow> rows, long origin) {
        return new GroundOfCar(List.copyOf(rows), origin);
    }

    /** Folds for what is known: by terrain if the road book names any, wrong ways if there is a special. */
    List<Fold<?>> folds(Catalogue catalogue, Set<String> presentChannels) {
        List<Fold<?>> folds = new ArrayList<>();
        List<GroundRow> named = rows.stream()
                .filter(row -> row.terrain() != null && !isPlannedHalt(row))
                .toList();
        String clock =
                CLOCKS.stream().filter(presentChannels::contains).findFirst().orElse(null);
        if (!named.isEmpty() && clock != null) {
            Parts parts = new Parts(
                    seconds(named, row -> seconds(row.fromTime())), seconds(named, row -> seconds(row.toTime())));
            folds.add(new TerrainFold(
                    parts, named.stream().map(GroundRow::terrain).toList(), clock));
        }
        if (rows.stream().anyMatch(GroundOfCar::isSpecial)) {
            folds.add(new WrongWayFold(
                    catalogue,
                    rows.stream()
                            .filter(row -> isSpecial(row) && (row.wrongWay() > 0 || UNPLANNED.equals(row.halt())))
                            .map(this::stay)
                            .toList()));
        }
        return folds;
    }

    private static boolean isSpecial(GroundRow row) {
        return row.section().startsWith("special");
    }

    private static boolean isPlannedHalt(GroundRow row) {
        return row.halt() != null && !row.halt().equals(UNPLANNED);
    }

    private Stay stay(GroundRow row) {
        return new Stay(
                row.wrongWay(),
                row.returns(),
                row.halt() != null,
                seconds(row.fromTime()),
                seconds(row.toTime()),
                row.fromKm(),
                row.toKm());
    }

    private static double[] seconds(List<GroundRow> rows, ToDoubleFunction<GroundRow> of) {
        return rows.stream().mapToDouble(of).toArray();
    }

    private double seconds(Instant instant) {
        return (ChronoUnit.MICROS.between(Instant.EPOCH, instant) - origin) / 1e6;
    }
}
