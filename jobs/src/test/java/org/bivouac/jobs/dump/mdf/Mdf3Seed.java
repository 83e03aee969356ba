package org.bivouac.jobs.dump.mdf;

import java.nio.ByteOrder;

/** A small MDF 3 file for tests elsewhere. */
public final class Mdf3Seed {
    private Mdf3Seed() {}

    /** One group of a time and a number. */
    public static byte[] bytes() {
        return Mdf3DumpsTest.simple(330, ByteOrder.LITTLE_ENDIAN, "MDF     ", 40);
    }
}
