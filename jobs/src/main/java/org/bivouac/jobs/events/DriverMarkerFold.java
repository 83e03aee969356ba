package org.bivouac.jobs.events;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

/** When the driver pressed the marker button, and what was then. Presses with a short pause are one. */
public final class DriverMarkerFold implements Fold<DriverMarkerFold.Partial> {
    private static final long serialVersionUID = 1L;
    private static final String CHANNEL = "driver_marker";
    private static final Subject CREW = new Subject("crew", "", CHANNEL);

    /** Half way between released (0) and pressed (1 or more). */
    private static final double PRESSED = 0.5;

    private final double pauseSeconds;
    private final List<String> context;

    /**
     * Goes by the catalogue's threshold {@code marker_pause_s}.
     *
     * @param context channels of which the first five are noted with each press
     */
    public DriverMarkerFold(Catalogue catalogue, List<String> context) {
        pauseSeconds = catalogue.threshold("marker_pause_s");
        this.context = context.stream().limit(5).toList();
    }

    /** The presses of a stretch of time. */
    public static final class Partial implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Exceedances presses = new Exceedances(1, PRESSED, 0, Integer.MAX_VALUE);
        private final Presence presence = new Presence();

        private Partial() {}
    }

    @Override
    public Definition definition() {
        return Definition.of("driver_marker", 1, "pressed_above", PRESSED, "pause_s", pauseSeconds);
    }

    @Override
    public List<String> channels() {
        Set<String> names = new LinkedHashSet<>(List.of(CHANNEL));
        names.addAll(context);
        return List.copyOf(names);
    }

    @Override
    public Partial empty() {
        return new Partial();
    }

    @Override
    public void add(Partial partial, Slice slice) {
        Signal signal = slice.signal(CHANNEL);
        if (signal.isEmpty()) {
            return;
        }
        signal.addTo(partial.presence, null);
        partial.presses.add(
                signal.seconds(),
                signal.values(),
                null,
                signal.from(),
                signal.to(),
                signal.maxGapSeconds(),
                new Surroundings(slice, signal, context));
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        earlier.presses.append(later.presses);
        earlier.presence.append(later.presence);
        return earlier;
    }

    @Override
    public List<Finding> rows(Partial result) {
        String reason = result.presence.valid() == 0 ? "no valid samples" : null;
        List<Run> presses = new ArrayList<>();
        for (Run run : result.presses.closed().runs()) {
            Run last = presses.isEmpty() ? null : presses.get(presses.size() - 1);
            if (last != null && run.fromSeconds() - last.toSeconds() < pauseSeconds) {
                presses.set(
                        presses.size() - 1,
                        new Run(
                                last.fromSeconds(),
                                run.toSeconds(),
                                last.fromKm(),
                                last.peakSeconds(),
                                Math.max(last.peak(), run.peak()),
                                last.context()));
            } else {
                presses.add(run);
            }
        }
        List<Finding> rows = new ArrayList<>();
        rows.add(new Measure(
                CREW,
                "driver_markers",
                "",
                reason == null ? presses.size() : Double.NaN,
                reason,
                true,
                result.presence.coveredSeconds()));
        for (Run press : presses) {
            rows.add(new Event(
                    CREW,
                    "driver_marker",
                    press.fromSeconds(),
                    press.seconds(),
                    press.fromKm(),
                    press.peak(),
                    Double.NaN,
                    "",
                    "info",
                    "",
                    press.context()));
        }
        return rows;
    }
}
