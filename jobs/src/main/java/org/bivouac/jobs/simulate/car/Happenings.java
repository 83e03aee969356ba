package org.bivouac.jobs.simulate.car;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Lets happen what was asked for, each at its place, and writes it into the truth when it is over. */
final class Happenings {
    private static final double CHANGE_SECONDS = 190;
    private static final double FLAT_BAR = 1.0;

    private final Course course;
    private final List<Incident> pending;
    private final Motion motion;
    private final Body body;
    private final Heat heat;
    private final TruthBook book;
    private double now;
    private double oilBar = 1.5;
    private TruthBook.Spot starvingFrom;
    private double starvingSeconds;
    private double lowestBar;
    private TruthBook.Spot overRevFrom;
    private double overRevSeconds;
    private double highestRpm;
    private TruthBook.Spot fanFrom;
    private double fanUntil;
    private double hottest;
    private double markerUntil = -1;
    private TruthBook.Spot detourFrom;
    private boolean changing;

    Happenings(Course course, List<Incident> incidents, Motion motion, Body body, Heat heat, TruthBook book) {
        this.course = course;
        this.motion = motion;
        this.body = body;
        this.heat = heat;
        this.book = book;
        pending = new ArrayList<>(incidents);
        pending.removeIf(incident -> switch (incident.kind()) {
            case JUMP, DETOUR, STUCK, LOST -> true;
            case PUNCTURE, OVER_REV, OIL_STARVATION, OVERHEATING, BROKEN_DAMPER, MARKER -> false;
        });
        pending.sort(Comparator.comparingDouble(Incident::atMetre));
    }

    double oilBar() {
        return oilBar;
    }

    boolean marker() {
        return now < markerUntil;
    }

    /** Whether the car stands on its jacks. */
    boolean jacked() {
        return changing && motion.speed == 0;
    }

    /** After each 10 ms. */
    void step(double seconds, int nextHalt) {
        now = seconds;
        for (int i = 0; i < pending.size(); i++) {
            Incident incident = pending.get(i);
            if (motion.metre < course.ground.ownMetre(incident.atMetre())) {
                break;
            }
            if (begins(incident)) {
                pending.remove(i--);
            }
        }
        oil();
        overRev();
        fan();
        tyres(nextHalt);
        detour();
    }

    private TruthBook.Spot here() {
        return book.spot(now, motion.metre);
    }

    private boolean begins(Incident incident) {
        switch (incident.kind()) {
            case PUNCTURE -> {
                heat.leak[incident.corner()] = incident.size();
                String note = "leak; the wheel is changed below " + FLAT_BAR + " bar";
                book.event("puncture", incident.corner(), here(), 0, incident.size(), "bar/s", note);
            }
            case OVER_REV -> {
                if (overRevFrom != null || !motion.engine.overRev(motion.speed, incident.size())) {
                    return false;
                }
                overRevFrom = here();
                overRevSeconds = incident.size();
                highestRpm = 0;
            }
            case OIL_STARVATION -> {
                if (starvingFrom != null || motion.engine.rpm < 2800) {
                    return false;
                }
                starvingFrom = here();
                starvingSeconds = incident.size();
                lowestBar = oilBar;
            }
            case OVERHEATING -> {
                fanFrom = here();
                fanUntil = now + incident.size();
                heat.fanOffSeconds = incident.size();
                hottest = heat.coolant;
            }
            case BROKEN_DAMPER -> {
                body.damping[incident.corner()] = incident.size();
                String note = "share of damping left, until the next service";
                book.event("broken_damper", incident.corner(), here(), 0, incident.size(), "1", note);
            }
            case MARKER -> {
                markerUntil = now + 0.5;
                book.event("driver_marker", -1, here(), 0.5, Double.NaN, null, "button pressed");
            }
            case JUMP, DETOUR, STUCK, LOST -> throw new AssertionError(incident);
        }
        return true;
    }

    private void oil() {
        double rpm = motion.engine.rpm;
        double warm = Math.min(6.2, (0.9 + 0.00112 * rpm) * (1 - 0.0045 * (heat.oil - 95)));
        double wanted = rpm < 100 ? 0 : warm;
        if (starvingFrom != null) {
            double share = (now - starvingFrom.seconds()) / starvingSeconds;
            if (share < 1) {
                wanted *= 1 - 0.88 * Math.sqrt(Math.max(0, StrictMath.sin(StrictMath.PI * share)));
                lowestBar = Math.min(lowestBar, oilBar);
            } else {
                book.event("oil_starvation", -1, starvingFrom, starvingSeconds, lowestBar, "bar", "lowest pressure");
                starvingFrom = null;
            }
        }
        oilBar += (wanted - oilBar) * 0.2;
    }

    private void overRev() {
        if (overRevFrom == null) {
            return;
        }
        highestRpm = Math.max(highestRpm, motion.engine.rpm);
        if (now - overRevFrom.seconds() > overRevSeconds + 0.3) {
            book.event("over_rev", -1, overRevFrom, overRevSeconds, highestRpm, "rpm", "highest speed");
            overRevFrom = null;
        }
    }

    private void fan() {
        if (fanFrom == null) {
            return;
        }
        hottest = Math.max(hottest, heat.coolant);
        if (now > fanUntil + 60) {
            closeFan();
        }
    }

    private void closeFan() {
        if (fanFrom != null) {
            double length = fanUntil - fanFrom.seconds();
            book.event("overheating", -1, fanFrom, length, hottest, "degC", "fan off; highest coolant");
            fanFrom = null;
        }
    }

    private void tyres(int nextHalt) {
        double lowest = 9;
        for (int i = 0; i < 4; i++) {
            lowest = Math.min(lowest, heat.leak[i] > 0 ? heat.tyreBar(i) : 9);
        }
        motion.flat = lowest < 0.9 ? 0.3 : 0;
        if (lowest < FLAT_BAR && !changing && motion.speed > 0) {
            double at = motion.metre + motion.speed * motion.speed / 2 + 120;
            changing = true;
            if (at + 30 < course.halts.get(nextHalt).atMetre()) {
                course.halt(at, "WHEEL_CHANGE", CHANGE_SECONDS);
            }
        }
    }

    private void detour() {
        boolean away = course.ground.onDetour(motion.metre);
        if (away && detourFrom == null) {
            detourFrom = here();
        } else if (!away && detourFrom != null) {
            double metres = motion.metre - detourFrom.metre();
            book.event("detour", -1, detourFrom, now - detourFrom.seconds(), metres, "m", "driven in vain");
            detourFrom = null;
        }
    }

    /** What is done to the car at a stop; wheels are changed at every one when a tyre is flat. */
    void serve(String type) {
        if (changing || type.equals("SERVICE") || type.equals("BIVOUAC")) {
            heat.repair();
            motion.flat = 0;
        }
        if (type.equals("SERVICE")) {
            Arrays.fill(body.damping, 1);
        }
    }

    /** A stop that no plan knew is over. */
    void stood(String type, double fromSeconds, double toSeconds) {
        String kind = type.toLowerCase(Locale.ROOT);
        book.event(
                kind,
                -1,
                book.spot(fromSeconds, motion.metre),
                toSeconds - fromSeconds,
                Double.NaN,
                null,
                "the car stands");
    }

    /** The car drives on after a stop. */
    void moveOn() {
        changing = false;
    }

    void close() {
        closeFan();
    }
}
