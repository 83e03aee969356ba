package org.bivouac.jobs.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.DistanceTrack;
import org.bivouac.jobs.signal.TrackReturns;
import org.bivouac.schemas.Catalogue;

/**
 * Where a car drove in vain: its track within a special comes back to itself and the plan knows nothing of it.
 *
 * <p>A special that is driven in laps, or whose way out is also its way back, returns as planned. Then it is no longer than
 * the plan says, and nothing is told: all wrong ways together must fit what was driven beyond the plan, with what odometers
 * are off by. Of a special that was not driven to its end this is not known. Outside planned specials nothing is told: a
 * circuit retraces itself lap by lap.
 */
final class WrongWays {
    private static final int RATE_HZ = 2;
    private static final double METRES_OF_A_DEGREE = Math.PI / 180 * 6_371_008.8;
    private static final List<String> POSITION = List.of("gps_latitude_deg", "gps_longitude_deg");
    private static final String HEIGHT = "gps_altitude_m";

    /** Longer logs than this have dates that cannot be, s. */
    private static final double LONGEST_SECONDS = 4 * 86_400;

    /** Shorter than this share of the plan a special was not driven to its end. */
    private static final double WHOLE = 0.98;

    private final double[] x;
    private final double[] y;
    private final double[] height;
    private final double[] way;
    private final TrackReturns.Rules rules;
    private final double planShare;
    private final double planKm;

    /**
     * One wrong way.
     *
     * @param fromSeconds when it began, s from the log's first instant
     * @param toSeconds when the car was back
     * @param fromKm driven distance then, km
     * @param toKm driven distance when it was back
     * @param returns how often it came back
     */
    record WrongWay(double fromSeconds, double toSeconds, double fromKm, double toKm, int returns) {
        double km() {
            return toKm - fromKm;
        }
    }

    private WrongWays(double[] x, double[] y, double[] height, double[] way, Catalogue catalogue) {
        this.x = x;
        this.y = y;
        this.height = height;
        this.way = way;
        rules = new TrackReturns.Rules(
                catalogue.threshold("wrong_way_near_m"),
                1000 * catalogue.threshold("wrong_way_least_km"),
                1000 * catalogue.threshold("wrong_way_longest_km"),
                catalogue.threshold("wrong_way_height_m"));
        planShare = catalogue.threshold("wrong_way_plan_share");
        planKm = catalogue.threshold("wrong_way_plan_km");
    }

    /** Channels that it reads, of those that a log has. */
    static List<String> channels(CarLog log) {
        return log.channels().containsAll(POSITION) ? List.of(POSITION.get(0), POSITION.get(1), HEIGHT) : List.of();
    }

    /** Reads a log's track; null when it has no position or no distance, or spans more than four days. */
    static WrongWays of(CarLog log, DistanceTrack distance, Catalogue catalogue) throws IOException {
        if (distance.basis() == null
                || !log.channels().containsAll(POSITION)
                || (log.lastMicros() - log.firstMicros()) / 1e6 > LONGEST_SECONDS) {
            return null;
        }
        double[] latitude = Ticks.of(log, log, catalogue, POSITION.subList(0, 1), RATE_HZ);
        double[] longitude = Ticks.of(log, log, catalogue, POSITION.subList(1, 2), RATE_HZ);
        double[] height =
                log.channels().contains(HEIGHT) ? Ticks.of(log, log, catalogue, List.of(HEIGHT), RATE_HZ) : null;
        double[] way = new double[latitude.length];
        Arrays.setAll(way, i -> 1000 * distance.kmUntil((double) i / RATE_HZ));
        return new WrongWays(east(latitude, longitude), north(latitude), height, way, catalogue);
    }

    /** Metres along the parallel of each place's own latitude; a day's drive is too short for more. */
    private static double[] east(double[] latitude, double[] longitude) {
        double[] east = new double[latitude.length];
        double origin = first(longitude);
        double middle = first(latitude);
        for (int i = 0; i < east.length; i++) {
            double across = longitude[i] - origin;
            across -= 360 * Math.rint(across / 360);
            east[i] = across * METRES_OF_A_DEGREE * Math.cos(Math.toRadians(middle));
        }
        return east;
    }

    private static double[] north(double[] latitude) {
        double origin = first(latitude);
        return Arrays.stream(latitude)
                .map(degrees -> (degrees - origin) * METRES_OF_A_DEGREE)
                .toArray();
    }

    private static double first(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .findFirst()
                .orElse(Double.NaN);
    }

    /**
     * The wrong ways within one special.
     *
     * @param fromSeconds its start, s from the log's first instant
     * @param toSeconds its end
     * @param plannedKm its length by the plan
     */
    List<WrongWay> within(double fromSeconds, double toSeconds, double plannedKm) {
        int from = (int) Math.ceil(fromSeconds * RATE_HZ);
        int to = (int) Math.min(way.length, Math.ceil(toSeconds * RATE_HZ));
        List<WrongWay> found = new ArrayList<>();
        if (to <= from) {
            return found;
        }
        double inVain = 0;
        for (TrackReturns.Return one : TrackReturns.of(
                Arrays.copyOfRange(x, from, to),
                Arrays.copyOfRange(y, from, to),
                height == null ? null : Arrays.copyOfRange(height, from, to),
                Arrays.copyOfRange(way, from, to),
                rules)) {
            WrongWay wrong = new WrongWay(
                    (double) (from + one.from()) / RATE_HZ,
                    (double) (from + one.to()) / RATE_HZ,
                    way[from + one.from()] / 1000,
                    way[from + one.to()] / 1000,
                    one.returns());
            inVain += wrong.km();
            found.add(wrong);
        }
        double drivenKm = (way[to - 1] - way[from]) / 1000;
        double beyondKm = Math.max(0, drivenKm - plannedKm) + planShare * plannedKm + planKm;
        return drivenKm >= WHOLE * plannedKm && inVain > beyondKm ? List.of() : found;
    }
}
