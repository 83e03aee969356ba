package org.bivouac.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;

/**
 * Two evenings of a small team, written to a lake as text files with one row per line: the first brings two dumps and
 * analyses them, the second brings another dump and replaces the analysis. What is done already is not done again.
 */
final class History {
    static final int RUNS = 2;

    /** Counts lines; the content hash is the hash of the text. */
    static final FileCheck LINES = file -> {
        String text = Files.readString(file.path());
        if (text.lines().count() != file.rows()
                || !Trees.hash(text.getBytes(StandardCharsets.UTF_8)).equals(file.contentHash())) {
            throw new BadInputException(ExitCode.INTEGRITY, file.path() + ": not as it was written");
        }
    };

    private final Path inbox;
    private long published;

    History(Path inbox) {
        this.inbox = inbox;
    }

    /** The number of the last snapshot that a run was told of. */
    long published() {
        return published;
    }

    static Path inbox(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String dump : List.of("a", "b", "c")) {
            Files.writeString(folder.resolve(dump), ("bytes of dump " + dump + "\n").repeat(20));
        }
        return folder;
    }

    /** Brings a lake to the end of the second evening, from wherever it is. */
    void run(Fs fs, Path root) {
        Lake lake = Lake.open(fs, root, LINES);
        if (lake.newest().number() < 1) {
            evening(lake, List.of("a", "b"), "first");
        }
        if (lake.newest().number() < 2) {
            evening(lake, List.of("c"), "second");
        }
    }

    private void evening(Lake lake, List<String> dumps, String version) {
        try (Run run = lake.begin()) {
            for (String dump : dumps) {
                Raw raw = lake.intake(inbox.resolve(dump));
                stage(
                        run,
                        "ingest",
                        raw.sha256(),
                        "1",
                        table("telemetry", "car=" + dump, dump + ".txt", "rows of " + dump));
            }
            stage(
                    run,
                    "analyse",
                    "2026/dakar/3/501",
                    version,
                    table("measures", "car=501", "m.txt", version + "\nmeasure"),
                    table("events", "car=501", "e.txt", version + " event"));
            stage(run, "report", "2026/dakar/3", version, table("report", "2026-dakar/3", "index.html", version));
            published = run.publish().orElseThrow().number();
        }
    }

    /** A file to be written by {@link #stage}. */
    record Text(String table, String partition, String name, String text) {}

    static Text table(String table, String partition, String name, String text) {
        return new Text(table, partition, name, text + "\n");
    }

    /** Writes files as a job does and stages them, unless the run's view has them. */
    static void stage(Run run, String job, String key, String fingerprint, Text... texts) {
        if (run.view()
                .scope(job, key)
                .filter(scope -> scope.fingerprint().equals(fingerprint))
                .isPresent()) {
            return;
        }
        List<TableFile> files = new ArrayList<>();
        for (Text text : texts) {
            Path file = run.directory(job)
                    .resolve(text.table())
                    .resolve(text.partition())
                    .resolve(text.name());
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.add(new TableFile(
                    text.table(),
                    text.partition(),
                    file,
                    text.text().lines().count(),
                    Trees.hash(text.text().getBytes(StandardCharsets.UTF_8))));
        }
        run.stage(new Scope(job, key, fingerprint, files));
    }

    /** All files of a lake but those of {@code locks/} and the unhashed run files: path to text or link target. */
    static SortedMap<String, String> tree(Path root) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = root.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    tree.put(name, "-> " + Files.readSymbolicLink(path));
                } else if (Files.isRegularFile(path)
                        && !name.startsWith(Lake.LOCKS)
                        && !name.endsWith(Manifest.RUN_FILE)) {
                    tree.put(name, Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return tree;
    }

    /** What is in a snapshot: table, partition, name and text of each file, with the scope that made it. */
    static SortedMap<String, String> content(Snapshot snapshot) throws IOException {
        SortedMap<String, String> content = new TreeMap<>();
        for (Map.Entry<String, Scope> scope : snapshot.scopes().entrySet()) {
            content.put(scope.getKey(), scope.getValue().fingerprint());
            for (TableFile file : scope.getValue().files()) {
                String name = scope.getKey() + " " + Views.place(Path.of(""), file);
                content.put(name, Files.readString(file.path()));
            }
        }
        return content;
    }
}
