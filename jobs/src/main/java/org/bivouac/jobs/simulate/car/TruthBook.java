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
    private final long[] hitFrom = new long[4];
    private final double[] lastGps = new double[3];
    private long flightFrom = -1;
    private double flightRise;
    private double flightMetre;
    private TrueEvent flight;
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

    /** Something asked for. */
    void event(
            String kind, int corner, double seconds, double length, double metre, double value, String unit, String note) {
        events.add(new TrueEvent(
                outing.year(),
                outing.event(),
                outing.stage(),
                outing.car(),
                kind,
                corner < 0 ? null : Body.CORNERS[corner],
                at(seconds),
                seconds,
                length,
                metre / 1000,
                course.ground.planMetre(metre) / 1000,
                latitude,
                longitude,
                value,
                unit,
                Double.NaN,
                note));
    }

    /** After each millisecond of the body. */
    void body(long millis, Body body, double metre) {
        for (int i = 0; i < 4; i++) {
            double depth = body.stopDepth(i);
            if (depth > HIT_DEPTH && hitDepth[i] == 0) {
                hitFrom[i] = millis;
            }
            if (depth > HIT_DEPTH) {
                hitDepth[i] = Math.max(hitDepth[i], depth);
            } else if (hitDepth[i] > 0 && depth == 0) {
                double length = (millis - hitFrom[i]) / 1000.0;
                event("bump_stop", i, hitFrom[i] / 1000.0, length, metre, 1000 * hitDepth[i], "mm", "depth in the stop");
                hitDepth[i] = 0;
            }
        }
        if (body.flies()) {
            if (flightFrom < 0) {
                flightFrom = millis;
                flightRise = body.gravityCentreSpeed();
                flightMetre = metre;
            }
        } else if (flightFrom >= 0) {
            double length = (millis - flightFrom) / 1000.0;
            if (length >= SHORTEST_FLIGHT) {
                land();
                event("jump", -1, flightFrom / 1000.0, length, flightMetre, 0, "g", "");
                flight = events.remove(events.size() - 1);
                landingG = 0;
                landingUntil = millis + 300;
            }
            flightFrom = -1;
        }
        if (flight != null) {
            landingG = Math.max(landingG, 1 + body.acceleration / Body.GRAVITY);
            if (millis >= landingUntil) {
                land();
            }
        }
    }

    private void land() {
        if (flight == null) {
            return;
        }
        TrueEvent open = flight;
        flight = null;
        events.add(new TrueEvent(
                open.year(),
                open.event(),
                open.stage(),
                open.car(),
                open.kind(),
                null,
                open.fromTime(),
                open.fromS(),
                open.seconds(),
                open.fromKm(),
                open.planKm(),
                open.latitudeDeg(),
                open.longitudeDeg(),
                landingG,
                "g",
                flightRise,
                "greatest body acceleration within 0.3 s of landing; second: m/s upwards of the centre of gravity at take-off"));
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
            if (now != currentPiece) {
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
