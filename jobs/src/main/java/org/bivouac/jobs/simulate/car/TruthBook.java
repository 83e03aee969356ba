package org.bivouac.jobs.simulate.car;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.truth.RainflowCount;
import org.bivouac.jobs.simulate.truth.TrueDamage;
import org.bivouac.jobs.simulate.truth.TrueEvent;
import org.bivouac.jobs.simulate.truth.TrueSegment;
import org.bivouac.jobs.simulate.truth.TrueTerrain;

/** Writes down what is true of a drive while it happens: every millisecond for body and dampers, every 10 ms for the rest. */
final class TruthBook {
    /** A flight shorter than this is a rough road, s. */
    static final double SHORTEST_FLIGHT = 0.1;

    /** Depth in the bump stop from which it is a hit, m. */
    static final double HIT_DEPTH = 0.03;

    private static final String LANDING = "greatest body acceleration within 0.3 s of landing;"
            + " second: m/s upwards of the centre of gravity at take-off";

    private static final double METRES_PER_DEGREE = 111_320;

    /** Sums over one kind of ground in one kind of section. */
    private static final class Sums {
        double metres;
        double moving;
        double standing;
        double litres;
        double climb;
        long samples;
        double travel;
        double travelSquared;
    }

    final List<TrueSegment> segments = new ArrayList<>();
    final List<TrueEvent> events = new ArrayList<>();
    double latitude;
    double longitude;
    double heading = 0.9;
    double gpsPathMetres;
    double specialSeconds;

    private final Outing outing;
    private final Course course;
    private final Map<String, Sums> sums = new LinkedHashMap<>();
    private final RainflowCount[] dampers = new RainflowCount[4];
    private final RainflowCount shaft = new RainflowCount();
    private final double[] hitDepth = new double[4];
    private final Spot[] hit = new Spot[4];
    private final double[] lastGps = new double[3];
    private Spot flight;
    private double flightRise;
    private TrueEvent landing;
    private double landingG;
    private long landingUntil;
    private Sums current;
    private Piece currentPiece;

    // The segment being driven.
    private String type;
    private double fromSeconds;
    private double fromMetre;
    private double fromPlan;
    private double standing;
    private double fromLitres;
    private double standingLitres;
    private double filled;

    TruthBook(Outing outing, Course course, double latitude, double longitude) {
        this.outing = outing;
        this.course = course;
        this.latitude = latitude;
        this.longitude = longitude;
        for (int i = 0; i < 4; i++) {
            dampers[i] = new RainflowCount();
        }
    }

    Instant at(double seconds) {
        return outing.start().plusNanos(Math.round(seconds * 1e9));
    }

    /** A segment begins, and the one before ends. */
    void segment(String next, double seconds, Motion motion) {
        double metre = motion.metre;
        double plan = course.ground.planMetre(metre);
        if (type != null) {
            segments.add(new TrueSegment(
                    outing.year(),
                    outing.event(),
                    outing.stage(),
                    outing.car(),
                    segments.size(),
                    type,
                    at(fromSeconds),
                    at(seconds),
                    fromSeconds,
                    seconds,
                    fromMetre / 1000,
                    (metre - fromMetre) / 1000,
                    (plan - fromPlan) / 1000,
                    standing,
                    motion.burntLitres - fromLitres,
                    standingLitres,
                    filled));
            if (type.equals("SPECIAL")) {
                specialSeconds += seconds - fromSeconds;
            }
        }
        type = next;
        fromSeconds = seconds;
        fromMetre = metre;
        fromPlan = plan;
        fromLitres = motion.burntLitres;
        standing = standingLitres = filled = 0;
    }

    /** The kind of the segment being driven; null before the first. */
    String type() {
        return type;
    }

    void filled(double litres) {
        filled += litres;
    }

    /** When and where something begins. */
    record Spot(double seconds, double metre, double latitude, double longitude) {}

    Spot spot(double seconds, double metre) {
        return new Spot(seconds, metre, latitude, longitude);
    }

    /** Something that happened from a spot on; {@code corner} is −1 for the whole car. */
    void event(String kind, int corner, Spot from, double length, double value, String unit, String note) {
        events.add(event(kind, corner, from, length, value, unit, Double.NaN, note));
    }

    private TrueEvent event(
            String kind, int corner, Spot from, double length, double value, String unit, double second, String note) {
        return new TrueEvent(
                outing.year(),
                outing.event(),
                outing.stage(),
                outing.car(),
                kind,
                corner < 0 ? null : Body.CORNERS[corner],
                at(from.seconds),
                from.seconds,
                length,
                from.metre / 1000,
                course.ground.planMetre(from.metre) / 1000,
                from.latitude,
                from.longitude,
                value,
                unit,
                second,
                note);
    }

    /** After each millisecond of the body. */
    void body(long millis, Body body, double metre) {
        for (int i = 0; i < 4; i++) {
            double depth = body.stopDepth(i);
            if (depth > HIT_DEPTH) {
                if (hit[i] == null) {
                    hit[i] = spot(millis / 1000.0, metre);
                }
                hitDepth[i] = Math.max(hitDepth[i], depth);
            } else if (hit[i] != null && depth == 0) {
                double length = millis / 1000.0 - hit[i].seconds;
                event("bump_stop", i, hit[i], length, 1000 * hitDepth[i], "mm", "depth in the stop");
                hit[i] = null;
                hitDepth[i] = 0;
            }
        }
        if (body.flies()) {
            if (flight == null) {
                flight = spot(millis / 1000.0, metre);
                flightRise = body.gravityCentreSpeed();
            }
        } else if (flight != null) {
            double length = millis / 1000.0 - flight.seconds;
            if (length >= SHORTEST_FLIGHT) {
                land();
                landing = event("jump", -1, flight, length, 0, "g", flightRise, LANDING);
                landingG = 0;
                landingUntil = millis + 300;
            }
            flight = null;
        }
        if (landing != null) {
            landingG = Math.max(landingG, 1 + body.acceleration / Body.GRAVITY);
            if (millis >= landingUntil) {
                land();
            }
        }
    }

    private void land() {
        if (landing == null) {
            return;
        }
        TrueEvent open = landing;
        landing = null;
        Spot from = new Spot(open.fromS(), 1000 * open.fromKm(), open.latitudeDeg(), open.longitudeDeg());
        events.add(event(open.kind(), -1, from, open.seconds(), landingG, open.unit(), open.second(), open.note()));
    }

    /** Counts cycles, every millisecond while the car moves; a standing car adds none. */
    void cycles(Body body, double shaftNm) {
        for (int i = 0; i < 4; i++) {
            dampers[i].add(1000 * body.travel[i]);
        }
        shaft.add(shaftNm);
    }

    /** After each 10 ms. */
    void step(Motion motion, Body body, Piece now, double movedMetres) {
        double step = Motion.STEP;
        double litres = motion.engine.kgPerSecond * step / motion.kgPerLitre();
        boolean stands = motion.speed == 0 && movedMetres == 0;
        if (stands) {
            standing += step;
            standingLitres += litres;
        }
        if (!now.isHalt()) {
            if (!now.equals(currentPiece)) {
                currentPiece = now;
                current = sums.computeIfAbsent(now.type() + "," + now.terrain(), key -> new Sums());
            }
            current.metres += movedMetres;
            current.moving += stands ? 0 : step;
            current.standing += stands ? step : 0;
            current.litres += litres;
            current.climb += Math.max(0, movedMetres * motion.slope);
            current.samples++;
            current.travel += body.travel[0];
            current.travelSquared += body.travel[0] * body.travel[0];
        }
        double rise = movedMetres * motion.slope;
        double level = Math.sqrt(Math.max(0, movedMetres * movedMetres - rise * rise));
        if (movedMetres > 0) {
            heading -= course.ground.curvature(motion.metre - 0.5 * movedMetres) * movedMetres;
            double north = level * StrictMath.cos(heading);
            double east = level * StrictMath.sin(heading);
            latitude += north / METRES_PER_DEGREE;
            longitude += east / (METRES_PER_DEGREE * StrictMath.cos(latitude * (StrictMath.PI / 180)));
        }
    }

    /** Adds a position of the path, ten times a second. */
    void gps(double height) {
        double north = (latitude - lastGps[0]) * METRES_PER_DEGREE;
        double east = (longitude - lastGps[1]) * METRES_PER_DEGREE * StrictMath.cos(latitude * (StrictMath.PI / 180));
        double up = height - lastGps[2];
        if (lastGps[0] != 0) {
            gpsPathMetres += Math.sqrt(north * north + east * east + up * up);
        }
        lastGps[0] = latitude;
        lastGps[1] = longitude;
        lastGps[2] = height;
    }

    void close() {
        land();
    }

    List<TrueTerrain> terrain() {
        List<TrueTerrain> rows = new ArrayList<>();
        for (Map.Entry<String, Sums> entry : sums.entrySet()) {
            String[] key = entry.getKey().split(",", -1);
            Sums sum = entry.getValue();
            double mean = sum.travel / sum.samples;
            double variance = Math.max(0, sum.travelSquared / sum.samples - mean * mean);
            rows.add(new TrueTerrain(
                    outing.year(),
                    outing.event(),
                    outing.stage(),
                    outing.car(),
                    key[0],
                    key[1],
                    sum.metres / 1000,
                    sum.moving,
                    sum.standing,
                    sum.litres,
                    sum.moving == 0 ? Double.NaN : 3.6 * sum.metres / sum.moving,
                    sum.climb,
                    1000 * Math.sqrt(variance)));
        }
        return rows;
    }

    List<TrueDamage> damage() {
        List<TrueDamage> rows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rows.add(damage("damper_position_" + Body.CORNERS[i] + "_mm", "mm", dampers[i].end()));
        }
        rows.add(damage("driveshaft_torque_n_m", "Nm", shaft.end()));
        return rows;
    }

    private TrueDamage damage(String channel, String unit, RainflowCount.Counted counted) {
        return new TrueDamage(
                outing.year(),
                outing.event(),
                outing.stage(),
                outing.car(),
                channel,
                unit,
                RainflowCount.EXPONENT,
                counted.samples(),
                counted.closed(),
                counted.residuePoints(),
                counted.maxRange(),
                counted.sumClosed(),
                counted.sumHalfResidue());
    }
}
