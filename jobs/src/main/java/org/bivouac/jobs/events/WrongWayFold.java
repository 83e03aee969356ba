package org.bivouac.jobs.events;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.PartSums;
import org.bivouac.jobs.signal.Parts;
import org.bivouac.schemas.Catalogue;

/**
 * Detours, and whether the crew was lost: what wrong ways and unplanned stands cost, and what else the log says of them.
 *
 * <p>A stand in a special has many reasons. It tells of a lost crew only when nothing else explains it: wheels that spin (the
 * car was stuck), a tyre whose pressure changed, fuel that was filled in. What a log cannot show, such as another crew that
 * needed help, stays a reason that this does not know; so the event is for the crew to confirm.
 */
public final class WrongWayFold implements Fold<WrongWayFold.Partial> {
    private static final long serialVersionUID = 1L;

    private static final Subject CREW = new Subject("crew", "", "");
    private static final String FLOW = "fuel_flow_l_per_h";
    private static final String LEVEL = "fuel_level_l";
    private static final List<String> POSITION = List.of("gps_latitude_deg", "gps_longitude_deg");
    private static final List<String> WHEELS = List.of(
            "wheel_speed_fl_km_per_h", "wheel_speed_fr_km_per_h", "wheel_speed_rl_km_per_h", "wheel_speed_rr_km_per_h");
    private static final List<String> TYRES =
            List.of("tyre_pressure_fl_bar", "tyre_pressure_fr_bar", "tyre_pressure_rl_bar", "tyre_pressure_rr_bar");
    private static final double SECONDS_PER_HOUR = 3600;

    /** What is read slowly tells of a stand from a little before it to a little behind it, s. */
    private static final double ASIDE_SECONDS = 5;

    private final Stay[] stays;
    private final Parts parts;
    private final int leastReturns;
    private final double leastStandingSeconds;
    private final double tyreBar;
    private final double refuelLitres;
    private final double spinningKmPerH;
    private final double spinningSeconds;

    /** Judges stretches that are in order of time; goes by the catalogue's thresholds {@code lost_*} and {@code stuck_*}. */
    public WrongWayFold(Catalogue catalogue, List<Stay> stays) {
        this.stays = stays.toArray(Stay[]::new);
        parts = new Parts(
                stays.stream().mapToDouble(Stay::fromSeconds).toArray(),
                stays.stream().mapToDouble(Stay::toSeconds).toArray());
        leastReturns = (int) catalogue.threshold("lost_returns");
        leastStandingSeconds = catalogue.threshold("lost_standing_s");
        tyreBar = catalogue.threshold("lost_tyre_bar");
        refuelLitres = catalogue.threshold("lost_refuel_l");
        spinningKmPerH = catalogue.threshold("stuck_spinning_km_per_h");
        spinningSeconds = catalogue.threshold("stuck_spinning_s");
    }

    /** What a stretch of time says of each stay. */
    public static final class Partial implements Serializable {
        private static final long serialVersionUID = 1L;

        private final boolean[] begun;
        private final PartSums flow;
        private final PartSums[] spinning;
        /** Of each stay and tyre, then of the fuel, the first and the last value. */
        private final double[][] first;

        private final double[][] last;
        private final Presence position = new Presence();

        private Partial(int stays) {
            begun = new boolean[stays];
            flow = new PartSums(stays, 0);
            spinning = new PartSums[WHEELS.size()];
            Arrays.setAll(spinning, c -> new PartSums(stays, 0));
            first = unknown(stays);
            last = unknown(stays);
        }

        private static double[][] unknown(int stays) {
            double[][] values = new double[stays][TYRES.size() + 1];
            for (double[] row : values) {
                Arrays.fill(row, Double.NaN);
            }
            return values;
        }
    }

    @Override
    public Definition definition() {
        return Definition.of(
                "wrong_way",
                1,
                "returns",
                leastReturns,
                "standing_s",
                leastStandingSeconds,
                "tyre_bar",
                tyreBar,
                "refuel_l",
                refuelLitres,
                "spinning_km_per_h",
                spinningKmPerH,
                "spinning_s",
                spinningSeconds);
    }

    @Override
    public List<String> channels() {
        return Stream.of(POSITION, List.of(FLOW), WHEELS, TYRES, List.of(LEVEL))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Partial empty() {
        return new Partial(stays.length);
    }

    @Override
    public void add(Partial partial, Slice slice) {
        Signal position = slice.signal(POSITION.get(0));
        position.addTo(partial.position, null);
        boolean any = false;
        for (int i = 0; i < stays.length; i++) {
            partial.begun[i] |=
                    stays[i].fromSeconds() >= slice.fromSeconds() && stays[i].fromSeconds() < slice.toSeconds();
            any |= stays[i].toSeconds() + ASIDE_SECONDS >= slice.fromSeconds()
                    && stays[i].fromSeconds() - ASIDE_SECONDS < slice.toSeconds();
        }
        if (!any) {
            return;
        }
        Signal flow = slice.signal(FLOW);
        flow.addTo(partial.flow, parts.at(flow.seconds()));
        for (int c = 0; c < WHEELS.size(); c++) {
            Signal wheel = slice.signal(WHEELS.get(c));
            wheel.addTo(partial.spinning[c], spins(wheel.values()), parts.at(wheel.seconds()));
        }
        for (int c = 0; c < TYRES.size(); c++) {
            ends(partial, slice.signal(TYRES.get(c)), c);
        }
        ends(partial, slice.signal(LEVEL), TYRES.size());
    }

    /** 1 where a wheel turns, 0 where it does not. */
    private double[] spins(double[] kmPerH) {
        return Arrays.stream(kmPerH)
                .map(speed -> Double.isNaN(speed) ? Double.NaN : speed > spinningKmPerH ? 1 : 0)
                .toArray();
    }

    private void ends(Partial partial, Signal signal, int of) {
        for (int i = signal.from(); i < signal.to(); i++) {
            double value = signal.values()[i];
            double at = signal.seconds()[i];
            for (int p = 0; p < stays.length && !Double.isNaN(value); p++) {
                if (at >= stays[p].fromSeconds() - ASIDE_SECONDS && at < stays[p].toSeconds() + ASIDE_SECONDS) {
                    partial.first[p][of] = Double.isNaN(partial.first[p][of]) ? value : partial.first[p][of];
                    partial.last[p][of] = value;
                }
            }
        }
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        earlier.flow.append(later.flow);
        earlier.position.append(later.position);
        for (int c = 0; c < earlier.spinning.length; c++) {
            earlier.spinning[c].append(later.spinning[c]);
        }
        for (int i = 0; i < stays.length; i++) {
            earlier.begun[i] |= later.begun[i];
            for (int c = 0; c < earlier.first[i].length; c++) {
                earlier.first[i][c] = Double.isNaN(earlier.first[i][c]) ? later.first[i][c] : earlier.first[i][c];
                earlier.last[i][c] = Double.isNaN(later.last[i][c]) ? earlier.last[i][c] : later.last[i][c];
            }
        }
        return earlier;
    }

    /** What one wrong way came to, its stands included. */
    private static final class Detour {
        private Stay first;
        private double toSeconds;
        private double toKm;
        private double standing;
        private double litres;
        private boolean isFuelKnown;
    }

    @Override
    public List<Finding> rows(Partial result) {
        List<Detour> detours = detours(result);
        List<Event> lost = new ArrayList<>();
        for (Detour detour : detours) {
            if (detour.first.returns() >= leastReturns) {
                lost.add(lost(
                        detour.first,
                        detour.toSeconds,
                        String.format(Locale.ROOT, "returns=%d", detour.first.returns())));
            }
        }
        for (int i = 0; i < stays.length; i++) {
            double seconds = stays[i].toSeconds() - stays[i].fromSeconds();
            if (result.begun[i]
                    && stays[i].stands()
                    && stays[i].wrongWay() == 0
                    && seconds >= leastStandingSeconds
                    && !isExplained(result, i)) {
                lost.add(lost(stays[i], stays[i].toSeconds(), "standing_s=" + Math.round(seconds)));
            }
        }
        double known = result.position.coveredSeconds();
        String unknown = known > 0 ? null : "no position";
        List<Finding> rows = new ArrayList<>();
        rows.add(measure("detours", "", detours.size(), unknown, known));
        rows.add(measure(
                "detour_km",
                "km",
                detours.stream()
                        .mapToDouble(one -> one.toKm - one.first.fromKm())
                        .sum(),
                unknown,
                known));
        rows.add(measure(
                "detour_seconds",
                "s",
                detours.stream()
                        .mapToDouble(one -> one.toSeconds - one.first.fromSeconds())
                        .sum(),
                unknown,
                known));
        rows.add(measure("times_lost", "", lost.size(), unknown, known));
        double seconds = lost.stream().mapToDouble(Event::durationSeconds).sum();
        rows.add(measure("lost_seconds", "s", seconds, unknown, known));
        detours.forEach(one -> rows.add(event(one)));
        rows.addAll(lost);
        return rows;
    }

    private List<Detour> detours(Partial result) {
        List<Detour> detours = new ArrayList<>();
        Detour open = null;
        for (int i = 0; i < stays.length; i++) {
            Stay stay = stays[i];
            if (stay.wrongWay() == 0) {
                continue;
            }
            if (open == null || open.first.wrongWay() != stay.wrongWay()) {
                open = new Detour();
                open.first = stay;
                if (result.begun[i]) {
                    detours.add(open);
                }
            }
            open.toSeconds = stay.toSeconds();
            open.toKm = stay.toKm();
            open.standing += stay.stands() ? stay.toSeconds() - stay.fromSeconds() : 0;
            open.litres += result.flow.integral(i) / SECONDS_PER_HOUR;
            open.isFuelKnown |= result.flow.seconds(i) > 0;
        }
        return detours;
    }

    /** Whether something else than a lost way explains a stand. */
    private boolean isExplained(Partial result, int i) {
        double spun = 0;
        for (PartSums wheel : result.spinning) {
            spun = Math.max(spun, wheel.integral(i));
        }
        boolean dug = spun >= spinningSeconds;
        boolean filled = result.last[i][TYRES.size()] - result.first[i][TYRES.size()] >= refuelLitres;
        boolean tyres = false;
        for (int c = 0; c < TYRES.size(); c++) {
            tyres |= Math.abs(result.last[i][c] - result.first[i][c]) >= tyreBar;
        }
        return dug || filled || tyres;
    }

    private static Event lost(Stay stay, double toSeconds, String context) {
        return new Event(
                CREW,
                "lost",
                stay.fromSeconds(),
                toSeconds - stay.fromSeconds(),
                stay.fromKm(),
                Double.NaN,
                Double.NaN,
                "",
                "info",
                "",
                context);
    }

    private static Event event(Detour detour) {
        StringBuilder context = new StringBuilder("returns=" + detour.first.returns());
        if (detour.standing > 0) {
            context.append("; standing_s=").append(Math.round(detour.standing));
        }
        if (detour.isFuelKnown) {
            context.append(String.format(Locale.ROOT, "; litres=%.4g", detour.litres));
        }
        return new Event(
                CREW,
                "detour",
                detour.first.fromSeconds(),
                detour.toSeconds - detour.first.fromSeconds(),
                detour.first.fromKm(),
                detour.toKm - detour.first.fromKm(),
                Double.NaN,
                "km",
                "watch",
                "",
                context.toString());
    }

    /** Not additive: a wrong way across the end of a segment belongs to the one where it began. */
    private static Measure measure(String name, String unit, double value, String reason, double seconds) {
        return new Measure(CREW, name, unit, reason == null ? value : Double.NaN, reason, false, seconds);
    }
}
