package org.bivouac.jobs.simulate.dumps;

import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Storage;

/**
 * How a channel's samples are written as text: as many decimals as its storage has, six for single precision; a missing
 * sample is empty.
 */
final class Cells {
    private static final double[] TENS = {1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    private static final int OF_FLOATS = 6;
    private static final long MISSING = Long.MIN_VALUE;

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

    /**
     * The samples of a stretch as whole numbers of their last decimal.
     *
     * @param values the channel's samples
     * @param first of them
     * @param scaled set to as many as it holds; {@link #MISSING} for NaN
     */
    void scale(double[] values, int first, long[] scaled) {
        for (int i = 0; i < scaled.length; i++) {
            double value = values[first + i];
            scaled[i] = Double.isNaN(value) ? MISSING : scaled(value);
        }
    }

    /** Appends a scaled sample, nothing for a missing one. */
    void print(long scaled, byte mark, TextFile to) {
        if (scaled != MISSING) {
            to.number(scaled, decimals, mark);
        }
    }
}
