package org.bivouac.jobs.ingest;

import java.util.zip.ZipException;

/**
 * How much may come out of an archive.
 *
 * @param ratio bytes out for a byte in, beyond the first {@value #ALWAYS_ALLOWED}
 * @param entryBytes of one entry
 * @param archiveBytes of all entries together
 * @param entries how many there may be
 */
record ArchiveLimits(long ratio, long entryBytes, long archiveBytes, int entries) {
    /** What an inbox is taken with. */
    static final ArchiveLimits STANDARD = new ArchiveLimits(200, 4L << 30, 20L << 30, 10_000);

    private static final long ALWAYS_ALLOWED = 1 << 20;

    /** The list holds 46 bytes, a name and notes for each entry; this is room for long ones. */
    private static final int DIRECTORY_BYTES_AN_ENTRY = 400;

    /** Why so many bytes are too many, or null. */
    String refusal(long packed, long out, long outOfArchive) {
        if (out > entryBytes) {
            return "holds more than " + entryBytes + " bytes";
        }
        if (outOfArchive > archiveBytes) {
            return "the archive holds more than " + archiveBytes + " bytes";
        }
        return out > ALWAYS_ALLOWED && out / ratio > packed
                ? "unpacks to more than " + ratio + " times its size"
                : null;
    }

    /** Refuses an archive by what its last record says, before its list of contents is read. */
    void require(ZipEnd end) throws ZipException {
        if (end.entries() > entries) {
            throw new ZipException("it has " + end.entries() + " entries, allowed are " + entries);
        }
        long room = (long) entries * DIRECTORY_BYTES_AN_ENTRY;
        if (end.directoryBytes() > room) {
            throw new ZipException("its list of contents has more than " + room + " bytes");
        }
    }
}
