package org.bivouac.jobs.dump.mdf;

import org.bivouac.jobs.dump.mdf.Mdf4Build.Cn;

/** A small MDF 4 file for tests elsewhere. */
public final class Mdf4Seed {
    private static final int ROWS = 20;

    private Mdf4Seed() {}

    /** One group of a time and a number, and a header with this XML as its comment. */
    public static byte[] about(String comment) {
        Mdf4Build build = new Mdf4Build();
        long group =
                build.group(0, build.channels(Cn.time(), new Cn("Engine Speed", 4, 8, 64)), "g", 0, ROWS, 0, 16, 0);
        var records = Mdf4Build.little(16 * ROWS);
        for (int i = 0; i < ROWS; i++) {
            records.putDouble(i / 10.0).putDouble(3000 + i);
        }
        return build.about(build.comment(comment))
                .dump(build.dataGroup(0, group, build.records("DT", records.array()), 0));
    }
}
