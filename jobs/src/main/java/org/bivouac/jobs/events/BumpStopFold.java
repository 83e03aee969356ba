package org.bivouac.jobs.events;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
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
 * How often, how deep and how fast a corner went into its bump stop.
 *
 * <p>A hit is a run of samples behind the stop's first touch that goes as deep as {@code bump_stop_depth_mm}; it lasts
 * until the damper has left the stop. All hits count in the measures; the deepest {@value #MOST_EVENTS} become events.
 */
public final class BumpStopFold implements Fold<BumpStopFold.Partial> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_EVENTS = 100;

    /** How long before its deepest point the stop is touched at most, s; beyond it the entry's speed is not told. */
    private static final double ENTRY_SECONDS = 0.3;

    private final String channel;
    private final Subject subject;
    private final double contactMm;
    private final double hitMm;
    private final String source;

    /**
     * Watches one damper; goes by the catalogue's thresholds {@code bump_stop_*}. Where a stop is depends on the car: a
     * team that sets a limit above which a damper should not go says by it where the stop is touched.
     *
     * @param limits the limits that hold for the car; the lowest upper one of the damper counts, others are no matter
     */
    public BumpStopFold(Catalogue catalogue, Channel damper, List<LimitRow> limits) {
        channel = damper.name();
        subject = new Subject(damper.component(), damper.position(), damper.name());
        OptionalDouble own = limits.stream()
                .filter(limit ->
                        limit.channel().equals(damper.name()) && limit.side().equalsIgnoreCase("above"))
                .mapToDouble(limit ->
                        Unit.of(limit.unit()).orElseThrow().to(damper.unit()).apply(limit.limitValue()))
                .min();
        contactMm = own.orElse(catalogue.threshold("bump_stop_contact_mm"));
        hitMm = contactMm + catalogue.threshold("bump_stop_depth_mm");
        source = own.isPresent() ? "limits" : "thresholds";
    }

    /** The contacts of a stretch of time. */
    public static final class Partial implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Exceedances contacts;
        private final Presence presence = new Presence();

        private Partial(Exceedances contacts) {
            this.contacts = contacts;
        }
    }

    @Override
    public Definition definition() {
        return Definition.of("bump_stop", 1, "contact_mm", contactMm, "hit_mm", hitMm);
    }

    @Override
    public List<String> channels() {
        return List.of(channel);
    }

    @Override
    public Partial empty() {
        return new Partial(new Exceedances(1, contactMm, 0, Integer.MAX_VALUE));
    }

    @Override
    public void add(Partial partial, Slice slice) {
        Signal signal = slice.signal(channel);
        if (signal.isEmpty()) {
            return;
        }
        signal.addTo(partial.presence, null);
        partial.contacts.add(
                signal.seconds(),
                signal.values(),
                null,
                signal.from(),
                signal.to(),
                signal.maxGapSeconds(),
                new At(slice, signal));
    }

    /** Where the car was, and how fast the damper went in: looked up only when there is a contact. */
    private final class At implements Exceedances.Context {
        private final Slice slice;
        private final Signal signal;
        private double[] km;

        At(Slice slice, Signal signal) {
            this.slice = slice;
            this.signal = signal;
        }

        @Override
        public double km(int i) {
            km = km == null ? slice.distanceKm(signal) : km;
            return km[i];
        }

        @Override
        public String at(int i) {
            if (signal.values()[i] < hitMm) {
                return "";
            }
            double entry = entrySpeed(slice, signal.seconds()[i]);
            return Double.isNaN(entry) ? "" : String.format(Locale.ROOT, "entry_mm_per_s=%.4g", entry);
        }
    }

    /** Speed of the damper when it last touched the stop before an instant, mm/s, over 10 ms: 5 to each side. */
    private double entrySpeed(Slice slice, double peakSeconds) {
        Signal before = Grid.millis(peakSeconds - ENTRY_SECONDS, peakSeconds);
        double[] travel = slice.aligned(channel, before);
        for (int i = travel.length - 6; i >= 5; i--) {
            if (travel[i] <= contactMm && travel[i + 1] > contactMm) {
                return (travel[i + 5] - travel[i - 5]) / 0.01;
            }
        }
        return Double.NaN;
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        earlier.contacts.append(later.contacts);
        earlier.presence.append(later.presence);
        return earlier;
    }

    @Override
    public List<Finding> rows(Partial result) {
        String reason = result.presence.valid() == 0 ? "no valid samples" : null;
        double seconds = result.presence.coveredSeconds();
        List<Run> hits = result.contacts.closed().runs().stream()
                .filter(run -> run.peak() >= hitMm)
                .toList();
        String none = reason == null && hits.isEmpty() ? "no hit" : reason;
        double deepest = hits.stream().mapToDouble(Run::peak).max().orElse(Double.NaN) - contactMm;
        List<Finding> rows = new ArrayList<>();
        rows.add(new Measure(
                subject, "bump_stop_hits", "", reason == null ? hits.size() : Double.NaN, reason, true, seconds));
        rows.add(new Measure(subject, "bump_stop_deepest", "mm", deepest, none, false, seconds));
        double least = hits.stream()
                .mapToDouble(run -> -run.peak())
                .sorted()
                .limit(MOST_EVENTS)
                .reduce((a, b) -> b)
                .orElse(0);
        for (Run hit : hits) {
            if (-hit.peak() <= least) {
                rows.add(new Event(
                        subject,
                        "bump_stop",
                        hit.fromSeconds(),
                        hit.seconds(),
                        hit.fromKm(),
                        hit.peak(),
                        hitMm,
                        "mm",
                        "info",
                        source,
                        hit.context()));
            }
        }
        return rows;
    }
}
