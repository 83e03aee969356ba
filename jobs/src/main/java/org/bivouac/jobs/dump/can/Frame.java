package org.bivouac.jobs.dump.can;

/**
 * One frame of a bus, as logged.
 *
 * @param ordinal of the frame in the dump, from 0, counting refused ones too
 * @param seconds from the dump's second 0; NaN when the log has no times
 * @param bus as the log names it, e.g. {@code can0} or {@code 1}; empty when it names none
 * @param kind what the frame is
 * @param id identifier, 11 or 29 bits, without flags; 0 for an error frame without one
 * @param extended whether the identifier has 29 bits
 * @param format classic CAN, CAN FD or LIN
 * @param sent whether the logger sent it itself
 * @param data payload as logged, its length is the frame's data length; empty for a remote frame
 * @param dlc data length code as logged, 0 to 15: for a remote frame the length asked for; above 8 it stands for the
 *     lengths of {@link #length(int)} in CAN FD, and for 8 bytes in classic CAN
 * @param bitRateSwitch whether the payload of a CAN FD frame ran at the higher bit rate
 * @param errorPassive whether the sender of a CAN FD frame was error passive
 */
public record Frame(
        long ordinal,
        double seconds,
        String bus,
        Kind kind,
        int id,
        boolean extended,
        Format format,
        boolean sent,
        byte[] data,
        int dlc,
        boolean bitRateSwitch,
        boolean errorPassive) {
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64};

    /** Largest identifier of 11 bits. */
    public static final int LARGEST_STANDARD_ID = 0x7FF;
    /** Largest identifier of 29 bits. */
    public static final int LARGEST_EXTENDED_ID = 0x1FFFFFFF;

    /** A frame whose code says no more than its length, without flags. */
    public Frame(
            long ordinal,
            double seconds,
            String bus,
            Kind kind,
            int id,
            boolean extended,
            Format format,
            boolean sent,
            byte[] data) {
        this(ordinal, seconds, bus, kind, id, extended, format, sent, data, code(data.length), false, false);
    }

    /** Bytes that a data length code of 0 to 15 stands for in CAN FD (ISO 11898-1:2015, table 5). */
    public static int length(int dlc) {
        return LENGTHS[dlc];
    }

    /** The least code whose length is at least this; 15 for more than 64 bytes. */
    public static int code(int length) {
        int code = Math.min(length, 8);
        while (code < 15 && LENGTHS[code] < length) {
            code++;
        }
        return code;
    }

    /** What a frame is. */
    public enum Kind {
        DATA,
        REMOTE,
        ERROR
    }

    /** By which rules it was on the bus. */
    public enum Format {
        CAN,
        CAN_FD,
        LIN
    }
}
