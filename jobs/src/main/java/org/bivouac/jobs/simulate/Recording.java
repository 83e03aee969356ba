package org.bivouac.jobs.simulate;

import java.util.Arrays;
import java.util.Optional;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Storage;
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

    /** Samples the model from {@code fromSeconds} on; between its own samples the model's channel holds the last. */
    static Recording of(Trace trace, Sensor sensor, int fromSeconds) {
        double[] truth = trace.signal(sensor.channel());
        int own = trace.rateHz(sensor.channel());
        Unit.Line line = line(sensor);
        double[] values = new double[(trace.seconds() - fromSeconds) * sensor.rateHz()];
        for (int i = 0; i < values.length; i++) {
            double at = fromSeconds + i / (double) sensor.rateHz();
            values[i] = stored(line.apply(truth[(int) (at * own + 1e-6)]), sensor.decimals());
        }
        return new Recording(sensor, values);
    }

    /** What the dump's writer needs to know of it. */
    LoggedChannel logged(String format) {
        int decimals = sensor.decimals();
        Storage storage = decimals == Sensor.FLOAT32
                ? new Storage.Float32()
                : format.equals("motec-ld") ? new Storage.Int16(1 / TENS[decimals], 0) : new Storage.Text(decimals);
        return new LoggedChannel(sensor.channel(), sensor.name(), sensor.unit(), sensor.rateHz(), storage);
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
