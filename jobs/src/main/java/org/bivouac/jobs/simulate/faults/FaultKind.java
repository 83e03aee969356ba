package org.bivouac.jobs.simulate.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong with a logger or a sensor. */
public enum FaultKind {
    /** The file ends early: the copy was cut. Size: share of the bytes that are left. */
    TRUNCATED(Concerns.FILE, 0.7, "1"),
    /** An MDF4 logger lost power: its file says that it was not finalised. */
    UNFINALISED(Concerns.FILE, Double.NaN, null),
    /** Nothing was recorded for a while; the clock went on. */
    LOST_SECONDS(Concerns.CLOCK, Double.NaN, null),
    /** The clock is off by the same time all along. Size: seconds, positive is ahead. */
    CLOCK_OFFSET(Concerns.CLOCK, 7.25, "s"),
    /** The clock runs too fast. Size: parts in a million. */
    CLOCK_DRIFT(Concerns.CLOCK, 80, "ppm"),
    /** The clock falls back on the way. Size: seconds, negative is back. */
    CLOCK_RESET(Concerns.CLOCK, -3600, "s"),
    /** A receiver whose ten-bit week counter began anew: dates are off. Size: weeks. */
    GPS_WEEK_ROLLOVER(Concerns.CLOCK, -1024, "week"),
    /** The same bytes twice under two names. */
    DUPLICATE(Concerns.FILE, Double.NaN, null),
    /** Two dumps of one drive: both have what lies in the range. */
    OVERLAPPING(Concerns.FILE, Double.NaN, null),
    /** A counter starts anew from zero. Size: what it had counted. */
    COUNTER_RESET(Concerns.SENSOR, Double.NaN, "channel"),
    /** The sensor keeps saying one value. Size: that value. */
    STUCK(Concerns.SENSOR, Double.NaN, "channel"),
    /** The sensor cannot say more than a bound. Size: the bound. */
    SATURATED(Concerns.SENSOR, Double.NaN, "channel"),
    /** Single samples are far off, one in a hundred. Size: how far; usually more than the plausible range. */
    SPIKING(Concerns.SENSOR, Double.NaN, "channel"),
    /** The sensor is silent. */
    DROPPED(Concerns.SENSOR, Double.NaN, null),
    /** The sensor is silent for single samples and short runs, about a fifth of the time. */
    NAN_RUNS(Concerns.SENSOR, Double.NaN, null),
    /** The logger calls the channel something else. */
    RENAMED(Concerns.SENSOR, Double.NaN, null),
    /** The logger gives the channel in another unit of the same quantity, and says so. */
    CHANGED_UNIT(Concerns.SENSOR, Double.NaN, null),
    /** The dumps of two cars lie in each other's folders. */
    SWAPPED_FOLDERS(Concerns.FILE, Double.NaN, null),
    /** The dump could not be fetched on the marathon night: it comes a day later, until then it lies in {@code truth/late}. */
    LATE_DOWNLOAD(Concerns.FILE, Double.NaN, null);

    /** What a fault is about. */
    enum Concerns {
        SENSOR,
        CLOCK,
        FILE
    }

    private final Concerns concerns;
    private final double usualSize;
    private final String unit;

    FaultKind(Concerns concerns, double usualSize, String unit) {
        this.concerns = concerns;
        this.usualSize = usualSize;
        this.unit = unit;
    }

    /** As the truth and the plan of faults spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this name; fails with the names that there are. */
    public static FaultKind of(String text) {
        return Arrays.stream(values())
                .filter(one -> one.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault '" + text + "'; known: "
                        + Arrays.stream(values()).map(FaultKind::text).collect(Collectors.joining(", "))));
    }

    Concerns concerns() {
        return concerns;
    }

    /** The size when none is asked for; NaN where the signal gives it, or there is none. */
    double usualSize() {
        return usualSize;
    }

    /** Unit of the size; {@code channel} for the channel's own, null where there is no size. */
    String unit() {
        return unit;
    }
}
