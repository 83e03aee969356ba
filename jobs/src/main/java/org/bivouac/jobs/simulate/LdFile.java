package org.bivouac.jobs.simulate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes recordings as a MoTeC {@code .ld} file: a header, a chain of 124-byte channels, then each channel's samples. */
final class LdFile {
    private static final int CHANNELS_AT = 2048;
    private static final int CHANNEL_BYTES = 124;
    private static final short FLOAT = 7;
    private static final short INTEGER = 3;

    private LdFile() {}

    static byte[] bytes(Session session, String device, List<Recording> recordings) {
        int dataAt = CHANNELS_AT + CHANNEL_BYTES * recordings.size();
        int size = dataAt;
        for (Recording recording : recordings) {
            size += sampleBytes(recording) * recording.values().length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        header(out, session, device, recordings.size(), dataAt);
        int data = dataAt;
        for (int i = 0; i < recordings.size(); i++) {
            Recording recording = recordings.get(i);
            int at = CHANNELS_AT + CHANNEL_BYTES * i;
            boolean last = i == recordings.size() - 1;
            out.putInt(at, i == 0 ? 0 : at - CHANNEL_BYTES);
            out.putInt(at + 4, last ? 0 : at + CHANNEL_BYTES);
            out.putInt(at + 8, data);
            out.putInt(at + 12, recording.values().length);
            channel(out, at + 16, i, recording.sensor());
            samples(out, data, recording);
            data += sampleBytes(recording) * recording.values().length;
        }
        return out.array();
    }

    private static int sampleBytes(Recording recording) {
        return isFloat(recording.sensor()) ? 4 : 2;
    }

    private static boolean isFloat(Sensor sensor) {
        return sensor.decimals() == Sensor.FLOAT32;
    }

    private static void header(ByteBuffer out, Session session, String device, int channels, int dataAt) {
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
        out.putInt(86, channels);
        text(out, 94, date("dd/MM/yyyy", session), 16);
        text(out, 126, date("HH:mm:ss", session), 16);
        text(out, 158, session.crew().driver(), 64);
        text(out, 222, session.crew().car(), 64);
        text(out, 350, session.event(), 64);
        out.putInt(1502, 0xc81a4);
        text(out, 1572, "stage " + session.stage(), 64);
    }

    private static void channel(ByteBuffer out, int at, int index, Sensor sensor) {
        out.putShort(at, (short) (0x2ee1 + index));
        out.putShort(at + 2, isFloat(sensor) ? FLOAT : INTEGER);
        out.putShort(at + 4, (short) (isFloat(sensor) ? 4 : 2));
        out.putShort(at + 6, (short) sensor.rateHz());
        out.putShort(at + 8, (short) 0);
        out.putShort(at + 10, (short) 1);
        out.putShort(at + 12, (short) 1);
        out.putShort(at + 14, (short) Math.max(0, sensor.decimals()));
        text(out, at + 16, sensor.name(), 32);
        text(out, at + 48, sensor.name().replace(" ", ""), 8);
        text(out, at + 56, sensor.unit(), 12);
    }

    private static void samples(ByteBuffer out, int at, Recording recording) {
        double[] values = recording.values();
        for (int i = 0; i < values.length; i++) {
            if (isFloat(recording.sensor())) {
                out.putFloat(at + 4 * i, (float) values[i]);
            } else {
                long raw = Recording.scaled(values[i], recording.sensor().decimals());
                if (raw != (short) raw) {
                    throw new IllegalStateException(recording.sensor().name() + ": " + values[i] + " needs more bits");
                }
                out.putShort(at + 2 * i, (short) raw);
            }
        }
    }

    private static void text(ByteBuffer out, int at, String text, int length) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.put(at, bytes, 0, Math.min(bytes.length, length));
    }

    private static String date(String pattern, Session session) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(session.start());
    }
}
