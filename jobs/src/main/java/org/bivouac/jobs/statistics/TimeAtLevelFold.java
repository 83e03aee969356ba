package org.bivouac.jobs.statistics;

import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Spectrum;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.Levels;
import org.bivouac.jobs.signal.TimeAtLevel;
import org.bivouac.schemas.Channel;

/** Seconds that one channel spent in each class. */
public final class TimeAtLevelFold implements Fold<TimeAtLevel> {
    private static final long serialVersionUID = 1L;

    private final String channel;
    private final String unit;
    private final Subject subject;
    private final Levels levels;

    /** Time at level of a channel; the classes come from configuration, never from a file. */
    public TimeAtLevelFold(Channel channel, Levels levels) {
        this.channel = channel.name();
        this.levels = levels;
        unit = channel.unit().symbol();
        subject = new Subject(channel.component(), channel.position(), channel.name());
    }

    @Override
    public Definition definition() {
        return Definition.of("time_at_level", 1, "edges", levels);
    }

    @Override
    public List<String> channels() {
        return List.of(channel);
    }

    @Override
    public TimeAtLevel empty() {
        return new TimeAtLevel(levels);
    }

    @Override
    public void add(TimeAtLevel partial, Slice slice) {
        Signal signal = slice.signal(channel);
        if (!signal.isEmpty()) {
            signal.addTo(partial, null);
        }
    }

    @Override
    public TimeAtLevel merge(TimeAtLevel earlier, TimeAtLevel later) {
        earlier.append(later);
        return earlier;
    }

    @Override
    public List<Finding> rows(TimeAtLevel result) {
        double[] low = new double[levels.size()];
        double[] high = new double[levels.size()];
        Arrays.setAll(low, levels::low);
        Arrays.setAll(high, levels::high);
        return List.of(
                new Spectrum(subject, "time_at_level", unit, null, "s", low, high, null, null, result.seconds()),
                new Measure(
                        subject,
                        "seconds_outside_levels",
                        "s",
                        result.outsideSeconds(),
                        null,
                        true,
                        result.coveredSeconds()));
    }
}
