package org.bivouac.jobs.simulate.car;

import java.io.IOException;
import java.time.ZoneId;
import org.bivouac.jobs.simulate.ground.Noise;
import org.bivouac.jobs.simulate.ground.Profile;
import org.bivouac.jobs.simulate.truth.TrueDrive;

/**
 * Drives one car over one stage and hands on what happens: every channel to a {@link BlockSink}, what is true to a
 * {@link TruthBook}. The body moves by milliseconds, the car along its way by 10 ms, heat by 100 ms. Memory is the stage's
 * ground and one block, however long the stage.
 */
public final class Drive {
    /** The loggers wake so long before the car moves, and stay awake so long after it stands. */
    private static final int AWAKE_SECONDS = 5;

    private static final double TICK = Motion.STEP;
    private static final double SHAFT_RADIANS = 2 * StrictMath.PI * 11;

    private final DriveOrder order;
    private final BlockSink sink;
    private final Course course;
    private final Motion motion;
    private final Body body;
    private final Profile profile;
    private final Heat heat;
    private final TruthBook book;
    private final Block block;
    private final Gauges gauges;
    private final Happenings happenings;
    private final ZoneId zone;
    private final double radius;
    private final double halfWeight;
    private final double tank;
    private long millis;
    private int inBlock;
    private int run;
    private int halt;
    private int piece = -1;
    private double ambient;
    private double density;
    private double barometer;
    private double shaft;
    private double shaftRate;
    private double heatBefore;
    private double wheelBefore;
    private double brakesBefore;
    private double yawRate;

    private Drive(DriveOrder order, BlockSink sink) {
        this.order = order;
        this.sink = sink;
        Parameters car = order.car();
        Noise noise = new Noise(order.seed());
        DriverStyle driver = order.driver().in(car.of("pace_share"));
        double limit = car.of("speed_limit_km_per_h") / 3.6;
        course = new Course(order.ground(), order.pieces(), order.incidents(), driver, limit);
        motion = new Motion(car, driver, order.startLitres(), noise.fork("driver"));
        double fullKg = car.of("mass_kg") + car.of("tank_l") * motion.kgPerLitre();
        body = new Body(car, fullKg);
        halfWeight = 0.5 * fullKg * Body.GRAVITY;
        profile = new Profile(course.ground);
        zone = ZoneId.of(order.outing().zone());
        weather();
        heat = new Heat(ambient, car.of("tyre_pressure_bar"));
        book = new TruthBook(order.outing(), course, order.latitudeDeg(), order.longitudeDeg());
        block = new Block(ModelChannel.all());
        gauges = new Gauges(block, car, noise.fork("gauges"));
        happenings = new Happenings(course, order.incidents(), motion, body, heat, book);
        radius = car.of("wheel_radius_m");
        tank = car.of("tank_l");
    }

    /** Drives. */
    public static DriveTruth run(DriveOrder order, BlockSink sink) throws IOException {
        return new Drive(order, sink).run();
    }

    private DriveTruth run() throws IOException {
        sink.begin(run, 0);
        profile.ahead(10);
        body.place(profile, 0);
        nextPiece();
        stand(AWAKE_SECONDS);
        for (halt = 0; halt < course.halts.size(); halt++) {
            Course.Halt next = course.halts.get(halt);
            while (motion.speed > 0 || next.atMetre() - motion.metre >= 0.01) {
                tick(true);
                // A flat tyre puts a stop before the one that the car was driving to.
                next = course.halts.get(halt);
            }
            stop(next);
        }
        stand(AWAKE_SECONDS);
        wholeSecond();
        book.segment(null, millis / 1000.0, motion);
        flush();
        sink.end();
        happenings.close();
        book.close();
        motion.close();
        return new DriveTruth(summary(), book.segments, book.terrain(), book.events, book.damage());
    }

    private void stop(Course.Halt at) throws IOException {
        double seconds = millis / 1000.0;
        if (at.piece() >= 0) {
            piece = at.piece();
            book.segment(at.type(), seconds, motion);
        }
        if (at.type().equals("BIVOUAC")) {
            night(at);
        } else {
            boolean digs = at.type().equals("STUCK");
            motion.diggingSpeed = digs ? 7 : 0;
            stand(digs ? 8 : 0);
            motion.diggingSpeed = 0;
            stand(Math.max(0, 0.5 * at.seconds() - (digs ? 8 : 0)));
            double filled = Double.isNaN(at.litres()) ? tank - motion.fuelLitres : at.litres();
            if (filled > 0) {
                motion.fill(filled);
                book.filled(filled);
            }
            happenings.serve(at.type());
            stand(at.seconds() - 0.5 * at.seconds());
        }
        if (at.piece() >= 0) {
            nextPiece();
        } else if (!at.type().equals("END")) {
            happenings.stood(at.type(), seconds, millis / 1000.0);
        }
        happenings.moveOn();
    }

    private void night(Course.Halt at) throws IOException {
        stand(AWAKE_SECONDS);
        wholeSecond();
        flush();
        sink.end();
        motion.engine.running = false;
        millis += 1000L * Math.max(0, Math.round(at.seconds()) - 2 * AWAKE_SECONDS);
        weather();
        heat.cool(ambient);
        double filled = Double.isNaN(at.litres()) ? tank - motion.fuelLitres : at.litres();
        if (filled > 0) {
            motion.fill(filled);
            book.filled(filled);
        }
        happenings.serve(at.type());
        motion.engine.running = true;
        sink.begin(++run, millis / 1000);
        stand(AWAKE_SECONDS);
    }

    /** Goes on to the next piece of ground, and says so when its type differs from what is being driven. */
    private void nextPiece() {
        int next = piece + 1;
        while (next < course.pieces.size() && course.pieces.get(next).isHalt()) {
            if (next > piece + 1 || piece < 0 || !course.pieces.get(piece).isHalt()) {
                break;
            }
            return; // Halts at the same place follow each other.
        }
        if (next >= course.pieces.size() || course.pieces.get(next).isHalt()) {
            return;
        }
        piece = next;
        String type = course.pieces.get(piece).type();
        if (!type.equals(book.type())) {
            book.segment(type, millis / 1000.0, motion);
        }
    }

    private void stand(double seconds) throws IOException {
        long ticks = Math.round(seconds * 100);
        for (long i = 0; i < ticks; i++) {
            tick(false);
        }
    }

    private void wholeSecond() throws IOException {
        while (millis % 1000 != 0) {
            tick(false);
        }
    }

    private void flush() throws IOException {
        if (inBlock > 0) {
            sink.block(block, inBlock / 1000);
            inBlock = 0;
        }
    }

    private void tick(boolean moves) throws IOException {
        record();
        double before = motion.metre;
        double speedBefore = motion.speed;
        if (moves) {
            motion.move(course, course.halts.get(halt), body.flies(), density);
        } else {
            motion.stand();
        }
        profile.ahead(motion.metre + 5);
        double curvature = course.ground.curvature(motion.metre);
        subSteps(before, speedBefore, curvature);
        while (piece < course.pieces.size() - 1
                && !course.pieces.get(piece).isHalt()
                && motion.metre >= course.pieceEnd[piece]
                && !course.pieces.get(piece + 1).isHalt()) {
            nextPiece();
        }
        book.step(motion, body, course.pieces.get(piece), motion.metre - before);
        happenings.step(millis / 1000.0, halt);
        if (inBlock == 1000 * Block.SECONDS) {
            flush();
        }
    }

    private void subSteps(double before, double speedBefore, double curvature) {
        double bend = (motion.speed - speedBefore) / TICK;
        double lateral = motion.speed * motion.speed * curvature;
        yawRate = motion.speed * curvature;
        double rolling = motion.speed > 0 || speedBefore > 0 ? 1 : 0;
        double target = 0.25 * motion.driveForce * radius;
        for (int k = 0; k < 10; k++) {
            double shake = 0.02 * (body.hubAcceleration[0] + body.hubAcceleration[1]) / Body.GRAVITY;
            double sway = 0.012 * (body.hubAcceleration[0] - body.hubAcceleration[1]) / Body.GRAVITY;
            double latG = lateral / Body.GRAVITY + sway;
            gauges.fast(inBlock, body, bend / Body.GRAVITY + motion.slope + shake, latG);
            if ((inBlock & 1) == 0) {
                gauges.half(inBlock >> 1, body, yawRate, shaft, latG);
            }
            if (rolling > 0 || !body.atRest()) {
                double time = k * Body.STEP;
                double at = before + (speedBefore + 0.5 * bend * time) * time;
                body.step(profile, at, bend, lateral);
                book.body(millis, body, at);
                double grip = (body.load[0] + body.load[1] + 500) / (halfWeight + 100);
                shaftRate += (SHAFT_RADIANS * SHAFT_RADIANS * (target * Math.min(1.8, grip) - shaft)
                                - 0.36 * SHAFT_RADIANS * shaftRate)
                        * Body.STEP;
                shaft += shaftRate * Body.STEP;
                book.cycles(body, shaft);
            }
            millis++;
            inBlock++;
        }
        if (rolling == 0) {
            body.settle();
        }
    }

    private void record() {
        if (millis % 1000 == 0) {
            weather();
            gauges.second(inBlock / 1000, motion, heat, ambient, barometer, tank, happenings.jacked());
        }
        if (millis % 100 == 0) {
            body.mass(motion.mass());
            Ledger ledger = motion.ledger;
            double kilojoule = (ledger.heatJoule - heatBefore) / 1000;
            double wheel = (ledger.wheelJoule - wheelBefore) / 1000;
            heat.step(
                    ambient,
                    motion.speed,
                    kilojoule / Heat.STEP,
                    wheel / Heat.STEP,
                    ledger.brakesJoule - brakesBefore,
                    body.heatJoule);
            heatBefore = ledger.heatJoule;
            wheelBefore = ledger.wheelJoule;
            brakesBefore = ledger.brakesJoule;
            double altitude = order.altitudeMetres() + motion.height;
            book.gps(altitude);
            double longG = motion.acceleration / Body.GRAVITY + motion.slope;
            gauges.slow(inBlock / 100, motion, heat, book, altitude, happenings.marker(), longG);
        }
        if (millis % 20 == 0) {
            gauges.gear(inBlock / 20, motion);
        }
        double curvature = course.ground.curvature(motion.metre);
        gauges.mid(inBlock / 10, motion, body, curvature, happenings.oilBar());
    }

    /** Cool at night, warm in the afternoon, thinner air above. */
    private void weather() {
        double altitude = order.altitudeMetres() + motion.height;
        double hour = order.outing()
                        .start()
                        .plusMillis(millis)
                        .atZone(zone)
                        .toLocalTime()
                        .toSecondOfDay()
                / 3600.0;
        ambient = 20 + 8.5 * StrictMath.sin(2 * StrictMath.PI * (hour - 9.2) / 24) - 0.0065 * altitude;
        barometer = 1.013 * StrictMath.exp(-altitude / 8400);
        density = barometer * 1e5 / (287.05 * (ambient + 273.15));
    }

    private TrueDrive summary() {
        Ledger ledger = motion.ledger;
        double planned =
                course.pieces.stream().mapToDouble(each -> each.metres()).sum();
        double special = course.pieces.stream()
                .filter(each -> each.type().equals("SPECIAL"))
                .mapToDouble(each -> each.metres())
                .sum();
        double filled =
                book.segments.stream().mapToDouble(each -> each.filledLitres()).sum();
        return new TrueDrive(
                order.outing().year(),
                order.outing().event(),
                order.outing().stage(),
                order.outing().car(),
                order.driver().name(),
                order.marathon(),
                order.outing().start(),
                order.outing().zone(),
                millis / 1000.0,
                motion.metre / 1000,
                planned / 1000,
                (course.ground.metres() - planned) / 1000,
                book.gpsPathMetres / 1000,
                special / 1000,
                book.specialSeconds,
                order.startLitres(),
                filled,
                motion.burntLitres,
                motion.fuelLitres,
                ledger.fuelJoule / 1e6,
                ledger.heatJoule / 1e6,
                ledger.auxiliaryJoule / 1e6,
                (ledger.converterJoule + ledger.gearsJoule) / 1e6,
                ledger.slipJoule / 1e6,
                ledger.rollingJoule / 1e6,
                ledger.airJoule / 1e6,
                ledger.brakesJoule / 1e6,
                ledger.engineBrakingJoule / 1e6,
                ledger.climbJoule / 1e6,
                ledger.residualJoule() / 1e6);
    }
}
