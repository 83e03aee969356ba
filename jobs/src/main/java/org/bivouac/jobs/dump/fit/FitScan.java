package org.bivouac.jobs.dump.fit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.FileWindow;

/**
 * Walks through a FIT file and the files chained behind it (FIT protocol, "File Structure" and "Record Format"): file
 * header, definition and data messages, checksum. Definitions count from where they stand.
 */
final class FitScan {
    private static final int MAGIC = 0x5449_462E;
    private static final int HEADER = 12;
    /** NUL bytes in a row that no logger writes but a lost sector has. */
    private static final int HOLE = 64;

    private static final int FIELD_DESCRIPTION = 206;

    /** Hears of the file. */
    interface Listener {
        /** A file header begins. */
        void header(long from, long to);

        /**
         * A data message.
         *
         * @param timestamp seconds since FIT's epoch; {@link #UNTIMED} when the message has none
         */
        void data(Message message, ByteBuffer bytes, long timestamp, long from, long to);

        /** Bytes that hold no data: definitions and checksums. */
        void structure(long from, long to);

        /** Bytes that cannot be used, or, when there are none, something to tell. */
        void refused(String rule, long from, long to, String reason);

        /** What an application says of its field. */
        default void described(int developer, int number, FitProfile.Entry entry) {}
    }

    /** Stands for no timestamp. */
    static final long UNTIMED = -1;

    private final FileWindow window;
    private final long size;
    private final Listener listener;
    private final Message[] definitions = new Message[16];
    private final Map<Integer, BaseType> developerTypes = new HashMap<>();
    private long lastTimestamp = UNTIMED;

    private FitScan(FileWindow window, Listener listener) {
        this.window = window;
        this.size = window.size();
        this.listener = listener;
    }

    /** Reads the dump whole. */
    static void read(DumpFile file, Listener listener) throws IOException {
        try (FileWindow window = new FileWindow(file.path())) {
            FitScan scan = new FitScan(window, listener);
            long at = 0;
            while (at < scan.size) {
                at = scan.chained(at);
            }
        }
    }

    /** True when a file header begins here. */
    static boolean begins(ByteBuffer head) {
        return head.limit() >= HEADER && (head.get(0) & 0xff) >= HEADER && head.getInt(8) == MAGIC;
    }

    private long chained(long from) throws IOException {
        int length = (int) Math.min(14, size - from);
        ByteBuffer header = window.bytes(from, length, ByteOrder.LITTLE_ENDIAN);
        if (!begins(header)) {
            boolean nul = window.at(from) == 0;
            long next = nextFile(from + 1);
            listener.refused(nul ? "A10" : "C1", from, next, nul ? "NUL bytes" : "bytes that are no FIT file");
            return next;
        }
        int headerSize = header.get(0) & 0xff;
        if ((header.get(1) & 0xff) >> 4 > 2) {
            listener.refused(
                    "C4", from, size, "protocol version " + ((header.get(1) & 0xff) >> 4) + " found, expected 1 or 2");
            return size;
        }
        long dataFrom = Math.min(size, from + headerSize);
        listener.header(from, dataFrom);
        long stated = Integer.toUnsignedLong(header.getInt(4));
        Arrays.fill(definitions, null);
        if (stated == 0) {
            listener.refused("C2", from, from, "the logger did not finish the file: it states no data");
            records(dataFrom, size);
            return size;
        }
        long dataTo = dataFrom + stated;
        if (dataTo + 2 > size) {
            records(dataFrom, Math.min(dataTo, size));
            if (dataTo < size) {
                listener.refused("A1", dataTo, size, "the file ends inside its checksum");
            } else {
                listener.refused(
                        "A1",
                        size,
                        size,
                        (size - dataFrom) + " bytes of data and no checksum found, stated are " + stated);
            }
            return size;
        }
        int sum = checksum(from, dataTo);
        int written = window.bytes(dataTo, 2, ByteOrder.LITTLE_ENDIAN).getShort(0) & 0xffff;
        if (sum != written) {
            listener.refused(
                    "C3",
                    dataTo,
                    dataTo + 2,
                    String.format(
                            Locale.ROOT,
                            "checksum %04x found, the data give %04x: some of them are damaged",
                            written,
                            sum));
        }
        records(dataFrom, dataTo);
        if (sum == written) {
            listener.structure(dataTo, dataTo + 2);
        }
        return dataTo + 2;
    }

    private long nextFile(long from) throws IOException {
        for (long at = from; at + HEADER <= size; at++) {
            if (window.at(at + 8) == '.' && begins(window.bytes(at, HEADER, ByteOrder.LITTLE_ENDIAN))) {
                return at;
            }
        }
        return size;
    }

    /** CRC-16 with polynomial 0xA001, as FIT's protocol defines it. */
    private int checksum(long from, long to) throws IOException {
        int crc = 0;
        for (long at = from; at < to; at++) {
            crc ^= window.at(at);
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0xA001 : crc >>> 1;
            }
        }
        return crc;
    }

    private void records(long from, long to) throws IOException {
        long at = from;
        while (at < to) {
            int head = window.at(at);
            boolean compressed = (head & 0x80) != 0;
            long next;
            if (!compressed && (head & 0x40) != 0) {
                next = definition(at, to, head);
            } else {
                next = data(at, to, head, compressed);
            }
            if (next < 0) {
                return;
            }
            at = next;
        }
    }

    private long definition(long at, long to, int head) throws IOException {
        if (at + 6 > to) {
            return cut(at, to);
        }
        ByteOrder order = window.at(at + 2) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int number = window.bytes(at + 3, 2, order).getShort(0) & 0xffff;
        int count = window.at(at + 5);
        long end = at + 6 + 3L * count;
        boolean developed = (head & 0x20) != 0;
        if (end + (developed ? 1 : 0) > to) {
            return cut(at, to);
        }
        Message.Builder builder = new Message.Builder();
        for (int f = 0; f < count; f++) {
            ByteBuffer field = window.bytes(at + 6 + 3L * f, 3, order);
            builder.add(-1, field.get(0) & 0xff, BaseType.of(field.get(2) & 0xff), field.get(1) & 0xff);
        }
        if (developed) {
            int more = window.at(end);
            if (end + 1 + 3L * more > to) {
                return cut(at, to);
            }
            for (int f = 0; f < more; f++) {
                ByteBuffer field = window.bytes(end + 1 + 3L * f, 3, order);
                int developer = field.get(2) & 0xff;
                int number1 = field.get(0) & 0xff;
                builder.add(developer, number1, developerTypes.get((developer << 8) | number1), field.get(1) & 0xff);
            }
            end += 1 + 3L * more;
        }
        definitions[head & 0x0F] = builder.build(number, order);
        listener.structure(at, end);
        return end;
    }

    private long data(long at, long to, int head, boolean compressed) throws IOException {
        Message message = definitions[compressed ? (head >> 5) & 3 : head & 0x0F];
        if (message == null) {
            boolean nul = head == 0;
            listener.refused(
                    nul ? "A10" : "C1",
                    at,
                    to,
                    (nul ? "NUL bytes" : "a data message") + " of local type "
                            + (compressed ? (head >> 5) & 3 : head & 0x0F)
                            + ", which nothing has defined: its length is unknown");
            return -1;
        }
        long end = at + 1 + message.bytes();
        if (end > to) {
            return cut(at, to);
        }
        if (touchesHole(at, end)) {
            listener.refused("A10", at, end, "NUL bytes");
            return end;
        }
        ByteBuffer bytes = window.bytes(at + 1, message.bytes(), message.order());
        long timestamp = UNTIMED;
        Message.Field time = message.field(Message.TIMESTAMP);
        if (time != null && time.size() == 4) {
            long raw = Integer.toUnsignedLong(bytes.getInt(time.offset()));
            timestamp = raw == 0xFFFF_FFFFL ? UNTIMED : raw;
        } else if (compressed && lastTimestamp != UNTIMED) {
            // Five bits of the time: those of the last time, or rolled over once.
            timestamp = (lastTimestamp & ~0x1FL) + (head & 0x1F);
            timestamp += timestamp < lastTimestamp ? 0x20 : 0;
        }
        lastTimestamp = timestamp == UNTIMED ? lastTimestamp : timestamp;
        if (message.number() == FIELD_DESCRIPTION) {
            describe(message, bytes);
        }
        listener.data(message, bytes, timestamp, at, end);
        return end;
    }

    private long cut(long at, long to) {
        listener.refused("A1", at, to, "the data end inside a message");
        return -1;
    }

    /** Whether a run of NUL bytes as long as only damage is reaches into the message. */
    private boolean touchesHole(long from, long to) throws IOException {
        long at = from;
        while (at < to) {
            if (window.at(at) != 0) {
                at++;
                continue;
            }
            long begin = at;
            while (begin > 0 && at - begin < HOLE && begin > from - HOLE && window.at(begin - 1) == 0) {
                begin--;
            }
            long end = at;
            while (end < size && end - begin < HOLE && window.at(end) == 0) {
                end++;
            }
            if (end - begin >= HOLE) {
                return true;
            }
            at = Math.max(at + 1, end);
        }
        return false;
    }

    private void describe(Message message, ByteBuffer bytes) {
        int developer = (int) number(message, bytes, 0, -1);
        int number = (int) number(message, bytes, 1, -1);
        int type = (int) number(message, bytes, 2, -1);
        if (developer < 0 || number < 0 || type < 0) {
            return;
        }
        developerTypes.put((developer << 8) | number, BaseType.of(type));
        String name = text(message, bytes, 3);
        String unit = text(message, bytes, 8);
        double scale = number(message, bytes, 6, 1);
        listener.described(
                developer,
                number,
                new FitProfile.Entry(
                        name == null ? "developer field " + developer + "." + number : name,
                        unit == null ? "" : unit,
                        scale == 0 ? 1 : scale,
                        number(message, bytes, 7, 0)));
    }

    private static double number(Message message, ByteBuffer bytes, int field, double otherwise) {
        Message.Field found = message.field(field);
        double value =
                found == null || found.count() == 0 ? Double.NaN : found.type().number(bytes, found.offset());
        return Double.isNaN(value) ? otherwise : value;
    }

    private static String text(Message message, ByteBuffer bytes, int field) {
        Message.Field found = message.field(field);
        return found == null || !found.isText() ? null : BaseType.text(bytes, found.offset(), found.size());
    }
}
