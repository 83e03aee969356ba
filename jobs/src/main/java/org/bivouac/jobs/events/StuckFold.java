package org.bivouac.jobs.events;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.Exceedances;
import org.bivouac.jobs.signal.Exceedances.Run;
import org.bivouac.schemas.Catalogue;

/**
 * When the wheels turned and the car did not move.
 *
 * <p>A car is stuck from when its wheels first spin long enough while it stands until it moves again: the crew digs in
 * between. A start with spinning wheels is over sooner.
 */
public final class StuckFold implements Fold<StuckFold.Partial> {
    private static final long serialVersionUID = 1L;
    private static final Subject CHASSIS = new Subject("chassis", "", "");

    private final String speed;
    private final List<String> wheels;
    private final double standingKmPerH;
    private final double spinningKmPerH;
    private final double spinningSeconds;

    /**
     * Goes by the catalogue's thresholds {@code stuck_*}.
     *
     * @param speed the channel that tells whether the car moves, whatever its wheels do
     * @param wheels channels that tell how fast wheels turn; the mean of those that are known counts
     */
    public StuckFold(Catalogue catalogue, String speed, List<String> wheels) {
        this.speed = speed;
        this.wheels = List.copyOf(wheels);
        standingKmPerH = catalogue.threshold("stuck_standing_km_per_h");
        spinningKmPerH = catalogue.threshold("stuck_spinning_km_per_h");
        spinningSeconds = catalogue.threshold("stuck_spinning_s");
    }

    /** When the car stood and when its wheels spun meanwhile. */
    public static final class Partial implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Exceedances standing;
        private final Exceedances spinning;
        private final Presence presence = new Presence();

        private Partial(Exceedances standing, Exceedances spinning) {
            this.standing = standing;
            this.spinning = spinning;
        }
    }

    @Override
    public Definition definition() {
        return Definition.of(
                "stuck",
                1,
                "speed",
                speed,
                "wheels",
                String.join(" ", wheels),
                "standing_km_per_h",
                standingKmPerH,
                "spinning_km_per_h",
                spinningKmPerH,
                "spinning_s",
                spinningSeconds);
    }

    @Override
    public List<String> channels() {
        return Stream.concat(Stream.of(speed), wheels.stream()).toList();
    }

    @Override
    public Partial empty() {
        return new Partial(
                new Exceedances(-1, standingKmPerH, spinningSeconds, Integer.MAX_VALUE),
                new Exceedances(1, spinningKmPerH, spinningSeconds, Integer.MAX_VALUE));
    }

    @Override
    public void add(Partial partial, Slice slice) {
        Signal car = slice.signal(speed);
        if (car.isEmpty()) {
            return;
        }
        double[] turning = mean(slice, car);
        boolean[] stands = new boolean[turning.length];
        for (int i = 0; i < stands.length; i++) {
            stands[i] = car.values()[i] < standingKmPerH;
        }
        Exceedances.Context place = new Surroundings(slice, car, List.of());
        car.addTo(partial.presence, turning);
        partial.standing.add(car.seconds(), car.values(), null, car.from(), car.to(), car.maxGapSeconds(), place);
        partial.spinning.add(car.seconds(), turning, stands, car.from(), car.to(), car.maxGapSeconds(), place);
    }

    /** Mean speed of the wheels that are known at each sample. */
    private double[] mean(Slice slice, Signal car) {
        double[] sum = new double[car.seconds().length];
        int[] known = new int[sum.length];
        for (String wheel : wheels) {
            double[] one = slice.aligned(wheel, car);
            for (int i = 0; i < sum.length; i++) {
                if (!Double.isNaN(one[i])) {
                    sum[i] += one[i];
                    known[i]++;
                }
            }
        }
        Arrays.setAll(sum, i -> known[i] == 0 ? Double.NaN : sum[i] / known[i]);
        return sum;
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        earlier.standing.append(later.standing);
        earlier.spinning.append(later.spinning);
        earlier.presence.append(later.presence);
        return earlier;
    }

    @Override
    public List<Finding> rows(Partial result) {
        String reason = result.presence.valid() == 0 ? "no valid samples" : null;
        if (reason == null && result.presence.gateSeconds() == 0) {
            reason = "no wheel speed at the same time";
        }
        List<Run> spins = result.spinning.closed().runs();
        List<Event> events = new ArrayList<>();
        double seconds = 0;
        for (Run stand : result.standing.closed().runs()) {
            List<Run> own = spins.stream()
                    .filter(spin -> spin.fromSeconds() >= stand.fromSeconds() && spin.fromSeconds() < stand.toSeconds())
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            Run first = own.get(0);
            double length = stand.toSeconds() - first.fromSeconds();
            seconds += length;
            events.add(new Event(
                    CHASSIS,
                    "stuck",
                    first.fromSeconds(),
                    length,
                    first.fromKm(),
                    own.stream().mapToDouble(Run::peak).max().orElseThrow(),
                    Double.NaN,
                    "km/h",
                    "watch",
                    "",
                    ""));
        }
        double known = result.presence.gateSeconds();
        List<Finding> rows = new ArrayList<>();
        rows.add(measure("times_stuck", "", events.size(), reason, known));
        rows.add(measure("stuck_seconds", "s", seconds, reason, known));
        rows.addAll(events);
        return rows;
    }

    /** Not additive: a car that is stuck across the end of a segment is stuck in both. */
    private static Measure measure(String name, String unit, double value, String reason, double seconds) {
        return new Measure(CHASSIS, name, unit, reason == null ? value : Double.NaN, reason, false, seconds);
    }
}
