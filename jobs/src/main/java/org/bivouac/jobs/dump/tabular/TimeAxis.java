package org.bivouac.jobs.dump.tabular;

/**
 * Turns the recorded values of a time column into seconds from the dump's second 0. Clock times and instants are rounded
 * to the microsecond, which is exact for what loggers print and keeps 19:00:13.080 less 19:00:13.040 at 0.04.
 */
final class TimeAxis {
    private static final double DAY_MICROS = 86_400e6;

    private final Layout.Clock.Format format;
    private final double zeroMicros;
    private double midnights;
    private double lastOfDay = Double.NaN;

    /** An axis whose second 0 is the recorded value {@code zero}; ignored where the dump has its own zero. */
    TimeAxis(Layout.Clock.Format format, double zero) {
        this.format = format;
        this.zeroMicros = hasOwnZero(format) ? 0 : micros(zero);
    }

    static boolean hasOwnZero(Layout.Clock.Format format) {
        return switch (format) {
            case SECONDS, MILLISECONDS, CLOCK -> true;
            case UNIX, HHMMSS, ISO -> false;
        };
    }

    /** Microseconds since 1970, or since midnight for HHMMSS; NaN when the value is no time of the format. */
    private double micros(double recorded) {
        if (format != Layout.Clock.Format.HHMMSS) {
            return Math.rint(recorded * 1e6);
        }
        double all = Math.rint(recorded * 1e6);
        double hours = Math.floor(all / 1e10);
        double minutes = Math.floor((all - hours * 1e10) / 1e8);
        double seconds = all - hours * 1e10 - minutes * 1e8;
        boolean possible = all >= 0 && hours < 24 && minutes < 60 && seconds < 61e6;
        return possible ? (hours * 3600 + minutes * 60) * 1e6 + seconds : Double.NaN;
    }

    /** Microseconds since 1970, or since midnight for HHMMSS, of second 0. */
    double zeroMicros() {
        return zeroMicros;
    }

    /** Seconds from second 0 of the next recorded value, in recorded order; NaN when it is no time. */
    double seconds(double recorded) {
        return switch (format) {
            case SECONDS, CLOCK -> recorded;
            case MILLISECONDS -> recorded / 1000;
            case UNIX, ISO -> (micros(recorded) - zeroMicros) / 1e6;
            case HHMMSS -> sinceMidnight(recorded);
        };
    }

    private double sinceMidnight(double recorded) {
        double ofDay = micros(recorded);
        if (Double.isNaN(ofDay)) {
            return ofDay;
        }
        // A step back of more than half a day is midnight; a shorter one is a fault of the clock.
        if (lastOfDay - ofDay > DAY_MICROS / 2) {
            midnights++;
        }
        lastOfDay = ofDay;
        return (midnights * DAY_MICROS + ofDay - zeroMicros) / 1e6;
    }
}
