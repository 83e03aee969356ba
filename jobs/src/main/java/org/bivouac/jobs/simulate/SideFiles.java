package org.bivouac.jobs.simulate;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.Unit;

/** The tables beside the dumps: what a team would bring along, and what a debrief must come to. */
final class SideFiles {
    private static final String KEY = "year,event,stage,car";

    private final Map<String, StringBuilder> files = new LinkedHashMap<>();

    Map<String, StringBuilder> contents() {
        return files;
    }

    /** The sections of a stage, once per stage and year. */
    void plan(Session session, Road road, Instant start) {
        String header = "year,event,stage,car_class,ordinal,type,length_km,start_time,version,source";
        for (int i = 0; i < road.sections.size(); i++) {
            Road.Section section = road.sections.get(i);
            add(
                    "plan.csv",
                    header,
                    session.crew().year(),
                    session.event(),
                    session.stage(),
                    "*",
                    i + 1,
                    section.type(),
                    number(section.lengthKm(), 3),
                    i == 0 ? start : "",
                    "plan",
                    "sample rally");
        }
    }

    /** What one drive adds: its run sheet and its rows of the expected tables. */
    void drive(Session session, Drive drive, List<Recording> recordings) {
        Crew crew = session.crew();
        add(
                "run-sheets.csv",
                KEY + ",car_class,driver,mass_kg,fuel_start_l,fuel_added_l,fuel_end_l,fuel_density_kg_per_m3,"
                        + "fuel_lhv_mj_per_kg,note",
                key(session),
                "stock",
                crew.driver(),
                number(crew.massKg(), 0),
                number(crew.fuelStartLitres(), 1),
                "0",
                number(crew.fuelStartLitres() - drive.litres(), 2),
                number(Powertrain.FUEL_DENSITY_KG_PER_M3, 0),
                number(Powertrain.FUEL_LHV_MJ_PER_KG, 1),
                "");
        fuel(session, drive);
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
        for (String position : Suspension.POSITIONS) {
            damage(session, Truth.find(recordings, "damper_position_" + position + "_mm"));
        }
    }

    private void fuel(Session session, Drive drive) {
        double idle =
                drive.sections.stream().mapToDouble(Drive.Section::idleLitres).sum();
        for (String type : new String[] {"LIAISON", "SPECIAL"}) {
            List<Drive.Section> parts = drive.sections.stream()
                    .filter(section -> section.type().equals(type))
                    .toList();
            double litres = parts.stream().mapToDouble(Drive.Section::litres).sum();
            double km = parts.stream().mapToDouble(Drive.Section::km).sum();
            fuel(session, type.equals("LIAISON") ? "liaison" : "special", litres, 0.005 * litres + idle, km);
        }
        fuel(session, "stage", drive.litres(), 0.005 * drive.litres(), drive.km());
    }

    private void fuel(Session session, String segment, double litres, double litresTolerance, double km) {
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

    private void damage(Session session, Recording damper) {
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

    /** Dampers and gearbox of every car; one damper is changed on the way. */
    void parts(List<Crew> crews) {
        int serial = 70;
        for (Crew crew : crews) {
            for (String position : Suspension.POSITIONS) {
                part(crew, "damper", position, "00" + serial++, "BV-DMP-" + (position.startsWith("f") ? "F" : "R"), 1);
            }
            part(crew, "gearbox", "", "8G-0" + crew.car() + "-" + crew.year(), "BV-GBX-8", 1);
            if (crew.year() == 2026 && crew.car().equals("502")) {
                part(crew, "damper", "rl", "00" + serial++, "BV-DMP-R", 2);
            }
        }
    }

    private void part(Crew crew, String component, String position, String serial, String number, int fromStage) {
        add(
                "parts.csv",
                "year,event,car,component,position,serial,part_number,from_stage",
                crew.year(),
                SampleRally.EVENT,
                crew.car(),
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

    private static String key(Session session) {
        Crew crew = session.crew();
        return crew.year() + "," + session.event() + "," + session.stage() + "," + crew.car();
    }

    private static String number(double value, int decimals) {
        return TextFiles.fixed(value, decimals);
    }

    private void add(String file, String header, Object... cells) {
        StringBuilder out = files.computeIfAbsent(file, name -> new StringBuilder(header).append('\n'));
        for (int i = 0; i < cells.length; i++) {
            out.append(i == 0 ? "" : ",").append(cells[i]);
        }
        out.append('\n');
    }
}
