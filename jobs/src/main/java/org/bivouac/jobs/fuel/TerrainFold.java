package org.bivouac.jobs.fuel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Part;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.PartSums;
import org.bivouac.jobs.signal.Parts;

/**
 * Way, time, speed and litres by terrain, as the road book names it. Wrong ways count on the ground where they began, stands
 * that the road book does not know where they were; its own halts count nowhere.
 *
 * <p>An interval between two samples belongs to the terrain of its first: off by one sample at a border. Consumption is the
 * litres over the way of the same terrain; a speed is way over time in motion. What the fuel counter gained across a gap
 * belongs to no terrain.
 */
public final class TerrainFold implements Fold<TerrainFold.Partial> {
    private static final long serialVersionUID = 1L;

    private static final String FLOW = "fuel_flow_l_per_h";
    private static final String COUNTER = "fuel_used_l";
    private static final double SECONDS_PER_HOUR = 3600;

    /** Slower than this a car stands. */
    private static final double STANDING_KM_PER_H = 1;

    private final Parts parts;
    private final String[] terrain;
    private final String clock;

    /**
     * Sums up by terrain.
     *
     * @param parts when the car was on which stretch, s from the stage's origin; each within one segment
     * @param terrain what each is
     * @param clock the channel at whose samples the way is read
     */
    public TerrainFold(Parts parts, List<String> terrain, String clock) {
        if (terrain.size() != parts.size()) {
            throw new IllegalArgumentException(terrain.size() + " terrains for " + parts.size() + " parts");
        }
        this.parts = parts;
        this.terrain = terrain.toArray(String[]::new);
        this.clock = clock;
    }

    /** Sums of a stretch of time by part. */
    public static final class Partial implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Which parts were driven in it. */
        private final boolean[] held;

        private final PartSums way;
        private final PartSums flow;
        private final PartSums counter;

        private Partial(int parts) {
            held = new boolean[parts];
            way = new PartSums(parts, STANDING_KM_PER_H / SECONDS_PER_HOUR);
            flow = new PartSums(parts, 0);
            counter = new PartSums(parts, 0);
        }
    }

    @Override
    public Definition definition() {
        return Definition.of("terrain", 1, "standing_km_per_h", STANDING_KM_PER_H, "least_km", FuelFold.LEAST_KM);
    }

    @Override
    public List<String> channels() {
        return List.of(clock, FLOW, COUNTER);
    }

    @Override
    public Partial empty() {
        return new Partial(parts.size());
    }

    @Override
    public void add(Partial partial, Slice slice) {
        parts.hold(slice.fromSeconds(), slice.toSeconds(), partial.held);
        Signal at = slice.signal(clock);
        if (!at.isEmpty()) {
            at.addTo(partial.way, slice.distanceKm(at), parts.at(at.seconds()));
        }
        Signal flow = slice.signal(FLOW);
        if (!flow.isEmpty()) {
            flow.addTo(partial.flow, parts.at(flow.seconds()));
        }
        Signal counter = slice.signal(COUNTER);
        if (!counter.isEmpty()) {
            counter.addTo(partial.counter, parts.at(counter.seconds()));
        }
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        for (int i = 0; i < earlier.held.length; i++) {
            earlier.held[i] |= later.held[i];
        }
        earlier.way.append(later.way);
        earlier.flow.append(later.flow);
        earlier.counter.append(later.counter);
        return earlier;
    }

    /** What belongs to one terrain. */
    private static final class Total {
        private double seconds;
        private double waySeconds;
        private double movingSeconds;
        private double km;
        private double flowSeconds;
        private double flowLitres;
        private double counterSeconds;
        private double counterLitres;
    }

    @Override
    public List<Finding> rows(Partial result) {
        TreeMap<String, Total> totals = new TreeMap<>();
        for (int i = 0; i < terrain.length; i++) {
            if (result.held[i]) {
                Total total = totals.computeIfAbsent(terrain[i], name -> new Total());
                total.seconds += parts.to()[i] - parts.from()[i];
                total.waySeconds += result.way.seconds(i);
                total.movingSeconds += result.way.risingSeconds(i);
                total.km += result.way.rise(i);
                total.flowSeconds += result.flow.seconds(i);
                total.flowLitres += result.flow.integral(i) / SECONDS_PER_HOUR;
                total.counterSeconds += result.counter.seconds(i);
                total.counterLitres += result.counter.rise(i);
            }
        }
        List<Finding> rows = new ArrayList<>();
        totals.forEach((name, total) -> rows(rows, name, total));
        return rows;
    }

    private static void rows(List<Finding> rows, String name, Total total) {
        Part part = new Part(total.seconds, total.km);
        Subject subject = new Subject("terrain", name, "");
        double valid = total.waySeconds;
        String unknown = valid > 0 ? null : "no driven distance";
        String stands = unknown != null ? unknown : total.movingSeconds > 0 ? null : "the car did not move";
        rows.add(measure(subject, "terrain_km", "km", total.km, unknown, true, valid, part));
        rows.add(measure(subject, "terrain_seconds", "s", total.seconds, null, true, total.seconds, part));
        rows.add(measure(subject, "terrain_moving_seconds", "s", total.movingSeconds, unknown, true, valid, part));
        double speed = SECONDS_PER_HOUR * total.km / total.movingSeconds;
        rows.add(measure(subject, "terrain_speed_km_per_h", "km/h", speed, stands, false, valid, part));
        litres(rows, name, FLOW, "flow", total.flowLitres, total.flowSeconds, part);
        litres(rows, name, COUNTER, "counter", total.counterLitres, total.counterSeconds, part);
    }

    private static void litres(
            List<Finding> rows, String name, String channel, String basis, double litres, double seconds, Part part) {
        if (seconds == 0) {
            return;
        }
        Subject subject = new Subject("terrain", name, channel);
        String shortWay = part.km() >= FuelFold.LEAST_KM ? null : "too short a way";
        double rate = Ratio.of(new double[] {litres}, new double[] {part.km()}).litresPer100Km();
        rows.add(measure(subject, "terrain_litres_" + basis, "l", litres, null, true, seconds, part));
        rows.add(measure(subject, "terrain_l_per_100km_" + basis, "l/100km", rate, shortWay, false, seconds, part));
    }

    private static Measure measure(
            Subject subject,
            String name,
            String unit,
            double value,
            String reason,
            boolean additive,
            double validSeconds,
            Part part) {
        return new Measure(
                subject, name, unit, reason == null ? value : Double.NaN, reason, additive, validSeconds, part);
    }
}
