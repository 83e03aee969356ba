package org.bivouac.jobs.simulate.faults;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;

/**
 * The faults that a rally is to have.
 *
 * @param seed decides which single samples are hit
 * @param wanted the faults
 */
public record FaultPlan(long seed, List<WantedFault> wanted) implements Serializable {
    private static final String HEADER = "kind,year,stage,car,logger,channel,from_s,to_s,size,with";

    /** Copies the list. */
    public FaultPlan {
        wanted = List.copyOf(wanted);
    }

    /** A rally whose loggers are in order. */
    public static FaultPlan none() {
        return new FaultPlan(0, List.of());
    }

    /**
     * Reads a plan from text, a fault on each line under the header; an empty cell stands for the first that fits, or for
     * the usual size.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static FaultPlan parse(long seed, String csv) {
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
            throw new IllegalArgumentException("line 1: expected the columns " + HEADER);
        }
        List<WantedFault> wanted = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    wanted.add(fault(line.split(",", -1)));
                } catch (IllegalArgumentException bad) {
                    throw new IllegalArgumentException("line " + (i + 1) + ": " + bad.getMessage(), bad);
                }
            }
        }
        return new FaultPlan(seed, wanted);
    }

    private static WantedFault fault(String[] cells) {
        if (cells.length != HEADER.split(",").length) {
            throw new IllegalArgumentException(cells.length + " cells, expected those of " + HEADER);
        }
        double from = number(cells[6], 0);
        return new WantedFault(
                FaultKind.of(cells[0]),
                (int) number(cells[1], 0),
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                from,
                number(cells[7], from),
                number(cells[8], Double.NaN),
                cells[9]);
    }

    private static double number(String cell, double otherwise) {
        try {
            return cell.isBlank() ? otherwise : Double.parseDouble(cell.strip());
        } catch (NumberFormatException bad) {
            throw new IllegalArgumentException("'" + cell + "' is no number", bad);
        }
    }

    /** Where a fault can strike: a drive, how long it is, and its boxes. */
    public record Place(Outing outing, double seconds, List<Logger> loggers) {}

    /**
     * Each of some kinds of fault once, spread over drives by the seed. Kinds that fit nowhere (unfinalised without an MDF4
     * logger, swapped folders without a second car) are left out.
     */
    public static FaultPlan once(List<FaultKind> kinds, long seed, List<Place> places) {
        List<WantedFault> wanted = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (FaultKind kind : kinds) {
            List<Spot> spots = places.stream()
                    .flatMap(place -> place.loggers().stream()
                            .filter(logger -> FaultChoice.canHave(kind, logger))
                            .map(logger -> new Spot(place, logger)))
                    .filter(spot -> wanted.stream().noneMatch(spot::isTaken))
                    .filter(spot -> kind != FaultKind.SWAPPED_FOLDERS
                            || !otherCar(places, spot, wanted).isEmpty())
                    .toList();
            if (!spots.isEmpty()) {
                // Where least has gone wrong yet, so that one fault does not hide another.
                long least = spots.stream()
                        .mapToLong(spot -> spot.faults(wanted))
                        .min()
                        .orElseThrow();
                List<Spot> best = spots.stream()
                        .filter(spot -> spot.faults(wanted) == least)
                        .toList();
                Spot spot = best.get(random.nextInt(best.size()));
                String with = kind == FaultKind.SWAPPED_FOLDERS ? otherCar(places, spot, wanted) : "";
                wanted.add(spot.fault(kind, random, with));
            }
        }
        return new FaultPlan(seed, wanted);
    }

    /** A car of the same stage whose logger of the same name is in order too; empty when there is none. */
    private static String otherCar(List<Place> places, Spot spot, List<WantedFault> wanted) {
        Outing one = spot.place().outing();
        return places.stream()
                .filter(place -> place.outing().year() == one.year()
                        && place.outing().stage().equals(one.stage())
                        && !place.outing().car().equals(one.car()))
                .filter(place -> wanted.stream().noneMatch(new Spot(place, spot.logger())::isTaken))
                .map(place -> place.outing().car())
                .findFirst()
                .orElse("");
    }

    /** One box on one drive. */
    private record Spot(Place place, Logger logger) {
        boolean isTaken(WantedFault fault) {
            return fault.concerns(place.outing()) && fault.concerns(logger);
        }

        /** How many faults the drive has. */
        long faults(List<WantedFault> wanted) {
            return wanted.stream()
                    .filter(fault -> fault.concerns(place.outing()))
                    .count();
        }

        WantedFault fault(FaultKind kind, SplittableRandom random, String with) {
            Outing outing = place.outing();
            List<Integer> columns = FaultChoice.columnsFor(kind, logger);
            String channel = kind.concerns() == FaultKind.Concerns.SENSOR
                    ? logger.channels()
                            .get(columns.get(random.nextInt(columns.size())))
                            .channel()
                    : "";
            double from = Math.floor(place.seconds() * (0.3 + 0.3 * random.nextDouble()));
            double to = from + Math.min(120, Math.floor(place.seconds() * 0.2));
            return new WantedFault(
                    kind,
                    outing.year(),
                    outing.stage(),
                    outing.car(),
                    logger.name(),
                    channel,
                    from,
                    to,
                    Double.NaN,
                    with);
        }
    }
}
