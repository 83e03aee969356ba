package org.bivouac.jobs.dump.can.j1939;

/**
 * What a J1939 identifier of 29 bits says: priority (3 bits), parameter group (18), source (8). SAE J1939-21, section
 * 5.2: a PDU format below 240 has the destination where others have the lower byte of the group.
 */
public final class Pgn {
    /** Connection management of the transport protocol. */
    public static final int TRANSPORT_CONNECTION = 0xEC00;

    /** Packets of the transport protocol. */
    public static final int TRANSPORT_DATA = 0xEB00;

    /** The destination that is everybody. */
    public static final int EVERYBODY = 0xFF;

    private static final int FIRST_BROADCAST_FORMAT = 240;

    private Pgn() {}

    /** The parameter group of an identifier. */
    public static int of(int id) {
        return (id >> 16 & 0xFF) < FIRST_BROADCAST_FORMAT ? id >> 8 & 0x3FF00 : id >> 8 & 0x3FFFF;
    }

    /** Who sends. */
    public static int source(int id) {
        return id & 0xFF;
    }

    /** To whom; {@link #EVERYBODY} for a group that is always broadcast. */
    public static int destination(int id) {
        return (id >> 16 & 0xFF) < FIRST_BROADCAST_FORMAT ? id >> 8 & 0xFF : EVERYBODY;
    }
}
