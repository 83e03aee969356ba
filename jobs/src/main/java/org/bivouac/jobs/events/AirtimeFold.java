package org.bivouac.jobs.events;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.Flights;
import org.bivouac.jobs.signal.GroundPush;
import org.bivouac.schemas.Catalogue;

/**
 * When the car flew, for how long, and how it landed: flights by {@link Flights} of the push of the ground by {@link
 * GroundPush}, read each 5 ms.
 *
 * <p>Needs the body's vertical acceleration with gravity in it and at least three damper positions, at 40 Hz or more;
 * without them the measures say what is missing. A flight belongs to the slice, and so the segment, in which it begins; one
 * with missing samples in it or at its ends is not told.
 */
public final class AirtimeFold implements Fold<AirtimeFold.Partial> {
    private static final long serialVersionUID = 1L;

    private static final int STEPS_PER_SECOND = 200;
    private static final double STEP = 1.0 / STEPS_PER_SECOND;
    private static final double GRAVITY = 9.80665;
    private static final int LEAST_CORNERS = 3;

    /** The mean of a body's specific force is 1 g by any way that ends at the height where it began; slopes lower it a little. */
    private static final double MEAN_TOLERANCE_G = 0.3;

    /** How long after touchdown the axle that gave way first is told from the other, s. */
    private static final double FIRST_AXLE_SECONDS = 0.04;

    private static final String VERTICAL = "body_acceleration_vert_g";
    private static final List<String> DAMPERS =
            List.of("damper_position_fl_mm", "damper_position_fr_mm", "damper_position_rl_mm", "damper_position_rr_mm");
    private static final List<String> SPEEDS = List.of("vehicle_speed_km_per_h", "gps_speed_km_per_h");
    private static final Subject CHASSIS = new Subject("chassis", "", VERTICAL);

    private final Flights.Rules rules;
    private final double unsprungShare;
    private final double smoothingSeconds;
    private final double edgeSmoothingSeconds;
    private final double landingSeconds;
    private final double leastRateHz;

    /** Goes by the catalogue's thresholds {@code airtime_*}. */
    public AirtimeFold(Catalogue catalogue) {
        rules = new Flights.Rules(
                catalogue.threshold("airtime_contact_g"),
                catalogue.threshold("airtime_edge_g"),
                catalogue.threshold("airtime_zero_g"),
                catalogue.threshold("airtime_shortest_s"),
                catalogue.threshold("airtime_longest_s"));
        unsprungShare = catalogue.threshold("airtime_unsprung_share");
        smoothingSeconds = catalogue.threshold("airtime_smoothing_s");
        edgeSmoothingSeconds = catalogue.threshold("airtime_edge_smoothing_s");
        landingSeconds = catalogue.threshold("airtime_landing_s");
        leastRateHz = catalogue.threshold("airtime_least_rate_hz");
    }

    /** The jumps of a stretch of time. */
    public static final class Partial implements Serializable {
        private static final long serialVersionUID = 1L;

        private final ArrayList<Jump> jumps = new ArrayList<>();
        /** Samples with a value: of the body, then of each damper. */
        private final long[] samples = new long[1 + DAMPERS.size()];
        /** Steps at which each of them can be read. */
        private final long[] readable = new long[samples.length];
        /** Steps at which the push is known. */
        private long known;

        private double sumG;

        private Partial() {}
    }

    @Override
    public Definition definition() {
        return Definition.of(
                "airtime",
                1,
                "rules",
                rules,
                "unsprung_share",
                unsprungShare,
                "smoothing_s",
                smoothingSeconds,
                "edge_smoothing_s",
                edgeSmoothingSeconds,
                "landing_s",
                landingSeconds,
                "least_rate_hz",
                leastRateHz);
    }

    @Override
    public List<String> channels() {
        return Stream.concat(Stream.of(VERTICAL), DAMPERS.stream()).toList();
    }

    @Override
    public Partial empty() {
        return new Partial();
    }

    @Override
    public void add(Partial partial, Slice slice) {
        List<String> channels = channels();
        for (int c = 0; c < channels.size(); c++) {
            partial.samples[c] += valid(slice.signal(channels.get(c)));
        }
        int n = steps(smoothingSeconds);
        Grid grid = Grid.of(slice, STEPS_PER_SECOND, n + 1, steps(rules.longestSeconds()) + n + 2);
        double[] vertical = slice.aligned(VERTICAL, grid.at());
        double[][] travel = new double[DAMPERS.size()][];
        Arrays.setAll(travel, c -> slice.aligned(DAMPERS.get(c), grid.at()));
        for (int i = grid.from(); i < grid.to(); i++) {
            partial.readable[0] += Double.isNaN(vertical[i]) ? 0 : 1;
            for (int c = 0; c < travel.length; c++) {
                partial.readable[1 + c] += Double.isNaN(travel[c][i]) ? 0 : 1;
            }
        }
        double[] push = GroundPush.of(vertical, travel, STEP, n, unsprungShare, LEAST_CORNERS);
        for (int i = grid.from(); i < grid.to(); i++) {
            if (!Double.isNaN(push[i])) {
                partial.known++;
                partial.sumG += vertical[i];
            }
        }
        double[] sharp =
                GroundPush.of(vertical, travel, STEP, steps(edgeSmoothingSeconds), unsprungShare, LEAST_CORNERS);
        for (Flights.Flight flight : Flights.of(push, sharp, STEP, grid.from(), grid.to(), rules)) {
            double takeOff = (grid.first() + flight.from()) * STEP;
            partial.jumps.add(jump(slice, takeOff, (flight.to() - flight.from()) * STEP));
        }
    }

    private static int steps(double seconds) {
        return (int) Math.round(seconds * STEPS_PER_SECOND);
    }

    private static long valid(Signal signal) {
        long valid = 0;
        for (int i = signal.from(); i < signal.to(); i++) {
            valid += Double.isNaN(signal.values()[i]) ? 0 : 1;
        }
        return valid;
    }

    /** Says of a flight how fast it began and how it ended. */
    private Jump jump(Slice slice, double takeOff, double airtime) {
        double touchdown = takeOff + airtime;
        Signal start = Grid.millis(takeOff, takeOff);
        double speed = Double.NaN;
        for (String name : SPEEDS) {
            speed = Double.isNaN(speed) ? slice.aligned(name, start)[0] : speed;
        }
        Signal landing = Grid.millis(touchdown, touchdown + landingSeconds);
        double[] felt = slice.aligned(VERTICAL, landing);
        double peak = Double.NaN;
        double rise = 0;
        double lowest = 0;
        double gain = 0;
        for (int i = 0; i < felt.length; i++) {
            peak = felt[i] > peak || Double.isNaN(peak) ? felt[i] : peak;
            rise += i == 0 ? 0 : 0.001 * GRAVITY * ((felt[i - 1] + felt[i]) / 2 - 1);
            lowest = Math.min(lowest, rise);
            gain = Math.max(gain, rise - lowest);
        }
        double caught = Double.isNaN(rise) ? Double.NaN : gain;
        return new Jump(takeOff, airtime, slice.distanceKm(start)[0], speed, peak, caught, firstAxle(slice, touchdown));
    }

    private static String firstAxle(Slice slice, double touchdown) {
        Signal landing = Grid.millis(touchdown, touchdown + FIRST_AXLE_SECONDS);
        double[] gain = new double[DAMPERS.size()];
        for (int c = 0; c < gain.length; c++) {
            double[] travel = slice.aligned(DAMPERS.get(c), landing);
            gain[c] = travel[travel.length - 1] - travel[0];
        }
        double front = mean(gain[0], gain[1]);
        double rear = mean(gain[2], gain[3]);
        return Double.isNaN(front + rear) || front == rear ? "" : front > rear ? "front" : "rear";
    }

    /** Of what is known of the two. */
    private static double mean(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : (a + b) / 2;
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        earlier.jumps.addAll(later.jumps);
        for (int c = 0; c < earlier.samples.length; c++) {
            earlier.samples[c] += later.samples[c];
            earlier.readable[c] += later.readable[c];
        }
        earlier.known += later.known;
        earlier.sumG += later.sumG;
        return earlier;
    }

    @Override
    public List<Finding> rows(Partial result) {
        String reason = reason(result);
        double seconds = result.known * STEP;
        List<Jump> jumps = reason == null ? result.jumps : List.of();
        double airtime = jumps.stream().mapToDouble(Jump::airtimeSeconds).sum();
        String none = reason != null ? reason : jumps.isEmpty() ? "no jump" : null;
        List<Finding> rows = new ArrayList<>();
        rows.add(measure("jumps", "", jumps.size(), reason, true, seconds));
        rows.add(measure("airtime_seconds", "s", airtime, reason, true, seconds));
        rows.add(measure("longest_airtime", "s", largest(jumps, Jump::airtimeSeconds), none, false, seconds));
        rows.add(measure("longest_jump", "m", largest(jumps, Jump::metres), none, false, seconds));
        rows.add(measure("hardest_landing", "g", largest(jumps, Jump::landingG), none, false, seconds));
        for (Jump jump : jumps) {
            rows.add(new Event(
                    CHASSIS,
                    "jump",
                    jump.takeOffSeconds(),
                    jump.airtimeSeconds(),
                    jump.takeOffKm(),
                    jump.landingG(),
                    Double.NaN,
                    "g",
                    "info",
                    "",
                    context(jump)));
        }
        return rows;
    }

    private static double largest(List<Jump> jumps, ToDoubleFunction<Jump> of) {
        return jumps.stream()
                .mapToDouble(of)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }

    /** Why jumps cannot be told; null when they can. */
    private String reason(Partial result) {
        if (result.samples[0] == 0) {
            return "no " + VERTICAL;
        }
        long dampers =
                Arrays.stream(result.samples).skip(1).filter(count -> count > 0).count();
        if (dampers < LEAST_CORNERS) {
            return "fewer than three damper positions";
        }
        for (int c = 0; c < result.samples.length; c++) {
            double rate = result.samples[c] / (result.readable[c] * STEP);
            if (result.samples[c] > 0 && rate < leastRateHz) {
                return String.format(
                        Locale.ROOT,
                        "%s has %.0f samples/s, fewer than %.0f",
                        channels().get(c),
                        rate,
                        leastRateHz);
            }
        }
        if (result.known == 0) {
            return "body and dampers are never known at once";
        }
        double mean = result.sumG / result.known;
        if (Math.abs(mean - 1) > MEAN_TOLERANCE_G) {
            return String.format(Locale.ROOT, "%s is %.2f g on average; gravity is not in it", VERTICAL, mean);
        }
        return null;
    }

    private static Measure measure(
            String name, String unit, double value, String reason, boolean additive, double seconds) {
        String why = reason == null && Double.isNaN(value) ? "unknown for every jump" : reason;
        return new Measure(CHASSIS, name, unit, why == null ? value : Double.NaN, why, additive, seconds);
    }

    private static String context(Jump jump) {
        StringBuilder text = new StringBuilder();
        append(text, "speed_km_per_h", jump.speedKmPerH());
        append(text, "length_m", jump.metres());
        append(text, "landing_m_per_s", jump.landingMetresPerSecond());
        if (!jump.firstAxle().isEmpty()) {
            text.append(text.isEmpty() ? "" : "; ").append("first_axle=").append(jump.firstAxle());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, double value) {
        if (!Double.isNaN(value)) {
            text.append(text.isEmpty() ? "" : "; ").append(String.format(Locale.ROOT, "%s=%.4g", name, value));
        }
    }
}
