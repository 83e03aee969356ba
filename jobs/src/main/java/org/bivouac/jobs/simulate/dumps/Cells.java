package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Storage;

/**
 * How a channel's samples are written as text: as many decimals as its storage has, six for single precision; a missing
 * sample is empty.
 */
final class Cells {
    private static final double[] TENS = {1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    private static final int OF_FLOATS = 6;

    private final Storage storage;
    private final int decimals;

    Cells(LoggedChannel channel) {
        storage = channel.storage();
        decimals = decimals(channel);
    }

    private static int decimals(LoggedChannel channel) {
        if (channel.storage() instanceof Storage.Text text) {
            return text.decimals();
        }
        if (!(channel.storage() instanceof Storage.Int16 raw)) {
            return OF_FLOATS;
        }
        for (int d = 0; d < TENS.length; d++) {
            if (isWhole(raw.scale() * TENS[d]) && isWhole(raw.offset() * TENS[d])) {
                return d;
            }
        }
        return OF_FLOATS;
    }

    private static boolean isWhole(double number) {
        return Math.abs(number - Math.rint(number)) < 1e-9 * Math.max(1, Math.abs(number));
    }

    int decimals() {
        return decimals;
    }

    /** The value that a reader of the text gets. */
    double stored(double value) {
        return Double.isNaN(value) ? Double.NaN : scaled(value) / TENS[decimals];
    }

    private long scaled(double value) {
        return storage instanceof Storage.Text text
                ? text.scaled(value)
                : Math.round(storage.stored(value) * TENS[decimals]);
    }

    /** Appends a sample, nothing for NaN. */
    void print(double value, byte mark, TextFile to) throws IOException {
        if (!Double.isNaN(value)) {
            to.number(scaled(value), decimals, mark);
        }
    }
}
