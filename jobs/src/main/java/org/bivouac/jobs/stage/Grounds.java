package org.bivouac.jobs.stage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.bivouac.jobs.scan.DistanceTrack;
import org.bivouac.jobs.stage.WrongWays.WrongWay;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.GroundRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RoadBookRow;
import org.bivouac.schemas.SegmentRow;

/**
 * Lays the road book's kilometres over a car's way, section by section: which terrain each second was driven on, where it was
 * driven in vain and where the car stood.
 *
 * <p>The road book counts from a section's start. The car's own counter runs on along wrong ways, which are taken out, and is
 * stretched to the plan where the section was driven to its end and the two differ by no more than {@value #STRETCH_SHARE}:
 * odometers are off by that much, shortened stages by more. Ground that the road book does not name has none; a stop
 * between two sections belongs to neither.
 */
final class Grounds {
    private static final double STRETCH_SHARE = 0.03;

    /** A stop so near a halt of the road book is that halt, km; on long sections this share of the way to it. */
    private static final double HALT_KM = 0.5;

    private static final double HALT_SHARE = 0.005;
    private static final String STOP = "STOP";
    private static final String UNPLANNED = "unplanned";

    private final CarKey car;
    private final long origin;
    private final DistanceTrack distance;
    private final List<GroundRow> rows = new ArrayList<>();
    private int wrongWays;

    private Grounds(CarKey car, long origin, DistanceTrack distance) {
        this.car = car;
        this.origin = origin;
        this.distance = distance;
    }

    /** A section as driven: its pieces and the stops between them, in order. */
    private record Driven(String name, String type, double plannedKm, List<SegmentRow> pieces) {
        SegmentRow first() {
            return pieces.get(0);
        }

        SegmentRow last() {
            return pieces.get(pieces.size() - 1);
        }
    }

    /** A stretch of time with what is known of it. */
    private record Stretch(double from, double to, String what, WrongWay wrong) {
        boolean holds(double seconds) {
            return seconds >= from && seconds < to;
        }
    }

    /**
     * The ground of a log, in order of time.
     *
     * @param origin the log's first instant, µs since 1970
     * @param segments its segments
     * @param plan its plan, in driving order
     * @param roadBook of the same stage and class; may be empty
     * @param wrong its track; null when there is none
     */
    static List<GroundRow> of(
            CarKey car,
            long origin,
            DistanceTrack distance,
            List<SegmentRow> segments,
            List<PlanRow> plan,
            List<RoadBookRow> roadBook,
            WrongWays wrong) {
        Grounds grounds = new Grounds(car, origin, distance);
        if (distance.basis() == null) {
            return List.of();
        }
        List<Driven> sections = sections(segments);
        for (int i = 0; i < sections.size(); i++) {
            PlanRow planned = planned(sections.get(i), plan);
            if (planned != null) {
                List<RoadBookRow> own = roadBook.stream()
                        .filter(row -> row.ordinal() == planned.ordinal())
                        .toList();
                grounds.section(sections.get(i), i + 1 < sections.size(), own, wrong);
            }
        }
        return grounds.rows;
    }

    private static List<Driven> sections(List<SegmentRow> segments) {
        Map<String, Driven> sections = new LinkedHashMap<>();
        List<SegmentRow> stops = new ArrayList<>();
        for (SegmentRow row : segments) {
            if (row.type().equals(STOP)) {
                stops.add(row);
                continue;
            }
            String[] words = row.segment().split("-", -1);
            String name = words[0] + "-" + words[1];
            Driven section = sections.get(name);
            if (section == null) {
                section = new Driven(name, row.type(), row.plannedKm(), new ArrayList<>());
                sections.put(name, section);
            } else {
                section.pieces.addAll(stops);
            }
            stops.clear();
            section.pieces.add(row);
        }
        return List.copyOf(sections.values());
    }

    /** The plan's row of the same type and number; null when that has another length, so that the two do not belong together. */
    private static PlanRow planned(Driven section, List<PlanRow> plan) {
        int number = Integer.parseInt(section.name.substring(section.name.indexOf('-') + 1));
        return plan.stream()
                .filter(row -> row.type().equalsIgnoreCase(section.type))
                .skip(number - 1L)
                .findFirst()
                .filter(row -> row.lengthKm() == section.plannedKm)
                .orElse(null);
    }

    private void section(Driven section, boolean isWhole, List<RoadBookRow> roadBook, WrongWays track) {
        double from = seconds(section.first().fromTime());
        double to = seconds(section.last().toTime());
        List<WrongWay> wrong =
                track != null && section.type.equals("SPECIAL") ? track.within(from, to, section.plannedKm) : List.of();
        double drivenKm = section.last().toKm()
                - section.first().fromKm()
                - wrong.stream().mapToDouble(WrongWay::km).sum();
        double ratio = drivenKm / section.plannedKm;
        double stretch = isWhole && Math.abs(ratio - 1) <= STRETCH_SHARE ? ratio : 1;
        Way way = new Way(section.first().fromKm(), stretch, wrong);
        List<Stretch> terrain = terrain(roadBook, way, from, to);
        List<Stretch> ways = wrong.stream()
                .map(one -> new Stretch(one.fromSeconds(), one.toSeconds(), null, one))
                .toList();
        List<Stretch> halts = section.pieces.stream()
                .filter(row -> row.type().equals(STOP))
                .map(row -> new Stretch(seconds(row.fromTime()), seconds(row.toTime()), halt(row, roadBook, way), null))
                .toList();
        write(section.name, from, to, terrain, ways, halts);
    }

    /** Kilometres of the road book on the car's counter. */
    private record Way(double startKm, double stretch, List<WrongWay> wrong) {
        double ownKm(double bookKm) {
            double own = startKm + bookKm * stretch;
            for (WrongWay one : wrong) {
                own += own > one.fromKm() ? one.km() : 0;
            }
            return own;
        }
    }

    private List<Stretch> terrain(List<RoadBookRow> roadBook, Way way, double from, double to) {
        List<Stretch> terrain = new ArrayList<>();
        roadBook.stream()
                .filter(row -> row.terrain() != null)
                .sorted(Comparator.comparingDouble(RoadBookRow::fromKm))
                .forEach(row -> {
                    double begin = row.fromKm() == 0 ? from : distance.secondsAt(way.ownKm(row.fromKm()));
                    double end = distance.secondsAt(way.ownKm(row.toKm()));
                    double last = Double.isNaN(end) ? to : Math.min(to, end);
                    if (Math.max(begin, from) < last) {
                        terrain.add(new Stretch(Math.max(begin, from), last, row.terrain(), null));
                    }
                });
        // The last metres of a section are its last terrain: the border is where the car stood, not where the counter
        // says.
        if (!terrain.isEmpty() && reachesEnd(roadBook, way, to)) {
            Stretch last = terrain.remove(terrain.size() - 1);
            terrain.add(new Stretch(last.from, to, last.what, null));
        }
        return terrain;
    }

    /** Whether the road book names the ground up to a section's end, within the tolerance of a halt. */
    private boolean reachesEnd(List<RoadBookRow> roadBook, Way way, double to) {
        double named = roadBook.stream().mapToDouble(RoadBookRow::toKm).max().orElse(0);
        return distance.kmUntil(to) - way.ownKm(named) <= HALT_KM;
    }

    private static String halt(SegmentRow stop, List<RoadBookRow> roadBook, Way way) {
        return roadBook.stream()
                .filter(row -> row.halt() != null)
                .filter(row -> Math.abs(stop.fromKm() - way.ownKm(row.fromKm()))
                        <= Math.max(HALT_KM, HALT_SHARE * row.fromKm()))
                .min(Comparator.comparingDouble(row -> Math.abs(stop.fromKm() - way.ownKm(row.fromKm()))))
                .map(row -> row.halt().toUpperCase(Locale.ROOT))
                .orElse(UNPLANNED);
    }

    /** A row wherever something begins or ends. */
    private void write(
            String section, double from, double to, List<Stretch> terrain, List<Stretch> ways, List<Stretch> halts) {
        TreeSet<Double> cuts = new TreeSet<>(List.of(from, to));
        for (List<Stretch> list : List.of(terrain, ways, halts)) {
            for (Stretch one : list) {
                cuts.add(one.from);
                cuts.add(one.to);
            }
        }
        Double before = null;
        for (double cut : cuts.subSet(from, true, to, true)) {
            if (before != null) {
                Stretch wrong = at(ways, before);
                // On a wrong way the ground is that of where it began.
                Stretch ground = at(terrain, wrong == null ? before : wrong.from);
                Stretch halt = at(halts, before);
                if (wrong != null && before == wrong.from) {
                    wrongWays++;
                }
                add(section, ground, wrong, halt, before, cut);
            }
            before = cut;
        }
    }

    private static Stretch at(List<Stretch> list, double seconds) {
        return list.stream().filter(one -> one.holds(seconds)).findFirst().orElse(null);
    }

    private void add(String section, Stretch ground, Stretch wrong, Stretch halt, double from, double to) {
        rows.add(new GroundRow(
                car.stage().year(),
                car.stage().event(),
                car.stage().stage(),
                car.car(),
                rows.size(),
                section,
                ground == null ? null : ground.what,
                wrong == null ? 0 : wrongWays,
                wrong == null ? 0 : wrong.wrong.returns(),
                halt == null ? null : halt.what,
                instant(from),
                instant(to),
                distance.kmUntil(from),
                distance.kmUntil(to)));
    }

    private double seconds(Instant instant) {
        return (ChronoUnit.MICROS.between(Instant.EPOCH, instant) - origin) / 1e6;
    }

    private Instant instant(double seconds) {
        return Instant.EPOCH.plus(origin + Math.round(seconds * 1e6), ChronoUnit.MICROS);
    }
}
