package org.bivouac.jobs.simulate.dumps;

import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Storage;

/**
 * A channel's place in a frame. Numbers lie on whole bytes: 16-bit storage as it is, single precision as an IEEE float, text
 * as a 32-bit number of its last decimal.
 *
 * @param column of the channel in the logger
 * @param channel whose samples it carries
 * @param name unique in the database, made of letters, digits and underscores
 * @param firstByte of the number
 * @param order of its bytes
 * @param page of the multiplexed message; −1 in another one
 */
record CanSignal(int column, LoggedChannel channel, String name, int firstByte, Order order, int page) {
    /** Which byte of a number comes first. */
    enum Order {
        INTEL,
        MOTOROLA
    }

    /** How many bytes a channel takes. */
    static int bytes(LoggedChannel channel) {
        return channel.storage() instanceof Storage.Int16 ? 2 : 4;
    }

    boolean isFloat() {
        return channel.storage() instanceof Storage.Float32;
    }

    double factor() {
        Storage storage = channel.storage();
        return storage instanceof Storage.Int16 raw
                ? raw.scale()
                : storage instanceof Storage.Text text ? Math.pow(10, -text.decimals()) : 1;
    }

    double offset() {
        return channel.storage() instanceof Storage.Int16 raw ? raw.offset() : 0;
    }

    /**
     * Puts samples where they stand in payloads, of which the first byte is the lowest.
     *
     * @param first sample to put
     * @param bits one payload for each sample
     * @param present set where there is a sample
     */
    void put(double[] values, int first, long[] bits, boolean[] present) {
        boolean swapped = order == Order.MOTOROLA;
        int shift = 8 * firstByte;
        for (int i = 0; i < bits.length; i++) {
            present[i] |= !Double.isNaN(values[first + i]);
        }
        if (channel.storage() instanceof Storage.Int16 number) {
            for (int i = 0; i < bits.length; i++) {
                short raw = number.raw(values[first + i]);
                bits[i] |= (long) ((swapped ? Short.reverseBytes(raw) : raw) & 0xffff) << shift;
            }
        } else if (channel.storage() instanceof Storage.Text text) {
            for (int i = 0; i < bits.length; i++) {
                int raw = whole(text, values[first + i]);
                bits[i] |= ((swapped ? Integer.reverseBytes(raw) : raw) & 0xffffffffL) << shift;
            }
        } else {
            for (int i = 0; i < bits.length; i++) {
                int raw = Float.floatToIntBits((float) values[first + i]);
                bits[i] |= ((swapped ? Integer.reverseBytes(raw) : raw) & 0xffffffffL) << shift;
            }
        }
    }

    private static int whole(Storage.Text text, double value) {
        return Double.isNaN(value)
                ? Integer.MIN_VALUE
                : (int) Math.max(Integer.MIN_VALUE + 1, Math.min(Integer.MAX_VALUE, text.scaled(value)));
    }
}
