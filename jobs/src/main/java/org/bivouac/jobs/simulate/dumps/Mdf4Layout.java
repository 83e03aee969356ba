package org.bivouac.jobs.simulate.dumps;

/**
 * How an MDF4 logger lays its file out.
 *
 * @param order of the records
 * @param packing of the data
 * @param ending whether the logger came to end its file
 */
public record Mdf4Layout(Order order, Packing packing, Ending ending) {
    /** How records of different rates lie. */
    public enum Order {
        /** Each rate in its own data group. */
        SORTED,
        /** All rates in one data group, in the order of time, each record with the number of its rate before it. */
        UNSORTED
    }

    /** How data blocks are packed. */
    public enum Packing {
        NONE,
        DEFLATE,
        /** Columns first, then deflated: packs smaller. */
        TRANSPOSED_DEFLATE
    }

    /** How the file ends. */
    public enum Ending {
        FINALISED,
        /** The logger lost power: counts and lengths are not in the file, and it says so. */
        UNFINALISED
    }

    /** Fails where a logger could not be stopped in the middle: packed data is complete block by block. */
    public Mdf4Layout {
        if (ending == Ending.UNFINALISED && (packing != Packing.NONE || order != Order.UNSORTED)) {
            throw new IllegalArgumentException("an unfinalised file is unsorted and not packed");
        }
    }
}
