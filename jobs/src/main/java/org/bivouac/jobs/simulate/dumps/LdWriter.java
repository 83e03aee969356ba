package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.log.Storage;

/**
 * Writes MoTeC {@code .ld}: a header, a chain of 124-byte channels, then each channel's samples. The format has no time of a
 * sample but its place: of the logger's clock only what it shows at the start, in whole seconds, is in the file, and lost
 * seconds cannot be seen. Text storage becomes 32-bit numbers with decimals.
 */
final class LdWriter implements DumpWriter {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CHANNELS_AT = 2048;
    private static final int CHANNEL_BYTES = 124;
    private static final int FLOATING = 7;
    private static final int WHOLE = 3;

    private final Path path;
    private final Outing outing;
    private final String device;
    private final Instant start;
    private final List<LoggedChannel> channels;
    private final Scaling[] scalings;
    private final Spool spool;

    LdWriter(Path path, Outing outing, Logger logger, LoggerClock clock) {
        this.path = path;
        this.outing = outing;
        device = logger.device();
        start = outing.start().plusSeconds(Math.round(clock.shown(0)));
        channels = logger.channels();
        scalings = channels.stream().map(Scaling::of).toArray(Scaling[]::new);
        spool = new Spool(path.resolveSibling(path.getFileName() + ".spool"), channels.size());
    }

    /**
     * How a channel's numbers become values: {@code raw × multiplier / scale × 10^−decimals + shift}.
     *
     * @param type 7 floating, 3 whole
     * @param bytes of a sample
     */
    record Scaling(int type, int bytes, int shift, int multiplier, int scale, int decimals) {
        private static final Scaling FLOAT32 = new Scaling(FLOATING, 4, 0, 1, 1, 0);

        static Scaling of(LoggedChannel channel) {
            if (channel.storage() instanceof Storage.Int16 raw) {
                return of(raw, channel.name());
            }
            return channel.storage() instanceof Storage.Text text
                    ? new Scaling(WHOLE, 4, 0, 1, 1, text.decimals())
                    : FLOAT32;
        }

        private static Scaling of(Storage.Int16 raw, String name) {
            int shift = (int) raw.offset();
            double factor = raw.scale();
            for (int decimals = 0; decimals <= 6; decimals++, factor *= 10) {
                boolean multiplies = factor >= 1;
                long whole = Math.round(multiplies ? factor : 1 / factor);
                double made = (multiplies ? whole : 1.0 / whole) / Math.pow(10, decimals);
                boolean agreed = shift == 0 || !multiplies || whole == 1;
                if (whole <= Short.MAX_VALUE && agreed && Math.abs(made / raw.scale() - 1) < 1e-12) {
                    return new Scaling(
                            WHOLE, 2, shift, multiplies ? (int) whole : 1, multiplies ? 1 : (int) whole, decimals);
                }
            }
            throw new IllegalArgumentException(name + ": a .ld cannot say scale " + raw.scale() + ", offset "
                    + raw.offset() + "; use a whole offset and a scale of few digits");
        }
    }

    @Override
    public void write(double[][] values, int seconds) throws IOException {
        for (int c = 0; c < channels.size(); c++) {
            int rate = channels.get(c).rateHz();
            int bytes = rate * scalings[c].bytes();
            for (int s = 0; s < seconds; s++) {
                int at = spool.at(c, bytes);
                put(channels.get(c).storage(), values[c], s * rate, rate, spool.room(c), at);
                spool.filled(c, bytes);
            }
        }
    }

    private static void put(Storage storage, double[] values, int first, int count, byte[] to, int at) {
        if (storage instanceof Storage.Int16 raw) {
            for (int i = 0; i < count; i++) {
                SHORT.set(to, at + 2 * i, raw.raw(values[first + i]));
            }
        } else if (storage instanceof Storage.Text text) {
            for (int i = 0; i < count; i++) {
                double value = values[first + i];
                INT.set(to, at + 4 * i, !Double.isNaN(value) ? clipped(text.scaled(value)) : Integer.MIN_VALUE);
            }
        } else {
            for (int i = 0; i < count; i++) {
                FLOAT.set(to, at + 4 * i, (float) values[first + i]);
            }
        }
    }

    private static int clipped(long raw) {
        return (int) Math.max(Integer.MIN_VALUE + 1, Math.min(Integer.MAX_VALUE, raw));
    }

    @Override
    public void close() throws IOException {
        try (spool;
                BlockFile file = new BlockFile(path)) {
            long dataAt = CHANNELS_AT + (long) CHANNEL_BYTES * channels.size();
            ByteBuffer head = ByteBuffer.allocate((int) dataAt).order(ByteOrder.LITTLE_ENDIAN);
            header(head, (int) dataAt);
            long data = dataAt;
            for (int c = 0; c < channels.size(); c++) {
                int at = CHANNELS_AT + CHANNEL_BYTES * c;
                head.putInt(at, c == 0 ? 0 : at - CHANNEL_BYTES);
                head.putInt(at + 4, c == channels.size() - 1 ? 0 : at + CHANNEL_BYTES);
                head.putInt(at + 8, addressed(data));
                head.putInt(at + 12, (int) (spool.size(c) / scalings[c].bytes()));
                channel(head, at + 16, c);
                data += spool.size(c);
            }
            file.put(head.array(), 0, head.capacity());
            for (int c = 0; c < channels.size(); c++) {
                spool.copy(c, file);
            }
        }
    }

    private int addressed(long at) throws IOException {
        if (at > 0xffffffffL) {
            throw new IOException(path + ": a .ld cannot be longer than 4 GiB");
        }
        return (int) at;
    }

    private void header(ByteBuffer out, int dataAt) {
        out.putInt(0, 0x40);
        out.putInt(8, CHANNELS_AT);
        out.putInt(12, dataAt);
        out.putShort(64, (short) 1);
        out.putShort(66, (short) 0x4240);
        out.putShort(68, (short) 0xf);
        out.putInt(70, 0x1f44);
        text(out, 74, device, 8);
        out.putShort(82, (short) 420);
        out.putShort(84, (short) 0xadb0);
        out.putInt(86, channels.size());
        text(out, 94, date("dd/MM/yyyy"), 16);
        text(out, 126, date("HH:mm:ss"), 16);
        text(out, 158, outing.driver(), 64);
        text(out, 222, outing.car(), 64);
        text(out, 350, outing.event(), 64);
        out.putInt(1502, 0xc81a4);
        text(out, 1572, "stage " + outing.stage(), 64);
    }

    private void channel(ByteBuffer out, int at, int index) {
        LoggedChannel channel = channels.get(index);
        Scaling scaling = scalings[index];
        out.putShort(at, (short) (0x2ee1 + index));
        out.putShort(at + 2, (short) scaling.type());
        out.putShort(at + 4, (short) scaling.bytes());
        out.putShort(at + 6, (short) channel.rateHz());
        out.putShort(at + 8, (short) scaling.shift());
        out.putShort(at + 10, (short) scaling.multiplier());
        out.putShort(at + 12, (short) scaling.scale());
        out.putShort(at + 14, (short) scaling.decimals());
        text(out, at + 16, channel.name(), 32);
        text(out, at + 48, channel.name().replace(" ", ""), 8);
        text(out, at + 56, channel.unit(), 12);
    }

    private static void text(ByteBuffer out, int at, String text, int length) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        out.put(at, bytes, 0, Math.min(bytes.length, length));
    }

    private String date(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(start);
    }
}
