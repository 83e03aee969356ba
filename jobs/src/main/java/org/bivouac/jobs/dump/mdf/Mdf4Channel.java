package org.bivouac.jobs.dump.mdf;

/**
 * A channel block (ASAM MDF 4.1, CN block), or one element of an array or member of a structure, with its place in the
 * record worked out.
 *
 * @param at offset of its block in the file
 * @param name with the names of the structures that it is in, and indices in brackets
 * @param type 0 fixed length, 1 variable length, 2 master, 3 virtual master, 4 synchronisation, 5 maximum length, 6 virtual
 * @param sync what a master runs along: 1 time, 2 angle, 3 distance, 4 index
 * @param dataType 0 to 17
 * @param byteOffset in the record, its id not counted
 * @param flags bit 0: all values invalid; bit 1: {@code invalidBit} counts
 * @param invalidBit from the first invalidation byte on
 * @param conversion link
 * @param data link: signal data, or the channel that says how long a value is
 */
record Mdf4Channel(
        long at,
        String name,
        String unit,
        int type,
        int sync,
        int dataType,
        long byteOffset,
        int bitOffset,
        long bitCount,
        long flags,
        long invalidBit,
        long conversion,
        long data) {

    static final int VARIABLE = 1;
    static final int MASTER = 2;
    static final int VIRTUAL_MASTER = 3;
    static final int MAXIMUM_LENGTH = 5;
    static final int VIRTUAL = 6;

    /** True when it is the group's time base. */
    boolean isTime() {
        return (type == MASTER || type == VIRTUAL_MASTER) && sync == 1;
    }

    /** This channel under another name, moved along the record. */
    Mdf4Channel moved(String to, long bytes, long invalidBits) {
        return new Mdf4Channel(
                at,
                to,
                unit,
                type,
                sync,
                dataType,
                byteOffset + bytes,
                bitOffset,
                bitCount,
                flags,
                invalidBit + invalidBits,
                conversion,
                data);
    }
}
