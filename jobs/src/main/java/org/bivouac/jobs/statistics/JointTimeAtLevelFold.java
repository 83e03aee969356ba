package org.bivouac.jobs.statistics;

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

/** Seconds that two channels spent in each pair of classes, e.g. engine speed by load; the second is read at the first's samples. */
public final class JointTimeAtLevelFold implements Fold<TimeAtLevel> {
    private static final long serialVersionUID = 1L;

    private final String x;
    private final String y;
    private final String xUnit;
    private final String yUnit;
    private final Subject subject;
    private final Levels xLevels;
    private final Levels yLevels;

    /** Joint time at level of two channels; the classes come from configuration, never from a file. */
    public JointTimeAtLevelFold(Channel x, Channel y, Levels xLevels, Levels yLevels) {
        this.x = x.name();
        this.y = y.name();
        this.xLevels = xLevels;
        this.yLevels = yLevels;
        xUnit = x.unit().symbol();
        yUnit = y.unit().symbol();
        subject = new Subject(x.component(), x.position(), x.name() + " x " + y.name());
    }

    @Override
    public Definition definition() {
        return Definition.of("joint_time_at_level", 1, "x_edges", xLevels, "y_edges", yLevels);
    }

    @Override
    public List<String> channels() {
        return List.of(x, y);
    }

    @Override
    public TimeAtLevel empty() {
        return new TimeAtLevel(xLevels, yLevels);
    }

    @Override
    public void add(TimeAtLevel partial, Slice slice) {
        Signal signal = slice.signal(x);
        if (!signal.isEmpty()) {
            signal.addTo(partial, slice.aligned(y, signal));
        }
    }

    @Override
    public TimeAtLevel merge(TimeAtLevel earlier, TimeAtLevel later) {
        earlier.append(later);
        return earlier;
    }

    @Override
    public List<Finding> rows(TimeAtLevel result) {
        int cells = xLevels.size() * yLevels.size();
        double[] xLow = new double[cells];
        double[] xHigh = new double[cells];
        double[] yLow = new double[cells];
        double[] yHigh = new double[cells];
        for (int i = 0; i < cells; i++) {
            xLow[i] = xLevels.low(i / yLevels.size());
            xHigh[i] = xLevels.high(i / yLevels.size());
            yLow[i] = yLevels.low(i % yLevels.size());
            yHigh[i] = yLevels.high(i % yLevels.size());
        }
        return List.of(
                new Spectrum(
                        subject, "joint_time_at_level", xUnit, yUnit, "s", xLow, xHigh, yLow, yHigh, result.seconds()),
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
