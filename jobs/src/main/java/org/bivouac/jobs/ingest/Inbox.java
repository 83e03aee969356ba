package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/**
 * What lies in an inbox: dumps, the team's side files, and what is neither. No link is followed and nothing but regular
 * files is opened.
 *
 * @param dumps the files to take for dumps, in order of their names
 * @param sideFiles the team's files in the inbox's root by name, e.g. {@code plan.csv}
 * @param skipped files known not to be dumps: hidden ones, notes, the team's files
 * @param faults what was not opened, and why
 */
record Inbox(List<Found> dumps, Map<String, Path> sideFiles, int skipped, List<Fault> faults) {
    /** Files that the team may put in the inbox's root. */
    static final Set<String> SIDE_FILES = Set.of(
            "plan.csv",
            "road-book.csv",
            "run-sheets.csv",
            "parts.csv",
            "limits.csv",
            "aliases.csv",
            "dumps.csv",
            "clocks.csv",
            "databases.csv");

    private static final Set<String> ROOT_FOLDERS_WITHOUT_DUMPS = Set.of("expected", "profiles", "truth");
    private static final int MAX_NAME = 200;
    private static final int MAX_PATH = 1000;

    /** A file with its path inside the inbox, separated by slashes. */
    record Found(Path path, String name) {}

    /**
     * Looks through an inbox.
     *
     * @param inbox a folder, or a single dump
     * @param lake the lake's folder, which is left out should it lie inside
     */
    static Inbox of(Path inbox, Path lake) {
        if (!Files.exists(inbox)) {
            throw new BadInputException(ExitCode.USAGE, inbox + ": no such folder: name the folder with the dumps");
        }
        if (Files.isRegularFile(inbox)) {
            return new Inbox(List.of(new Found(inbox, inbox.getFileName().toString())), Map.of(), 0, List.of());
        }
        Walk walk = new Walk(inbox, lake.toAbsolutePath().normalize());
        try {
            Files.walkFileTree(inbox, walk);
        } catch (IOException e) {
            throw new BadInputException(ExitCode.IO, inbox + ": cannot be listed: " + e.getMessage(), e);
        }
        return walk.result();
    }

    private static boolean hidden(String name) {
        return name.startsWith(".")
                || name.startsWith("~$")
                || name.equalsIgnoreCase("Thumbs.db")
                || name.equalsIgnoreCase("desktop.ini");
    }

    /** Hidden files, notes and databases of buses, told by their name, with or without folders before it. */
    static boolean isNoDump(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        return hidden(name)
                || lower.endsWith(".md")
                || lower.endsWith(".dbc")
                || lower.startsWith("readme")
                || lower.startsWith("license");
    }

    /** MoTeC's beacon files, which lie beside their dump. */
    private static boolean isBeacons(Path file, String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".ldx")
                && Files.isRegularFile(
                        file.resolveSibling(name.substring(0, name.length() - 1)), LinkOption.NOFOLLOW_LINKS);
    }

    /** What is wrong with a name, or null. */
    static String oddity(String path, String name) {
        if (name.length() > MAX_NAME || path.length() > MAX_PATH) {
            return "its name has " + name.length() + " characters, its path " + path.length() + "; allowed are "
                    + MAX_NAME + " and " + MAX_PATH;
        }
        if (!Fault.escape(name).equals(name)) {
            return "its name has control characters";
        }
        return name.indexOf('\uFFFD') >= 0 ? "its name is not valid UTF-8" : null;
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path inbox;
        private final Path lake;
        private final List<Found> found = new ArrayList<>();
        private final Map<String, Path> sideFiles = new HashMap<>();
        private final List<Fault> faults = new ArrayList<>();
        private int skipped;

        Walk(Path inbox, Path lake) {
            this.inbox = inbox;
            this.lake = lake;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(inbox)) {
                return FileVisitResult.CONTINUE;
            }
            String name = folder.getFileName().toString();
            boolean inRoot = folder.getParent().equals(inbox);
            if (folder.toAbsolutePath().normalize().equals(lake)
                    || hidden(name)
                    || (inRoot && ROOT_FOLDERS_WITHOUT_DUMPS.contains(name))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            String oddity = oddity(name(folder), name);
            if (oddity != null) {
                refuse(folder, "A13", oddity, "rename the folder");
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (attributes.isSymbolicLink()) {
                refuse(file, "A13", "is a symbolic link", "put the file itself in the inbox");
            } else if (!attributes.isRegularFile()) {
                refuse(file, "A13", "is a pipe, socket or device", "put a regular file in the inbox");
            } else if (isNoDump(name) || isBeacons(file, name)) {
                skipped++;
            } else if (file.getParent().equals(inbox) && SIDE_FILES.contains(name)) {
                sideFiles.put(name, file);
            } else {
                String oddity = oddity(name(file), name);
                if (oddity == null) {
                    found.add(new Found(file, name(file)));
                } else {
                    refuse(file, "A13", oddity, "rename it");
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            String reason = e instanceof AccessDeniedException ? "permission denied" : e.toString();
            refuse(file, "A12", "cannot be read: " + reason, "check its permissions and the disk");
            return FileVisitResult.CONTINUE;
        }

        private String name(Path file) {
            return inbox.relativize(file).toString().replace('\\', '/');
        }

        private void refuse(Path file, String rule, String reason, String advice) {
            faults.add(Fault.ofFile(name(file), rule, reason, "not opened", advice));
        }

        Inbox result() {
            Map<String, List<Found>> byFoldedName = new HashMap<>();
            found.forEach(file -> byFoldedName
                    .computeIfAbsent(file.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(file));
            List<Found> dumps = new ArrayList<>();
            for (List<Found> twins : byFoldedName.values()) {
                if (twins.size() == 1) {
                    dumps.add(twins.get(0));
                } else {
                    twins.forEach(twin -> refuse(
                            twin.path(), "A13", "its name differs from another's only in case", "rename one of them"));
                }
            }
            dumps.sort(Comparator.comparing(Found::name));
            faults.sort(Comparator.comparing(Fault::file));
            return new Inbox(List.copyOf(dumps), Map.copyOf(sideFiles), skipped, List.copyOf(faults));
        }
    }
}
