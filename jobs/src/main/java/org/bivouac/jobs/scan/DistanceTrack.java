package org.bivouac.jobs.scan;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.schemas.Catalogue;

/**
 * Driven distance over the time of a log: a point about every second, straight lines between, nothing in gaps of the
 * basis.
 *
 * <p>The basis is the first of odometer, vehicle speed, GPS speed and mean wheel speed that moved and covers at least nine
 * tenths of what the best of them covers. Within a second of hard braking (10 m/s²) a straight line is off by 1.25 m.
 */
public final class DistanceTrack implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Channels that tell the speed, the best first; several are averaged. */
    private static final List<List<String>> SPEEDS = List.of(
            List.of("vehicle_speed_km_per_h"),
            List.of("gps_speed_km_per_h"),
            List.of(
                    "wheel_speed_fl_km_per_h",
                    "wheel_speed_fr_km_per_h",
                    "wheel_speed_rl_km_per_h",
                    "wheel_speed_rr_km_per_h"));

    private static final String ODOMETER = "distance_km";
    private static final double KNOT_SECONDS = 1;
    private static final double ENOUGH = 0.9;

    private final String basis;
    private final double coveredSeconds;
    private final double[] seconds;
    private final double[] km;

    private DistanceTrack(String basis, double coveredSeconds, double[] seconds, double[] km) {
        this.basis = basis;
        this.coveredSeconds = coveredSeconds;
        this.seconds = seconds;
        this.km = km;
    }

    /** No distance known. */
    public static DistanceTrack unknown() {
        return new DistanceTrack(null, 0, new double[0], new double[0]);
    }

    /** Walks through a log's best basis. */
    public static DistanceTrack of(CarLog log, Catalogue catalogue) throws IOException {
        if (log.isEmpty()) {
            return unknown();
        }
        double spanSeconds = (log.lastMicros() - log.firstMicros()) / 1e6;
        List<DistanceTrack> candidates = new ArrayList<>();
        for (List<String> basis : bases(log)) {
            DistanceTrack track = track(log, catalogue, basis);
            if (track.totalKm() > 0 && track.coveredSeconds >= ENOUGH * spanSeconds) {
                candidates.add(track);
                break;
            }
            candidates.add(track);
        }
        double best = candidates.stream()
                .filter(track -> track.totalKm() > 0)
                .mapToDouble(track -> track.coveredSeconds)
                .max()
                .orElse(0);
        return candidates.stream()
                .filter(track -> track.totalKm() > 0 && track.coveredSeconds >= ENOUGH * best)
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(track -> track.seconds.length > 0)
                        .findFirst())
                .orElseGet(DistanceTrack::unknown);
    }

    private static List<List<String>> bases(CarLog log) {
        List<List<String>> bases = new ArrayList<>();
        if (log.channels().contains(ODOMETER)) {
            bases.add(List.of(ODOMETER));
        }
        bases.addAll(speeds(log));
        return bases;
    }

    /** The log's channels that tell speed or distance. */
    public static List<String> channels(CarLog log) {
        return bases(log).stream().flatMap(List::stream).toList();
    }

    /** The channels of a log that tell the speed, the best first; several in one list are averaged. */
    public static List<List<String>> speeds(CarLog log) {
        return SPEEDS.stream()
                .map(channels ->
                        channels.stream().filter(log.channels()::contains).toList())
                .filter(channels -> !channels.isEmpty())
                .toList();
    }

    private static DistanceTrack track(CarLog log, Catalogue catalogue, List<String> basis) throws IOException {
        double maxGapSeconds = catalogue.require(basis.get(0)).maxGapSeconds();
        Builder builder = new Builder(
                basis.get(0).equals(ODOMETER)
                        ? DrivenDistance.ofOdometer(maxGapSeconds)
                        : DrivenDistance.ofSpeed(maxGapSeconds),
                maxGapSeconds);
        LogWalk.walk(log, catalogue, basis, builder);
        return builder.finish(String.join(" + ", basis));
    }

    /** The channel that it comes from, several joined by {@code " + "}; null when there is none. */
    public String basis() {
        return basis;
    }

    /** Seconds in which the basis was known. */
    public double coveredSeconds() {
        return coveredSeconds;
    }

    /** The whole distance, km; NaN when there is no basis. */
    public double totalKm() {
        return km.length == 0 ? Double.NaN : km[km.length - 1];
    }

    /** Distance driven until a time, km: in gaps what was known last, 0 before the first sample; NaN without a basis. */
    public double kmUntil(double atSeconds) {
        if (km.length == 0) {
            return Double.NaN;
        }
        int after = insertion(atSeconds);
        double exact = between(after, atSeconds);
        for (int i = after - 1; Double.isNaN(exact) && i >= 0; i--) {
            exact = km[i];
        }
        return Double.isNaN(exact) ? 0 : exact;
    }

    /** The first time at which a distance was driven, s from the log's first instant; NaN when it never was. */
    public double secondsAt(double wantedKm) {
        int last = -1;
        for (int i = 0; i < km.length; i++) {
            if (Double.isNaN(km[i])) {
                continue;
            }
            if (km[i] >= wantedKm) {
                // After a gap the distance may have been reached anywhere in it: its end is the first time known.
                boolean gap = last != i - 1;
                return last < 0 || gap || km[i] == km[last]
                        ? seconds[i]
                        : seconds[last] + (seconds[i] - seconds[last]) * (wantedKm - km[last]) / (km[i] - km[last]);
            }
            last = i;
        }
        return Double.NaN;
    }

    /** Distance at each of many increasing times, km; NaN in gaps and outside what is known. */
    double[] kmAt(double[] atSeconds) {
        double[] result = new double[atSeconds.length];
        int after = atSeconds.length == 0 ? 0 : insertion(atSeconds[0]);
        for (int i = 0; i < result.length; i++) {
            while (after < seconds.length && seconds[after] <= atSeconds[i]) {
                after++;
            }
            result[i] = between(after, atSeconds[i]);
        }
        return result;
    }

    /** Interpolates at a time before knot {@code after} and not before the knot in front of it. */
    private double between(int after, double at) {
        if (after == 0) {
            return Double.NaN;
        }
        int before = after - 1;
        if (seconds[before] == at) {
            return km[before];
        }
        if (after == seconds.length) {
            return Double.NaN;
        }
        double share = (at - seconds[before]) / (seconds[after] - seconds[before]);
        return km[before] + (km[after] - km[before]) * share;
    }

    /** Index of the first knot later than a time. */
    private int insertion(double atSeconds) {
        int found = Arrays.binarySearch(seconds, atSeconds);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The part that is needed between two times, so that a task need not carry the whole. */
    DistanceTrack between(double fromSeconds, double toSeconds) {
        int from = Math.max(0, insertion(fromSeconds) - 1);
        int to = Math.min(seconds.length, insertion(toSeconds) + 1);
        return new DistanceTrack(
                basis, coveredSeconds, Arrays.copyOfRange(seconds, from, to), Arrays.copyOfRange(km, from, to));
    }

    private static final class Builder implements LogWalk.Visitor {
        private final DrivenDistance distance;
        private final double maxGapSeconds;
        private double[] seconds = new double[1024];
        private double[] km = new double[1024];
        private int size;
        private double lastSeconds = Double.NaN;
        private double lastKm;

        Builder(DrivenDistance distance, double maxGapSeconds) {
            this.distance = distance;
            this.maxGapSeconds = maxGapSeconds;
        }

        @Override
        public void sample(double at, double value) {
            if (Double.isNaN(value)) {
                return;
            }
            distance.add(at, value);
            if (size == 0) {
                knot(at, distance.km());
            } else if (at - lastSeconds > maxGapSeconds) {
                last();
                knot((lastSeconds + at) / 2, Double.NaN);
                knot(at, distance.km());
            } else if (at - seconds[size - 1] >= KNOT_SECONDS) {
                knot(at, distance.km());
            }
            lastSeconds = at;
            lastKm = distance.km();
        }

        private void last() {
            if (size > 0 && seconds[size - 1] < lastSeconds) {
                knot(lastSeconds, lastKm);
            }
        }

        private void knot(double at, double value) {
            if (size == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * size);
                km = Arrays.copyOf(km, 2 * size);
            }
            seconds[size] = at;
            km[size++] = value;
        }

        DistanceTrack finish(String basis) {
            last();
            return new DistanceTrack(
                    basis, distance.coveredSeconds(), Arrays.copyOf(seconds, size), Arrays.copyOf(km, size));
        }
    }
}
