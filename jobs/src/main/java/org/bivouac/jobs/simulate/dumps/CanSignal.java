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

    /** The bits of a sample where they stand in a payload, of which the first byte is the lowest. */
    long bits(double value) {
        Storage storage = channel.storage();
        boolean swapped = order == Order.MOTOROLA;
        if (storage instanceof Storage.Int16 number) {
            short raw = number.raw(value);
            return (long) ((swapped ? Short.reverseBytes(raw) : raw) & 0xffff) << 8 * firstByte;
        }
        int raw = storage instanceof Storage.Text text ? whole(text, value) : Float.floatToIntBits((float) value);
        return ((swapped ? Integer.reverseBytes(raw) : raw) & 0xffffffffL) << 8 * firstByte;
    }

    private static int whole(Storage.Text text, double value) {
        return Double.isNaN(value)
                ? Integer.MIN_VALUE
                : (int) Math.max(Integer.MIN_VALUE + 1, Math.min(Integer.MAX_VALUE, text.scaled(value)));
    }
}
