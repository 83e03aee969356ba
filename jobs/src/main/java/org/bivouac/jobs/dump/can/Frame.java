package org.bivouac.jobs.dump.can;

/**
 * One frame of a bus, as logged.
 *
 * @param ordinal of the frame in the dump, from 0, counting refused ones too
 * @param seconds from the dump's second 0
 * @param bus as the log names it, e.g. {@code can0} or {@code 1}; empty when it names none
 * @param kind what the frame is
 * @param id identifier, 11 or 29 bits, without flags; 0 for an error frame without one
 * @param extended whether the identifier has 29 bits
 * @param format classic CAN, CAN FD or LIN
 * @param sent whether the logger sent it itself
 * @param data payload as logged, its length is the frame's data length; empty for a remote frame
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
        byte[] data) {

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
