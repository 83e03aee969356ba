package org.bivouac.jobs.fuel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.Counter;
import org.bivouac.jobs.signal.Trapezoid;

/**
 * Litres, consumption and energy of a car. What is integrated from the flow ends in {@code _flow}, what comes from the
 * counter in {@code _counter}; they are never mixed, and both are there when both channels are.
 *
 * <p>Consumption is the ratio of sums over those intervals whose fuel and distance are both known. Steps of the counter
 * across a gap count as litres, because the counter went on, but not for the ratio.
 */
public final class FuelFold implements Fold<FuelFold.Partial> {
    private static final long serialVersionUID = 1L;

    private static final String FLOW = "fuel_flow_l_per_h";
    private static final String COUNTER = "fuel_used_l";
    private static final String VEHICLE_SPEED = "vehicle_speed_km_per_h";
    private static final String GPS_SPEED = "gps_speed_km_per_h";
    private static final String ENGINE_SPEED = "engine_speed_rpm";
    private static final double SECONDS_PER_HOUR = 3600;

    /** Litres by less than this way have no consumption: a car that stands moves by the noise of its speed. */
    static final double LEAST_KM = 0.1;

    private final FuelSettings settings;

    /** Fuel figures by these settings. */
    public FuelFold(FuelSettings settings) {
        this.settings = settings;
    }

    /** The fuel of a stretch of time. */
    public static final class Partial implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Trapezoid flow = new Trapezoid();
        private final IdleFuel idle = new IdleFuel();
        private final Counter counter = new Counter();
    }

    @Override
    public Definition definition() {
        return Definition.of(
                "fuel",
                2,
                "density_kg_per_m3",
                settings.densityKgPerM3(),
                "lhv_mj_per_kg",
                settings.heatingValueMjPerKg(),
                "idle_below_km_per_h",
                settings.idleBelowKmPerH(),
                "engine_on_above_rpm",
                settings.engineOnAboveRpm(),
                "least_km",
                LEAST_KM,
                "integral",
                "trapezoid");
    }

    @Override
    public List<String> channels() {
        return List.of(FLOW, COUNTER, VEHICLE_SPEED, GPS_SPEED, ENGINE_SPEED);
    }

    @Override
    public Partial empty() {
        return new Partial();
    }

    @Override
    public void add(Partial partial, Slice slice) {
        Signal flow = slice.signal(FLOW);
        if (!flow.isEmpty()) {
            flow.addTo(partial.flow, slice.distanceKm(flow));
            flow.addTo(partial.idle, idling(slice, flow));
        }
        Signal counter = slice.signal(COUNTER);
        if (!counter.isEmpty()) {
            counter.addTo(partial.counter, slice.distanceKm(counter));
        }
    }

    /** 1 where the car stands with its engine on, 0 where not, NaN where its speed is unknown. */
    private double[] idling(Slice slice, Signal flow) {
        double[] vehicle = slice.aligned(VEHICLE_SPEED, flow);
        double[] gps = slice.aligned(GPS_SPEED, flow);
        double[] engine = slice.aligned(ENGINE_SPEED, flow);
        double[] idling = new double[vehicle.length];
        for (int i = 0; i < idling.length; i++) {
            double speed = Double.isNaN(vehicle[i]) ? gps[i] : vehicle[i];
            boolean on = Double.isNaN(engine[i]) ? flow.values()[i] > 0 : engine[i] > settings.engineOnAboveRpm();
            idling[i] = Double.isNaN(speed) ? Double.NaN : on && speed < settings.idleBelowKmPerH() ? 1 : 0;
        }
        return idling;
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        earlier.flow.append(later.flow);
        earlier.idle.append(later.idle);
        earlier.counter.append(later.counter);
        return earlier;
    }

    @Override
    public List<Finding> rows(Partial result) {
        List<Finding> rows = new ArrayList<>();
        Trapezoid flow = result.flow;
        if (flow.valid() > 0) {
            double seconds = flow.coveredSeconds();
            basis(
                    rows,
                    "flow",
                    FLOW,
                    flow.integral() / SECONDS_PER_HOUR,
                    flow.integralOverDistance() / SECONDS_PER_HOUR,
                    flow.distance(),
                    seconds);
            String unknown = result.idle.knownSeconds() > 0 ? null : "no speed, so idling is unknown";
            double idleLitres = result.idle.flowSeconds() / SECONDS_PER_HOUR;
            double known = result.idle.knownSeconds();
            rows.add(measure(FLOW, "fuel_idle_litres_flow", "l", idleLitres, unknown, true, known));
            rows.add(measure(FLOW, "idle_seconds_flow", "s", result.idle.idleSeconds(), unknown, true, known));
            rows.add(measure(FLOW, "fuel_uncovered_seconds_flow", "s", flow.uncoveredSeconds(), null, true, seconds));
        }
        Counter counter = result.counter;
        if (counter.valid() > 0) {
            double seconds = counter.coveredSeconds() + counter.uncoveredSeconds();
            basis(rows, "counter", COUNTER, counter.total(), counter.totalOverDistance(), counter.distance(), seconds);
            rows.add(measure(COUNTER, "fuel_counter_resets", "", (double) counter.resets(), null, true, seconds));
        }
        if (rows.isEmpty()) {
            rows.add(new Measure(
                    new Subject("fuel_system", "", ""),
                    "fuel_litres",
                    "l",
                    Double.NaN,
                    "no fuel flow and no fuel counter in the log",
                    true,
                    0));
        }
        return rows;
    }

    private void basis(
            List<Finding> rows,
            String basis,
            String channel,
            double litres,
            double litresOverDistance,
            double km,
            double seconds) {
        String noDistance = km >= LEAST_KM ? null : km > 0 ? "too short a way" : "no driven distance";
        double consumption =
                Ratio.of(new double[] {litresOverDistance}, new double[] {km}).litresPer100Km();
        double energy =
                FuelEnergy.kilowattHourPerKm(consumption, settings.densityKgPerM3(), settings.heatingValueMjPerKg());
        boolean known = !Double.isNaN(settings.densityKgPerM3()) && !Double.isNaN(settings.heatingValueMjPerKg());
        String noEnergy = known ? noDistance : "no density or heating value of the fuel in the run sheet";
        rows.add(measure(channel, "fuel_litres_" + basis, "l", litres, null, true, seconds));
        rows.add(measure(channel, "fuel_distance_" + basis, "km", km, null, true, seconds));
        rows.add(measure(channel, "fuel_l_per_100km_" + basis, "l/100km", consumption, noDistance, false, seconds));
        rows.add(measure(channel, "fuel_kwh_per_km_" + basis, "kWh/km", energy, noEnergy, false, seconds));
    }

    private static Measure measure(
            String channel,
            String name,
            String unit,
            double value,
            String reason,
            boolean additive,
            double validSeconds) {
        return new Measure(
                new Subject("fuel_system", "", channel),
                name,
                unit,
                reason == null ? value : Double.NaN,
                reason,
                additive,
                validSeconds);
    }
}
