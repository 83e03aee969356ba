package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Storage;

/**
 * The channels of one rate as records: the time as float64, then the channels, then a bit for each channel that has no NaN
 * of its own and is missing.
 */
final class Mdf4Group {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FLOATING = 4;
    private static final int SIGNED = 2;

    private final int rateHz;
    private final List<LoggedChannel> channels;
    private final int[] columns;
    private final int[] offsets;
    private final int[] invalidationBits;
    private final int dataBytes;
    private final int invalidationBytes;
    /** Where the group's block stands in the file. */
    private long at;

    private long records;

    /**
     * A group.
     *
     * @param all the logger's channels; those of the rate are taken
     */
    Mdf4Group(int rateHz, List<LoggedChannel> all) {
        this.rateHz = rateHz;
        channels = all.stream().filter(one -> one.rateHz() == rateHz).toList();
        columns = new int[channels.size()];
        offsets = new int[channels.size()];
        invalidationBits = new int[channels.size()];
        int bytes = 8;
        int bits = 0;
        for (int c = 0, column = 0; column < all.size(); column++) {
            if (all.get(column).rateHz() == rateHz) {
                columns[c] = column;
                offsets[c] = bytes;
                invalidationBits[c] = storage(c) instanceof Storage.Int16 ? bits++ : -1;
                bytes += width(storage(c));
                c++;
            }
        }
        dataBytes = bytes;
        invalidationBytes = (bits + 7) / 8;
    }

    private Storage storage(int c) {
        return channels.get(c).storage();
    }

    private static int width(Storage storage) {
        return storage instanceof Storage.Int16 ? 2 : storage instanceof Storage.Float32 ? 4 : 8;
    }

    int rateHz() {
        return rateHz;
    }

    int recordBytes() {
        return dataBytes + invalidationBytes;
    }

    /** Lays the group's channels and the group itself; returns where it stands. */
    long lay(Mdf4Blocks blocks, long next, int id, String device) throws IOException {
        long source = blocks.source(device, 3, 0);
        List<Mdf4Blocks.Channel> laid = new ArrayList<>();
        laid.add(Mdf4Blocks.Channel.time(source));
        for (int c = 0; c < channels.size(); c++) {
            LoggedChannel one = channels.get(c);
            if (one.storage() instanceof Storage.Int16 raw) {
                long conversion = blocks.linear(raw.offset(), raw.scale(), one.unit());
                laid.add(Mdf4Blocks.Channel.number(one.name(), one.unit(), conversion, source, SIGNED, offsets[c], 16)
                        .invalidBy(invalidationBits[c]));
            } else {
                int bits = 8 * width(one.storage());
                laid.add(Mdf4Blocks.Channel.number(one.name(), one.unit(), 0, source, FLOATING, offsets[c], bits));
            }
        }
        at = blocks.channelGroup(
                next, blocks.channels(laid), rateHz + " Hz", source, id, 0, dataBytes, invalidationBytes);
        return at;
    }

    /**
     * Puts the records of some samples.
     *
     * @param seconds time of each
     * @param values of all channels of the logger
     * @param first sample of the stretch
     * @param to where they go, {@code stride} bytes apart
     */
    void put(double[] seconds, double[][] values, int first, int count, byte[] to, int from, int stride) {
        for (int i = 0, place = from; i < count; i++, place += stride) {
            DOUBLE.set(to, place, seconds[i]);
            for (int b = 0; b < invalidationBytes; b++) {
                to[place + dataBytes + b] = 0;
            }
        }
        for (int c = 0; c < columns.length; c++) {
            double[] column = values[columns[c]];
            int place = from + offsets[c];
            if (storage(c) instanceof Storage.Int16 raw) {
                int flag = from + dataBytes + invalidationBits[c] / 8;
                for (int i = 0; i < count; i++) {
                    short number = raw.raw(column[first + i]);
                    SHORT.set(to, place + i * stride, number);
                    if (number == Storage.Int16.MISSING) {
                        to[flag + i * stride] |= (byte) (1 << invalidationBits[c] % 8);
                    }
                }
            } else if (storage(c) instanceof Storage.Float32) {
                for (int i = 0; i < count; i++) {
                    FLOAT.set(to, place + i * stride, (float) column[first + i]);
                }
            } else {
                Storage kept = storage(c);
                for (int i = 0; i < count; i++) {
                    DOUBLE.set(to, place + i * stride, kept.stored(column[first + i]));
                }
            }
        }
        records += count;
    }

    /** Tells the group in the file how many records it has. */
    void close(Mdf4Blocks blocks) throws IOException {
        blocks.cycles(at, records);
    }

    /** How many records were put. */
    long records() {
        return records;
    }
}
