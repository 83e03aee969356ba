package org.bivouac.jobs.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.bivouac.jobs.signal.SensorFaults.Interval;
import org.bivouac.jobs.signal.SensorFaults.Kind;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SensorRule;

/** Turns what is wrong with sensors into rows of {@code events} and {@code measures}. */
final class SensorRows {
    /** Of each channel and kind, the longest intervals are listed; the measures count all. */
    static final int MOST_EVENTS = 100;

    private final StageScan.Inputs in;
    private final ResultRows rows;
    private final ResultRows.Stretch stage;

    SensorRows(StageScan.Inputs in) {
        this.in = in;
        rows = new ResultRows(in.car(), StageScan.instant(in.log().firstMicros()));
        stage = new ResultRows.Stretch(
                "stage",
                in.segments().stream().mapToDouble(SegmentRow::seconds).sum(),
                in.segments().stream().mapToDouble(SegmentRow::distanceKm).sum());
    }

    StageScan.Result rows(SortedMap<String, List<Interval>> intervals) {
        intervals.forEach((channel, list) -> add(in.catalogue().require(channel), list));
        return rows.result();
    }

    private void add(Channel channel, List<Interval> intervals) {
        SensorRule rule = in.catalogue().sensor(channel.name());
        Definition definition = Definition.of(
                "sensors",
                1,
                "min",
                channel.min(),
                "max",
                channel.max(),
                "constant_s",
                rule.constantSeconds(),
                "rail_s",
                rule.railSeconds(),
                "max_step",
                rule.maxStep(),
                "max_gap_s",
                channel.maxGapSeconds());
        Map<Kind, List<Interval>> byKind = new EnumMap<>(Kind.class);
        intervals.forEach(interval -> byKind.computeIfAbsent(interval.kind(), kind -> new ArrayList<>())
                .add(interval));
        List<Finding> findings = new ArrayList<>();
        byKind.forEach((kind, list) -> {
            list.stream()
                    .sorted(Comparator.comparingLong((Interval interval) -> interval.from() - interval.to())
                            .thenComparingLong(Interval::from))
                    .limit(MOST_EVENTS)
                    .sorted(Comparator.comparingLong(Interval::from))
                    .forEach(interval -> findings.add(event(channel, interval)));
            String name = name(kind);
            findings.add(measure(channel, name + "_intervals", "", list.size()));
            findings.add(measure(
                    channel,
                    name + "_samples",
                    "",
                    list.stream().mapToLong(Interval::samples).sum()));
            findings.add(measure(
                    channel,
                    name + "_seconds",
                    "s",
                    list.stream().mapToDouble(SensorRows::seconds).sum()));
        });
        rows.add(stage, definition, findings);
    }

    static String name(Kind kind) {
        return "sensor_" + kind.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Interval interval) {
        return (interval.to() - interval.from()) / 1e6;
    }

    private Finding.Measure measure(Channel channel, String name, String unit, double value) {
        return new Finding.Measure(ResultRows.subject(channel), name, unit, value, null, false, stage.seconds());
    }

    private Finding.Event event(Channel channel, Interval interval) {
        double atSeconds = (interval.from() - in.log().firstMicros()) / 1e6;
        return new Finding.Event(
                ResultRows.subject(channel),
                name(interval.kind()),
                atSeconds,
                seconds(interval),
                in.distance().kmUntil(atSeconds),
                interval.value(),
                Double.NaN,
                channel.unit().symbol(),
                interval.kind() == Kind.DROPOUT ? "info" : "watch",
                "sensors.csv",
                "samples=" + interval.samples());
    }
}
