package org.bivouac.jobs.events;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.Exceedances;
import org.bivouac.jobs.signal.Exceedances.Run;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.Unit;

/**
 * When one channel was beyond one limit, for how long, how far, and what else was then.
 *
 * <p>All runs count in the measures; the first {@value #MOST_EVENTS} of them become events.
 */
public final class LimitFold implements Fold<LimitFold.Partial> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_EVENTS = 100;

    private final String channel;
    private final String unit;
    private final Subject subject;
    private final int sign;
    private final double limit;
    private final double forSeconds;
    /** Null when the limit always holds. */
    private final String gate;

    private final double gateAbove;
    private final String severity;
    private final String source;
    private final List<String> context;

    /**
     * Watches one limit.
     *
     * @param limit the limit; converted to its channel's unit
     * @param context channels whose values at the peak are noted with each event
     * @throws IllegalArgumentException if the limit names a channel, unit or side that does not exist
     */
    public LimitFold(Catalogue catalogue, LimitRow limit, List<String> context) {
        Channel watched = catalogue.require(limit.channel());
        Unit given = Unit.of(limit.unit())
                .orElseThrow(() -> new IllegalArgumentException(
                        "limit of " + limit.channel() + ": no unit '" + limit.unit() + "'"));
        channel = watched.name();
        unit = watched.unit().symbol();
        subject = new Subject(watched.component(), watched.position(), watched.name());
        sign = switch (limit.side().toLowerCase(Locale.ROOT)) {
            case "above" -> 1;
            case "below" -> -1;
            default ->
                throw new IllegalArgumentException(
                        "limit of " + channel + ": side is '" + limit.side() + "', expected above or below");
        };
        this.limit = given.to(watched.unit()).apply(limit.limitValue());
        forSeconds = Double.isNaN(limit.forS()) ? 0 : limit.forS();
        gate = limit.whenChannel() == null || limit.whenChannel().isEmpty()
                ? null
                : catalogue.require(limit.whenChannel()).name();
        gateAbove = limit.whenAbove();
        severity = limit.severity();
        source = limit.source() == null ? "" : limit.source();
        this.context =
                context.stream().filter(name -> !name.equals(channel)).limit(3).toList();
    }

    /** The runs of a stretch of time. */
    public static final class Partial implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Exceedances runs;
        private final Presence presence = new Presence();

        private Partial(Exceedances runs) {
            this.runs = runs;
        }
    }

    @Override
    public Definition definition() {
        return Definition.of(
                "limit",
                1,
                "limit",
                limit,
                "unit",
                unit,
                "side",
                side(),
                "for_s",
                forSeconds,
                "when",
                gate == null ? "always" : gate + " > " + gateAbove,
                "severity",
                severity,
                "source",
                source);
    }

    @Override
    public List<String> channels() {
        Set<String> names = new LinkedHashSet<>();
        names.add(channel);
        if (gate != null) {
            names.add(gate);
        }
        names.addAll(context);
        return List.copyOf(names);
    }

    @Override
    public Partial empty() {
        return new Partial(new Exceedances(sign, limit, forSeconds, MOST_EVENTS));
    }

    @Override
    public void add(Partial partial, Slice slice) {
        Signal signal = slice.signal(channel);
        if (signal.isEmpty()) {
            return;
        }
        double[] gateValues = gate == null ? null : slice.aligned(gate, signal);
        boolean[] open = gateValues == null ? null : new boolean[gateValues.length];
        for (int i = 0; open != null && i < open.length; i++) {
            open[i] = gateValues[i] > gateAbove;
        }
        signal.addTo(partial.presence, gateValues);
        partial.runs.add(
                signal.seconds(),
                signal.values(),
                open,
                signal.from(),
                signal.to(),
                signal.maxGapSeconds(),
                new Surroundings(slice, signal, context));
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        earlier.runs.append(later.runs);
        earlier.presence.append(later.presence);
        return earlier;
    }

    @Override
    public List<Finding> rows(Partial result) {
        Exceedances runs = result.runs.closed();
        String reason = null;
        if (result.presence.valid() == 0) {
            reason = "no valid samples";
        } else if (gate != null && result.presence.gateSeconds() == 0) {
            reason = "no " + gate + ", which says when the limit holds";
        }
        String suffix = "_" + side() + "_" + number(limit);
        double seconds = gate == null ? result.presence.coveredSeconds() : result.presence.gateSeconds();
        List<Finding> rows = new ArrayList<>();
        rows.add(measure("exceedances" + suffix, "", (double) runs.count(), reason, seconds));
        rows.add(measure("seconds" + suffix, "s", runs.seconds(), reason, seconds));
        for (Run run : runs.runs()) {
            rows.add(new Event(
                    subject,
                    "limit_exceeded",
                    run.fromSeconds(),
                    run.seconds(),
                    run.fromKm(),
                    run.peak(),
                    limit,
                    unit,
                    severity,
                    source,
                    run.context()));
        }
        return rows;
    }

    private Measure measure(String name, String measureUnit, double value, String reason, double seconds) {
        return new Measure(subject, name, measureUnit, reason == null ? value : Double.NaN, reason, true, seconds);
    }

    private String side() {
        return sign > 0 ? "above" : "below";
    }

    /** The limit as part of a measure's name: 110, 2_5, minus_5. */
    private static String number(double value) {
        String digits = new BigDecimal(Double.toString(Math.abs(value)))
                .stripTrailingZeros()
                .toPlainString()
                .replace('.', '_');
        return value < 0 ? "minus_" + digits : digits;
    }
}
