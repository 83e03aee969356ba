package org.bivouac.jobs.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** What is wrong with entries of an archive before anything is unpacked. */
final class ArchiveEntries {
    private ArchiveEntries() {}

    /**
     * Why an entry is no plain file inside its archive, or null.
     *
     * @param name its name with that of the archive before it
     */
    static String oddity(String name, ZipArchiveEntry entry) {
        String inside = entry.getName().replace('\\', '/');
        if (entry.isUnixSymlink()) {
            return "is a symbolic link";
        }
        if (inside.startsWith("/") || inside.matches("(?s)[A-Za-z]:.*")) {
            return "its name is an absolute path";
        }
        if (List.of(inside.split("/")).contains("..")) {
            return "its name leads out of the archive";
        }
        return Inbox.oddity(name, inside.substring(inside.lastIndexOf('/') + 1));
    }

    /** A folder's own entry, which holds nothing. */
    static boolean isEmptyFolder(ZipArchiveEntry entry) {
        return entry.isDirectory() && entry.getSize() == 0;
    }

    /** Names that stand more than once, in any case. */
    static Set<String> twins(List<ZipArchiveEntry> entries) {
        Set<String> seen = new HashSet<>();
        Set<String> twins = new HashSet<>();
        for (ZipArchiveEntry entry : entries) {
            if (!seen.add(folded(entry))) {
                twins.add(folded(entry));
            }
        }
        return twins;
    }

    /** A name as systems see it that do not tell capitals apart. */
    static String folded(ZipArchiveEntry entry) {
        return entry.getName().toLowerCase(Locale.ROOT);
    }

    /** Entries that share bytes with another: the making of a bomb that no ratio gives away. */
    static Set<ZipArchiveEntry> overlapping(List<ZipArchiveEntry> entries) {
        List<ZipArchiveEntry> byPlace = new ArrayList<>(entries);
        byPlace.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
        Set<ZipArchiveEntry> overlapping = new HashSet<>();
        ZipArchiveEntry furthest = null;
        for (ZipArchiveEntry entry : byPlace) {
            if (furthest != null && entry.getLocalHeaderOffset() < end(furthest)) {
                overlapping.add(furthest);
                overlapping.add(entry);
            }
            furthest = furthest == null || end(entry) > end(furthest) ? entry : furthest;
        }
        return overlapping;
    }

    private static long end(ZipArchiveEntry entry) {
        return entry.getDataOffset() + entry.getCompressedSize();
    }
}
