package org.bivouac.jobs.scan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SpectrumRow;

/** Turns findings into rows: adds where and by which definition, and withholds values that rest on too little. */
final class ResultRows {
    /** Share of valid time below which a value is not given; above it the coverage stands beside it. */
    static final double ENOUGH = 0.5;

    /** Measures of the coverage itself, which are most telling when it is low. */
    private static final Set<String> OF_THE_LOG = Set.of("uncovered_seconds", "gaps", "missing_samples", "gaps_joined");

    private static final Definition SCAN = Definition.of(
            "scan",
            1,
            "enough_coverage",
            ENOUGH,
            "block_s",
            Span.WINDOW_MICROS * Span.WINDOWS_PER_BLOCK / 1_000_000,
            "window_s",
            Span.WINDOW_MICROS / 1_000_000);

    private final CarKey car;
    private final Instant origin;
    private final List<MeasureRow> measures = new ArrayList<>();
    private final List<SpectrumRow> spectra = new ArrayList<>();
    private final List<EventRow> events = new ArrayList<>();
    private final List<StageScan.Contradicted> contradicted = new ArrayList<>();

    /** Rows of one car; {@code origin} is the instant that events' seconds count from. */
    ResultRows(CarKey car, Instant origin) {
        this.car = car;
        this.origin = origin;
    }

    /**
     * What findings speak of.
     *
     * @param name a segment, a type of segments, or {@code stage}
     * @param seconds its length in time
     * @param km its driven distance; NaN if unknown
     */
    record Stretch(String name, double seconds, double km) {}

    /** Adds what a fold found in a stretch. */
    void add(Stretch stretch, Definition definition, List<Finding> findings) {
        String hash = definition.settingsHash();
        for (Finding finding : findings) {
            if (finding instanceof Finding.Measure measure) {
                measures.add(row(stretch, definition, hash, measure));
            } else if (finding instanceof Finding.Spectrum spectrum) {
                addAll(stretch, definition, hash, spectrum);
            } else if (finding instanceof Finding.Event event) {
                events.add(row(stretch, definition, hash, event));
            }
        }
    }

    private MeasureRow row(Stretch stretch, Definition definition, String hash, Finding.Measure measure) {
        Finding.Part part = measure.part() == null ? new Finding.Part(stretch.seconds(), stretch.km()) : measure.part();
        double coverage = Math.min(1, measure.validSeconds() / part.seconds());
        double value = measure.value();
        String reason = measure.reason();
        if (!Double.isNaN(value) && coverage < ENOUGH && !OF_THE_LOG.contains(measure.measure())) {
            value = Double.NaN;
            reason = String.format(Locale.ROOT, "n/a (%d %% valid)", (int) (100 * coverage));
        }
        return new MeasureRow(
                car.stage().year(),
                car.stage().event(),
                car.stage().stage(),
                car.car(),
                stretch.name(),
                measure.subject().component(),
                measure.subject().position(),
                measure.subject().channel(),
                measure.measure(),
                measure.unit(),
                value,
                reason,
                measure.additive(),
                coverage,
                measure.validSeconds(),
                part.seconds(),
                part.km(),
                definition.id(),
                definition.version(),
                hash);
    }

    private void addAll(Stretch stretch, Definition definition, String hash, Finding.Spectrum spectrum) {
        for (int i = 0; i < spectrum.values().length; i++) {
            spectra.add(new SpectrumRow(
                    car.stage().year(),
                    car.stage().event(),
                    car.stage().stage(),
                    car.car(),
                    stretch.name(),
                    spectrum.subject().component(),
                    spectrum.subject().position(),
                    spectrum.subject().channel(),
                    spectrum.spectrum(),
                    i,
                    at(spectrum.xLo(), i),
                    at(spectrum.xHi(), i),
                    spectrum.xUnit(),
                    at(spectrum.yLo(), i),
                    at(spectrum.yHi(), i),
                    spectrum.yUnit(),
                    spectrum.values()[i],
                    spectrum.valueUnit(),
                    definition.id(),
                    definition.version(),
                    hash));
        }
    }

    private static double at(double[] edges, int i) {
        return edges == null ? Double.NaN : edges[i];
    }

    private EventRow row(Stretch stretch, Definition definition, String hash, Finding.Event event) {
        return new EventRow(
                car.stage().year(),
                car.stage().event(),
                car.stage().stage(),
                car.car(),
                stretch.name(),
                event.subject().component(),
                event.subject().position(),
                event.subject().channel(),
                event.kind(),
                origin.plusNanos(Math.round(event.atSeconds() * 1e6) * 1000),
                event.atKm(),
                event.durationSeconds(),
                event.peak(),
                event.limit(),
                event.unit(),
                event.severity(),
                event.source(),
                event.context(),
                definition.id(),
                definition.version(),
                hash);
    }

    /**
     * Adds what the scan itself knows of the log, for the whole stage: measure {@code channel_present} (1 or 0) for each
     * channel of the catalogue, {@code duplicate_samples} and {@code conflicting_samples} where dumps overlap, event {@code other_raster}
     * for a channel that several rasters hold, and {@code not_analysed} for each fold that had no channel.
     */
    void log(
            StageScan.Inputs in,
            List<Fold<?>> run,
            SortedMap<String, LogSlice.Counts> counts,
            List<SegmentRow> segments) {
        double seconds = segments.stream().mapToDouble(SegmentRow::seconds).sum();
        double km = segments.stream().mapToDouble(SegmentRow::distanceKm).sum();
        Stretch stage = new Stretch("stage", seconds, km);
        SortedSet<String> present = in.log().channels();
        SortedSet<String> asked = StageScan.channels(in.folds());
        in.catalogue().channels().forEach(channel -> asked.add(channel.name()));
        List<Finding> findings = new ArrayList<>();
        for (String name : asked) {
            Finding.Subject subject = in.catalogue()
                    .channel(name)
                    .map(ResultRows::subject)
                    .orElseGet(() -> new Finding.Subject("", "", name));
            findings.add(count(subject, "channel_present", present.contains(name) ? 1 : 0, seconds));
            LogSlice.Counts own = counts.get(name);
            if (own != null) {
                findings.add(count(subject, "duplicate_samples", own.duplicates(), seconds));
                findings.add(count(subject, "conflicting_samples", own.conflicts(), seconds));
                LogReader.Contradiction first = own.first();
                if (first != null) {
                    contradicted.add(new StageScan.Contradicted(
                            name, own.conflicts(), StageScan.instant(first.micros()), first.dump(), first.other()));
                }
            }
            List<String> rasters = in.log().rasters(name);
            if (rasters.size() > 1) {
                findings.add(note(
                        subject,
                        "other_raster",
                        "used=" + rasters.get(0) + "; others=" + String.join(" ", rasters.subList(1, rasters.size()))));
            }
        }
        add(stage, SCAN, findings);
        for (Fold<?> fold : in.folds()) {
            if (!run.contains(fold)) {
                String channels = String.join(" ", new TreeSet<>(fold.channels()));
                Finding.Subject subject =
                        new Finding.Subject("", "", fold.channels().get(0));
                add(stage, fold.definition(), List.of(note(subject, "not_analysed", "absent=" + channels)));
            }
        }
    }

    static Finding.Subject subject(Channel channel) {
        return new Finding.Subject(channel.component(), channel.position(), channel.name());
    }

    private static Finding count(Finding.Subject subject, String measure, long count, double seconds) {
        return new Finding.Measure(subject, measure, "", (double) count, null, false, seconds);
    }

    private static Finding note(Finding.Subject subject, String kind, String context) {
        return new Finding.Event(subject, kind, 0, 0, 0, Double.NaN, Double.NaN, "", "info", "scan", context);
    }

    StageScan.Result result() {
        return new StageScan.Result(
                List.copyOf(measures), List.copyOf(spectra), List.copyOf(events), List.copyOf(contradicted));
    }
}
