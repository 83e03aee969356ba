package org.bivouac.jobs.dump.can.blf;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.Frame.Format;
import org.bivouac.jobs.dump.can.Frame.Kind;

/**
 * One object of a {@code .blf}, read from its fields. All little-endian, offsets from the end of the object's header:
 *
 * <pre>
 *   1, 86  CAN message       u16 channel, u8 flags 2, u8 dlc 3, u32 id 4, 8 bytes 8
 *   2      CAN error         u16 channel
 *   73     CAN error ext     u16 channel, u8 dlc 10, u32 id 16, 8 bytes 24
 *   100    CAN FD message    u16 channel, u8 flags 2, u8 dlc 3, u32 id 4, u8 FD flags 13, u8 length 14, 64 bytes 20
 *   101    CAN FD message 64 u8 channel, u8 dlc 1, u8 length 2, u32 id 4, u32 flags 12, u8 direction 34, bytes 40
 *   104    CAN FD error 64   u8 channel, u8 dlc 1, u8 length 2, u32 id 12, bytes 44
 * </pre>
 *
 * Layouts as on the samples and in published readers. In flags of 1, 86 and 100, the low four bits are the direction (0
 * received, 1 sent, 2 asked to be sent) and bit 7 says remote; in those of 101, bit 4 says remote, bit 12 CAN FD, 13 bit
 * rate switch, 14 error passive.
 */
final class BlfObject {
    /** Length of the header that every object has. */
    static final int BASE = 16;
    /** Type of an object that holds others. */
    static final int CONTAINER = 10;

    private static final int SENT = 1;
    private static final int REQUESTED = 2;
    private static final int TEN_MICROS = 1;
    private static final int NANOS = 2;
    private static final int EXTENDED_ID = 0x80000000;
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(3, "CAN overload frame"),
            Map.entry(4, "CAN statistic"),
            Map.entry(5, "trigger"),
            Map.entry(11, "LIN message"),
            Map.entry(31, "CAN driver error"),
            Map.entry(57, "LIN message"),
            Map.entry(65, "text"),
            Map.entry(72, "system variable"),
            Map.entry(90, "event comment"),
            Map.entry(92, "event comment"),
            Map.entry(96, "global marker"),
            Map.entry(115, "restore point"));

    /** Why the object is no frame; null when it is one. */
    String wrong;
    /** What the object is when it is no frame and is passed over; null when it is a frame or wrong. */
    String skipped;

    long nanos;
    int channel;
    Kind kind;
    int id;
    boolean extended;
    Format format;
    boolean sent;
    int dlc;
    byte[] data;
    boolean fast;
    boolean passive;

    private ByteBuffer bytes;
    private int body;
    private int end;

    /**
     * Reads the object {@code [at, at + size)}.
     *
     * @param buffer little-endian
     */
    void read(ByteBuffer buffer, int at, int size) {
        bytes = buffer;
        int header = Short.toUnsignedInt(bytes.getShort(at + 4));
        int type = bytes.getInt(at + 12);
        body = at + header;
        end = at + size;
        wrong = null;
        skipped = null;
        sent = false;
        fast = false;
        passive = false;
        format = Format.CAN;
        kind = Kind.DATA;
        boolean known = type == 1 || type == 2 || type == 73 || type == 86 || type == 100 || type == 101 || type == 104;
        if (!known) {
            skipped = NAMES.getOrDefault(type, "object of type " + Integer.toUnsignedString(type));
            return;
        }
        if (header < 32 || header > size) {
            wrong = "its header has " + header + " bytes, the object " + size;
            return;
        }
        time(at);
        if (wrong == null) {
            switch (type) {
                case 1, 86 -> message();
                case 2 -> error();
                case 73 -> errorExt();
                case 100 -> flexible();
                case 101 -> flexible64();
                default -> flexibleError();
            }
        }
    }

    private void time(int at) {
        int flags = bytes.getInt(at + 16);
        long stamp = bytes.getLong(at + 24);
        long most = flags == TEN_MICROS ? Long.MAX_VALUE / 10_000 : Long.MAX_VALUE;
        if (flags != TEN_MICROS && flags != NANOS) {
            wrong = "its time unit is " + Integer.toUnsignedString(flags) + ", known are 1 (10 us) and 2 (ns)";
        } else if (stamp < 0 || stamp > most) {
            wrong = "its time is " + Long.toUnsignedString(stamp);
        } else {
            nanos = flags == TEN_MICROS ? stamp * 10_000 : stamp;
        }
    }

    private boolean has(int length) {
        if (end - body < length) {
            wrong = "it ends after " + (end - body) + " of " + length + " bytes";
        }
        return wrong == null;
    }

    private void message() {
        if (has(16)) {
            channel = Short.toUnsignedInt(bytes.getShort(body));
            flags(bytes.get(body + 2));
            identifier(bytes.getInt(body + 4));
            payload(Byte.toUnsignedInt(bytes.get(body + 3)), -1, 8);
        }
    }

    private void flags(byte flags) {
        direction(flags & 0x0F);
        kind = (flags & 0x80) != 0 ? Kind.REMOTE : Kind.DATA;
    }

    private void direction(int direction) {
        sent = direction == SENT;
        if (direction == REQUESTED) {
            skipped = "transmit request";
        }
    }

    private void error() {
        if (has(4)) {
            channel = Short.toUnsignedInt(bytes.getShort(body));
            kind = Kind.ERROR;
            id = 0;
            extended = false;
            dlc = 0;
            data = new byte[0];
        }
    }

    private void errorExt() {
        if (has(32)) {
            channel = Short.toUnsignedInt(bytes.getShort(body));
            kind = Kind.ERROR;
            identifier(bytes.getInt(body + 16));
            payload(Byte.toUnsignedInt(bytes.get(body + 10)), -1, 24);
        }
    }

    private void flexible() {
        if (has(20)) {
            channel = Short.toUnsignedInt(bytes.getShort(body));
            flags(bytes.get(body + 2));
            identifier(bytes.getInt(body + 4));
            int flags = bytes.get(body + 13);
            format = (flags & 1) != 0 ? Format.CAN_FD : Format.CAN;
            fast = (flags & 2) != 0;
            passive = (flags & 4) != 0;
            payload(Byte.toUnsignedInt(bytes.get(body + 3)), Byte.toUnsignedInt(bytes.get(body + 14)), 20);
        }
    }

    private void flexible64() {
        if (has(40)) {
            channel = Byte.toUnsignedInt(bytes.get(body));
            direction(Byte.toUnsignedInt(bytes.get(body + 34)));
            identifier(bytes.getInt(body + 4));
            int flags = bytes.getInt(body + 12);
            kind = (flags & 0x10) != 0 ? Kind.REMOTE : Kind.DATA;
            format = (flags & 0x1000) != 0 ? Format.CAN_FD : Format.CAN;
            fast = (flags & 0x2000) != 0;
            passive = (flags & 0x4000) != 0;
            payload(Byte.toUnsignedInt(bytes.get(body + 1)), Byte.toUnsignedInt(bytes.get(body + 2)), 40);
        }
    }

    private void flexibleError() {
        if (has(44)) {
            channel = Byte.toUnsignedInt(bytes.get(body));
            kind = Kind.ERROR;
            format = Format.CAN_FD;
            identifier(bytes.getInt(body + 12));
            payload(Byte.toUnsignedInt(bytes.get(body + 1)), Byte.toUnsignedInt(bytes.get(body + 2)), 44);
        }
    }

    private void identifier(int flagged) {
        extended = (flagged & EXTENDED_ID) != 0;
        id = flagged & Frame.LARGEST_EXTENDED_ID;
    }

    /**
     * @param valid how many bytes are valid; negative when the code alone says it
     * @param at where they stand in the object's body
     */
    private void payload(int code, int valid, int at) {
        int largest = extended ? Frame.LARGEST_EXTENDED_ID : Frame.LARGEST_STANDARD_ID;
        if (code > 15 || (id > largest && kind != Kind.ERROR)) {
            wrong = "impossible: id " + Integer.toHexString(id).toUpperCase(Locale.ROOT) + (extended ? "x" : "")
                    + ", dlc " + code + ", channel " + channel;
            return;
        }
        dlc = code;
        int stated = format == Format.CAN_FD ? Frame.length(code) : Math.min(code, 8);
        int length = kind == Kind.REMOTE ? 0 : valid < 0 ? stated : valid;
        boolean agrees = length == stated || kind != Kind.DATA;
        if (length > 64 || !agrees || end - body - at < length) {
            wrong = "dlc " + code + " with " + length + " valid bytes, " + Math.max(0, end - body - at) + " follow";
            return;
        }
        data = new byte[length];
        bytes.get(body + at, data);
    }
}
