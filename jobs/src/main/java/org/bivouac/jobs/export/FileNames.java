package org.bivouac.jobs.export;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names for files that every file system takes, made from whatever a dump calls its groups. */
final class FileNames {
    private static final int LONGEST = 80;

    private final Set<String> taken = new HashSet<>();

    /** A name without extension for the group: unique among those asked for, also when case is ignored. */
    String of(int group, String name) {
        String slug = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        if (slug.length() > LONGEST) {
            slug = slug.substring(0, slug.offsetByCodePoints(0, slug.codePointCount(0, LONGEST - 1)));
        }
        // Windows keeps these names for devices, whatever the extension.
        if (slug.isEmpty() || slug.matches("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?")) {
            slug = "group-" + (group + 1);
        }
        String free = slug;
        for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
            free = slug + "-" + n;
        }
        return free;
    }
}
