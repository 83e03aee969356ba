package org.bivouac.jobs.simulate;

import java.util.Arrays;
import java.util.Optional;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.Unit;

/**
 * One channel as a dump holds it: in the logger's unit, at its rate, rounded as stored. NaN is a sample that the sensor
 * did not give.
 *
 * @param sensor what was asked for
 * @param values one per {@code 1 / rateHz} seconds from the dump's start
 */
record Recording(Sensor sensor, double[] values) {
    private static final double[] TENS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000};

    /** Samples the model from {@code fromSeconds} on. */
    static Recording of(Trace trace, Sensor sensor, double fromSeconds) {
        double[] truth = trace.signal(sensor.channel());
        Unit.Line line = line(sensor);
        int stride = Trace.RATE_HZ / sensor.rateHz();
        int first = (int) Math.round(fromSeconds * Trace.RATE_HZ);
        double[] values = new double[(truth.length - first + stride - 1) / stride];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored(line.apply(truth[first + i * stride]), sensor.decimals());
        }
        return new Recording(sensor, values);
    }

    /** The same with the sensor silent in {@code [fromSeconds, toSeconds)}. */
    Recording silent(double fromSeconds, double toSeconds) {
        double[] holed = values.clone();
        Arrays.fill(
                holed,
                (int) Math.round(fromSeconds * sensor.rateHz()),
                (int) Math.round(toSeconds * sensor.rateHz()),
                Double.NaN);
        return new Recording(sensor, holed);
    }

    /** The stored values in another unit. */
    double[] in(Unit unit) {
        Unit.Line line = sensor.unit().isEmpty()
                ? Unit.Line.IDENTITY
                : Unit.of(sensor.unit()).orElseThrow().to(unit);
        return Arrays.stream(values).map(line::apply).toArray();
    }

    /** The value as a whole number of the last decimal kept. */
    static long scaled(double value, int decimals) {
        return Math.round(value * TENS[decimals]);
    }

    /** Appends the value with this many decimals and this decimal mark; nothing for NaN. */
    static void print(StringBuilder out, double value, int decimals, char mark) {
        if (Double.isNaN(value)) {
            return;
        }
        long scaled = scaled(value, decimals);
        if (scaled < 0) {
            out.append('-');
        }
        String digits = Long.toString(Math.abs(scaled));
        out.append("0".repeat(Math.max(0, decimals + 1 - digits.length()))).append(digits);
        if (decimals > 0) {
            out.insert(out.length() - decimals, mark);
        }
    }

    private static double stored(double value, int decimals) {
        return decimals == Sensor.FLOAT32 ? (float) value : scaled(value, decimals) / TENS[decimals];
    }

    private static Unit.Line line(Sensor sensor) {
        Optional<Channel> channel = Catalogue.builtIn().channel(sensor.channel());
        Optional<Unit> unit = Unit.of(sensor.unit());
        return channel.isEmpty() || unit.isEmpty() || sensor.unit().isEmpty()
                ? Unit.Line.IDENTITY
                : channel.get().unit().to(unit.get());
    }
}
