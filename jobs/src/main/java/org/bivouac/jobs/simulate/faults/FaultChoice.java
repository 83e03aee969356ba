package org.bivouac.jobs.simulate.faults;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bivouac.jobs.simulate.dumps.DumpFormat;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.Interpolation;
import org.bivouac.schemas.Unit;

/** Says which faults make sense for which loggers and channels. */
final class FaultChoice {
    private FaultChoice() {}

    /** Whether a logger can have a fault of this kind that the truth can tell. */
    static boolean canHave(FaultKind kind, Logger logger) {
        DumpFormat format = format(logger);
        return switch (kind) {
            case UNFINALISED -> format.isMeasurement();
            case LOST_SECONDS, CLOCK_DRIFT, CLOCK_RESET -> format.hasRowTimes();
            case GPS_WEEK_ROLLOVER -> format == DumpFormat.VBO;
            case SWAPPED_FOLDERS -> format == DumpFormat.MOTEC_LD || format == DumpFormat.MOTEC_CSV;
            case RENAMED, CHANGED_UNIT, COUNTER_RESET, STUCK, SATURATED, SPIKING, DROPPED, NAN_RUNS ->
                format != DumpFormat.VBO && !columnsFor(kind, logger).isEmpty();
            default -> true;
        };
    }

    /** The channels of a logger that a fault of this kind makes sense for: of the catalogue, or nobody would miss them. */
    static List<Integer> columnsFor(FaultKind kind, Logger logger) {
        return IntStream.range(0, logger.channels().size())
                .filter(c -> {
                    LoggedChannel one = logger.channels().get(c);
                    Optional<Channel> known = Catalogue.builtIn().channel(one.channel());
                    if (known.isEmpty()) {
                        return false;
                    }
                    boolean smooth = known.get().interpolation() == Interpolation.LINEAR;
                    boolean counter =
                            one.channel().equals("fuel_used_l") || one.channel().equals("distance_km");
                    return switch (kind) {
                        case COUNTER_RESET -> counter;
                        case STUCK, SATURATED, SPIKING -> smooth && !counter && one.rateHz() >= 10;
                        case DROPPED, NAN_RUNS -> one.rateHz() >= 10;
                        case CHANGED_UNIT -> otherUnit(one) != null;
                        default -> true;
                    };
                })
                .boxed()
                .toList();
    }

    static DumpFormat format(Logger logger) {
        return DumpFormat.of(logger.format())
                .orElseThrow(() -> new IllegalArgumentException(
                        logger.name() + ": no format '" + logger.format() + "'; known: " + DumpFormat.names()));
    }

    /** What is plausible of a channel, from end to end, in the logger's unit; 100 of its units when the catalogue does not know it. */
    static double range(LoggedChannel one) {
        Optional<Channel> known = Catalogue.builtIn().channel(one.channel());
        if (known.isEmpty()) {
            return 100;
        }
        double range = known.get().max() - known.get().min();
        Optional<Unit> unit = Unit.of(one.unit());
        return unit.isEmpty()
                ? range
                : range * known.get().unit().to(unit.get()).factor();
    }

    /** Another unit of the same quantity, of a like size where there is one; null when there is none. */
    static Unit otherUnit(LoggedChannel channel) {
        Unit unit = channel.unit().isEmpty() ? null : Unit.of(channel.unit()).orElse(null);
        Unit other = null;
        for (Unit candidate : Unit.values()) {
            if (unit != null && candidate != unit && candidate.quantity() == unit.quantity()) {
                double factor = unit.to(candidate).factor();
                boolean like = factor > 0.005 && factor < 200;
                other = other == null || like ? candidate : other;
                if (like) {
                    return other;
                }
            }
        }
        return unit == Unit.NONE ? null : other;
    }
}
