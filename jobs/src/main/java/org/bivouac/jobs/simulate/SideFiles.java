package org.bivouac.jobs.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.simulate.car.DriveOrder;
import org.bivouac.jobs.simulate.car.DriveTruth;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.rally.CarEntry;
import org.bivouac.jobs.simulate.truth.TrueSegment;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.Unit;

/** The tables beside the dumps: what a team would bring along, and what a debrief must come to. */
final class SideFiles {
    private static final String KEY = "year,event,stage,car";

    private static final String[] CORNERS = {"fl", "fr", "rl", "rr"};

    private final Map<String, StringBuilder> files = new LinkedHashMap<>();
    private int serial = 70;

    Map<String, StringBuilder> contents() {
        return files;
    }

    /** What one drive adds: its run sheet and its rows of the expected tables. */
    void drive(DriveOrder order, DriveTruth truth, List<Recording> recordings) {
        Outing session = order.outing();
        add(
                "run-sheets.csv",
                KEY + ",car_class,driver,mass_kg,fuel_start_l,fuel_added_l,fuel_end_l,fuel_density_kg_per_m3,"
                        + "fuel_lhv_mj_per_kg,note",
                key(session),
                "stock",
                session.driver(),
                number(order.car().of("mass_kg"), 0),
                number(order.startLitres(), 1),
                "0",
                number(truth.drive().endLitres(), 2),
                number(order.car().of("fuel_density_kg_per_m3"), 0),
                number(order.car().of("fuel_lhv_mj_per_kg"), 1),
                "");
        fuel(session, truth);
        for (Truth.Exceedance found : Truth.exceedances(List.of(Limit.ALL), recordings)) {
            double sample = 1.0 / found.rateHz();
            add(
                    "expected/vitals.csv",
                    KEY + ",channel,side,limit_value,unit,count,first_time,first_s,first_s_tolerance,duration_s,"
                            + "duration_s_tolerance,peak,peak_tolerance",
                    key(session),
                    found.limit().channel(),
                    found.limit().side(),
                    number(found.limit().limitValue(), 1),
                    found.limit().unit(),
                    found.count(),
                    session.start().plusMillis(Math.round(1000 * found.firstSeconds())),
                    number(found.firstSeconds(), 2),
                    number(sample, 2),
                    number(found.seconds(), 2),
                    number(found.count() * 2 * sample, 2),
                    number(found.peak(), 5),
                    "0.00001");
        }
        for (String position : CORNERS) {
            damage(session, Truth.find(recordings, "damper_position_" + position + "_mm"));
        }
    }

    private void fuel(Outing session, DriveTruth truth) {
        double idle = truth.segments().stream()
                .mapToDouble(TrueSegment::standingLitres)
                .sum();
        for (String type : new String[] {"LIAISON", "SPECIAL"}) {
            List<TrueSegment> parts = truth.segments().stream()
                    .filter(segment -> segment.type().equals(type))
                    .toList();
            double standing =
                    parts.stream().mapToDouble(TrueSegment::standingLitres).sum();
            double litres = parts.stream().mapToDouble(TrueSegment::litres).sum() - standing;
            double km = parts.stream().mapToDouble(TrueSegment::distanceKm).sum();
            fuel(session, type.equals("LIAISON") ? "liaison" : "special", litres, 0.005 * litres + idle, km);
        }
        double litres = truth.drive().burntLitres();
        fuel(session, "stage", litres, 0.005 * litres, truth.drive().distanceKm());
    }

    private void fuel(Outing session, String segment, double litres, double litresTolerance, double km) {
        double kmTolerance = 0.001 * km + 0.003;
        add(
                "expected/fuel.csv",
                KEY + ",segment,litres,litres_tolerance,distance_km,distance_km_tolerance,l_per_100km,"
                        + "l_per_100km_tolerance",
                key(session),
                segment,
                number(litres, 4),
                number(litresTolerance, 4),
                number(km, 4),
                number(kmTolerance, 4),
                number(100 * litres / km, 3),
                number(100 * litres / km * (litresTolerance / litres + kmTolerance / km), 3));
    }

    private void damage(Outing session, Recording damper) {
        Truth.Cycles cycles = Truth.cycles(damper.in(Unit.MILLIMETRE));
        long missing = Arrays.stream(damper.values()).filter(Double::isNaN).count();
        add(
                "expected/damage.csv",
                KEY + ",channel,k,samples,missing,closed,residue_points,max_range_mm,sum_closed,sum_half_residue,"
                        + "relative_tolerance",
                key(session),
                damper.sensor().channel(),
                5,
                damper.values().length,
                missing,
                cycles.closed(),
                cycles.residue(),
                number(cycles.maxRange(), 4),
                number(cycles.closedSum(), 3),
                number(cycles.halfSum(), 3),
                "1e-9");
    }

    /** One file of the inbox and what must become of it. */
    void dump(String file, String status, String format, int rows, int rejected, String fault) {
        add(
                "expected/dumps.csv",
                "file,status,format,rows,rejected_rows,fault",
                file,
                status,
                format,
                rows,
                rejected,
                fault);
    }

    /** Dampers and gearbox of every car in a year; one damper is changed on the way. */
    void parts(int year, List<CarEntry> cars) {
        for (CarEntry entry : cars) {
            String car = entry.car();
            for (String position : CORNERS) {
                part(
                        year,
                        car,
                        "damper",
                        position,
                        "00" + serial++,
                        "BV-DMP-" + (position.startsWith("f") ? "F" : "R"),
                        1);
            }
            part(year, car, "gearbox", "", "8G-0" + car + "-" + year, "BV-GBX-8", 1);
            if (year == 2026 && car.equals("502")) {
                part(year, car, "damper", "rl", "00" + serial++, "BV-DMP-R", 2);
            }
        }
    }

    private void part(
            int year, String car, String component, String position, String serial, String number, int fromStage) {
        add(
                "parts.csv",
                "year,event,car,component,position,serial,part_number,from_stage",
                year,
                SampleRally.EVENT,
                car,
                component,
                position,
                serial,
                number,
                fromStage);
    }

    void limits(List<LimitRow> limits) {
        for (LimitRow limit : limits) {
            add(
                    "limits.csv",
                    "car_class,channel,side,limit_value,unit,for_s,when_channel,when_above,severity,source",
                    limit.carClass(),
                    limit.channel(),
                    limit.side(),
                    number(limit.limitValue(), 1),
                    limit.unit(),
                    number(limit.forS(), 2),
                    limit.whenChannel() == null ? "" : limit.whenChannel(),
                    number(limit.whenAbove(), 0),
                    limit.severity(),
                    limit.source());
        }
    }

    private static String key(Outing session) {
        return session.year() + "," + session.event() + "," + session.stage() + "," + session.car();
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value)
                ? ""
                : new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    private void add(String file, String header, Object... cells) {
        StringBuilder out = files.computeIfAbsent(file, name -> new StringBuilder(header).append('\n'));
        for (int i = 0; i < cells.length; i++) {
            out.append(i == 0 ? "" : ",").append(cells[i]);
        }
        out.append('\n');
    }
}
