package org.bivouac.jobs.statistics;

import java.util.List;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.WeightedStatistics;
import org.bivouac.schemas.Channel;

/** Mean by time and by distance, smallest and largest value of one channel, and how much of it is missing. */
public final class StatisticsFold implements Fold<WeightedStatistics> {
    private static final long serialVersionUID = 1L;

    private final String channel;
    private final String unit;
    private final Subject subject;

    /** Statistics of a channel. */
    public StatisticsFold(Channel channel) {
        this.channel = channel.name();
        unit = channel.unit().symbol();
        subject = new Subject(channel.component(), channel.position(), channel.name());
    }

    @Override
    public Definition definition() {
        return Definition.of("statistics", 1, "weight", "sample holds until the next", "gaps", "left out");
    }

    @Override
    public List<String> channels() {
        return List.of(channel);
    }

    @Override
    public WeightedStatistics empty() {
        return new WeightedStatistics();
    }

    @Override
    public void add(WeightedStatistics partial, Slice slice) {
        Signal signal = slice.signal(channel);
        if (!signal.isEmpty()) {
            signal.addTo(partial, slice.distanceKm(signal));
        }
    }

    @Override
    public WeightedStatistics merge(WeightedStatistics earlier, WeightedStatistics later) {
        earlier.append(later);
        return earlier;
    }

    @Override
    public List<Finding> rows(WeightedStatistics result) {
        double seconds = result.coveredSeconds();
        return List.of(
                value("mean_by_time", result.meanByTime(), "no covered time", seconds),
                value("mean_by_distance", result.meanByDistance(), "no driven distance", seconds),
                value("min", result.min(), "no valid samples", seconds),
                value("max", result.max(), "no valid samples", seconds),
                new Measure(subject, "uncovered_seconds", "s", result.uncoveredSeconds(), null, true, seconds),
                new Measure(subject, "gaps", "", (double) result.gaps(), null, true, seconds),
                new Measure(subject, "missing_samples", "", (double) result.missing(), null, true, seconds));
    }

    private Measure value(String name, double value, String reasonIfMissing, double seconds) {
        return new Measure(subject, name, unit, value, Double.isNaN(value) ? reasonIfMissing : null, false, seconds);
    }
}
