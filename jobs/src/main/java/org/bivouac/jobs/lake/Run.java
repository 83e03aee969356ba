package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;

/**
 * One go at making new results: jobs write into its private folder and stage what they made, then all of it becomes
 * visible together or not at all. Its methods may be called from several threads.
 */
public final class Run implements AutoCloseable {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private static final Pattern JOB = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private record Sealed(String sha256, long bytes) {}

    private final Lake lake;
    private final Fs fs;
    private final Workspace workspace;
    private final Path work;
    private final Path tree;
    private final Instant started = Instant.now();
    private final SortedMap<String, Scope> staged = new TreeMap<>();

    /** Staged files that are verified, on disk and at their final place below {@link #tree}. */
    private final Map<Path, Sealed> sealed = new HashMap<>();

    private Snapshot base;
    private boolean failed;

    Run(Lake lake, Snapshot base, Workspace workspace) {
        this.lake = lake;
        this.fs = lake.fs();
        this.base = base;
        this.workspace = workspace;
        this.work = workspace.directory().resolve("work");
        this.tree = workspace.directory().resolve("run");
    }

    /** What the lake will look like: the snapshot this run started on, overlaid with what it has staged. */
    public synchronized Snapshot view() {
        return base.with(staged.values());
    }

    /** A private folder for a job's files; empty after each {@link #publish}. */
    public Path directory(String job) {
        Path directory = work.resolve(requireName(job));
        try {
            fs.mkdir(directory);
        } catch (IOException e) {
            throw IoFault.of(e, directory);
        }
        return directory;
    }

    /**
     * Adds what a job made for one key, replacing what it made before. From now on the files are the run's: it moves
     * them when it publishes.
     *
     * @param scope its files lie below {@link #directory} of its job, or are those it was staged with before
     */
    public synchronized void stage(Scope scope) {
        Path own = work.resolve(requireName(scope.job()));
        for (TableFile file : scope.files()) {
            if (!file.path().normalize().startsWith(own) && !sealed.containsKey(file.path())) {
                throw new IllegalArgumentException(file.path() + ": staged by " + id(scope) + ", must lie in " + own);
            }
            target(scope, file);
        }
        Scope before = staged.put(id(scope), scope);
        if (before != null) {
            Set<Path> kept = new HashSet<>();
            scope.files().forEach(file -> kept.add(file.path()));
            forget(before, kept);
        }
    }

    /** Whether there is nothing to publish. */
    public synchronized boolean isEmpty() {
        return staged.isEmpty();
    }

    /**
     * Verifies what was staged and makes it visible, as the next snapshot.
     *
     * @return the new snapshot, or the one the run started on if nothing is staged; empty if another run published
     *     first. Then {@link #view} is the other's snapshot overlaid with what is still staged here (equal fingerprints
     *     are the other's), so the jobs have to look again at what they made, and publish again
     */
    public synchronized Optional<Snapshot> publish() {
        if (failed) {
            // After a failed fsync a second one may succeed although the data is lost.
            throw new IllegalStateException("publishing failed before; start another run");
        }
        failed = true;
        Optional<Snapshot> published = tryPublish();
        failed = false;
        return published;
    }

    @SuppressWarnings("try") // the lock is held, not used
    private Optional<Snapshot> tryPublish() {
        try {
            seal();
            try (StageLock publishing = lake.publishing()) {
                lake.sweep();
                long newest = lake.chain().newestNumber();
                if (newest != base.number()) {
                    rebase(lake.chain().snapshot(newest));
                    return Optional.empty();
                }
                return staged.isEmpty() ? Optional.of(base) : commit();
            }
        } catch (IOException e) {
            throw IoFault.of(e, workspace.directory());
        }
    }

    /** Re-reads and hashes the staged files, forces them to disk and moves them to where the manifest will name them. */
    private void seal() throws IOException {
        for (Path path : Trees.files(fs, tree)) {
            if (!sealed.containsKey(path)) {
                fs.delete(path);
            }
        }
        List<TableFile> unread = new ArrayList<>();
        for (Scope scope : staged.values()) {
            for (TableFile file : scope.files()) {
                if (!sealed.containsKey(file.path())) {
                    unread.add(file);
                }
            }
        }
        unread.parallelStream().forEach(this::check);
        for (Scope scope : List.copyOf(staged.values())) {
            List<TableFile> files = new ArrayList<>();
            for (TableFile file : scope.files()) {
                files.add(sealed.containsKey(file.path()) ? file : seal(file, target(scope, file)));
            }
            staged.put(id(scope), new Scope(scope.job(), scope.key(), scope.fingerprint(), List.copyOf(files)));
        }
        Trees.delete(fs, work);
    }

    private void check(TableFile file) {
        try {
            lake.check().check(file);
        } catch (IOException e) {
            throw IoFault.of(e, file.path());
        }
    }

    private TableFile seal(TableFile file, Path target) throws IOException {
        Optional<Fs.Entry> entry = fs.entry(file.path());
        if (entry.isEmpty() || entry.get().kind() != Fs.Kind.FILE) {
            throw new IllegalStateException(file.path() + ": staged, but not a file");
        }
        if (fs.entry(target).isPresent()) {
            throw new IllegalStateException(
                    file.path() + ": another staged file has the same table, partition and name");
        }
        fs.seal(file.path());
        String sha256 = Trees.hash(fs, file.path());
        fs.mkdir(target.getParent());
        fs.rename(file.path(), target);
        sealed.put(target, new Sealed(sha256, entry.get().bytes()));
        return new TableFile(file.table(), file.partition(), target, file.rows(), file.contentHash());
    }

    /** Makes the winner of a race the base. What both made with one fingerprint is the winner's. */
    private void rebase(Snapshot winner) {
        base = winner;
        for (Scope own : List.copyOf(staged.values())) {
            Optional<Scope> theirs = winner.scope(own.job(), own.key());
            if (theirs.isPresent() && theirs.get().fingerprint().equals(own.fingerprint())) {
                staged.remove(id(own));
                forget(own, Set.of());
            }
        }
    }

    /** Forgets a scope's sealed files but for those kept; the next {@link #seal} removes them. */
    private void forget(Scope scope, Set<Path> kept) {
        scope.files().stream()
                .map(TableFile::path)
                .filter(path -> !kept.contains(path))
                .forEach(sealed::remove);
    }

    private Optional<Snapshot> commit() throws IOException {
        requireOnePlaceEach();
        String manifest = Json.text(manifest());
        String run = Trees.hash(manifest.getBytes(StandardCharsets.UTF_8));
        long number = base.number() + 1;
        fs.mkdir(tree);
        Trees.write(fs, tree.resolve(Manifest.FILE), manifest);
        Trees.write(fs, tree.resolve(Manifest.RUN_FILE), Json.text(RunFile.of(started, number)));
        Trees.sync(fs, tree);
        Path published = lake.chain().runDirectory(run);
        boolean known = Trees.isDirectory(fs, published);
        if (known) {
            lake.requireSound(run);
        } else {
            fs.rename(tree, published);
        }
        fs.syncDirectory(published.getParent());
        fs.syncDirectory(lake.rawDirectory());
        if (!point(number, run)) {
            if (!known) {
                takeBack(published);
            }
            rebase(lake.chain().snapshot(lake.chain().newestNumber()));
            return Optional.empty();
        }
        List<Scope> visible = new ArrayList<>();
        staged.values().forEach(scope -> visible.add(moved(scope, published)));
        base = new Snapshot(number, base.with(visible).scopes());
        staged.clear();
        sealed.clear();
        show();
        return Optional.of(base);
    }

    private Manifest manifest() throws IOException {
        List<Manifest.Made> made = new ArrayList<>();
        for (Scope scope : staged.values()) {
            List<String> inputs = List.of();
            if (SHA_256.matcher(scope.key()).matches()) {
                lake.raw(scope.key());
                inputs = List.of(scope.key());
            }
            List<Manifest.Output> outputs = new ArrayList<>();
            for (TableFile file : scope.files()) {
                Sealed bytes = sealed.get(file.path());
                outputs.add(new Manifest.Output(
                        file.table(),
                        file.partition(),
                        tree.relativize(file.path()).toString(),
                        bytes.sha256(),
                        bytes.bytes(),
                        file.rows(),
                        file.contentHash()));
            }
            outputs.sort(Comparator.comparing(Manifest.Output::path));
            made.add(new Manifest.Made(scope.job(), scope.key(), scope.fingerprint(), inputs, outputs));
        }
        return new Manifest(Manifest.VERSION, Lake.CODE_VERSION, made);
    }

    /** Creates the pointer, whole or not at all; false if another machine was first. */
    private boolean point(long number, String run) throws IOException {
        SortedMap<String, String> runs = new TreeMap<>();
        if (base.number() > 0) {
            runs.putAll(lake.chain().pointer(base.number()).runOfScope());
        }
        staged.keySet().forEach(id -> runs.put(id, run));
        Pointer pointer = Pointer.of(number, lake.chain().hash(base.number()), runs);
        Path unnamed = workspace.directory().resolve("pointer");
        Path file = lake.chain().pointerFile(number);
        Trees.delete(fs, unnamed);
        Trees.write(fs, unnamed, Json.text(pointer));
        try {
            fs.link(unnamed, file);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new BadInputException(
                    ExitCode.IO, file + ": this file system has no hard links: keep the lake on one that has", e);
        }
        fs.syncDirectory(file.getParent());
        return true;
    }

    /** After a lost race: the files stay where another machine may be reading them, and are copied to be ours again. */
    private void takeBack(Path published) throws IOException {
        for (Path path : sealed.keySet()) {
            fs.mkdir(path.getParent());
            Trees.copy(fs, published.resolve(tree.relativize(path)), path);
        }
    }

    private void show() throws IOException {
        try {
            lake.views().show(base);
        } catch (IOException e) {
            throw new BadInputException(
                    ExitCode.IO,
                    lake.root() + ": snapshot " + base.number() + " is published, but '" + Views.CURRENT
                            + "' still shows an earlier one (" + e.getMessage() + "): run again",
                    e);
        }
    }

    private void requireOnePlaceEach() {
        Map<Path, String> owners = new HashMap<>();
        for (Scope scope : view().scopes().values()) {
            for (TableFile file : scope.files()) {
                Path place = Views.place(tree, file);
                String other = owners.putIfAbsent(place, id(scope));
                if (other != null) {
                    throw new IllegalStateException(
                            tree.relativize(place) + ": made by '" + other + "' and by '" + id(scope) + "'");
                }
            }
        }
    }

    private Scope moved(Scope scope, Path published) {
        List<TableFile> files = new ArrayList<>();
        for (TableFile file : scope.files()) {
            Path path = published.resolve(tree.relativize(file.path()));
            files.add(new TableFile(file.table(), file.partition(), path, file.rows(), file.contentHash()));
        }
        return new Scope(scope.job(), scope.key(), scope.fingerprint(), List.copyOf(files));
    }

    /** Where a file will lie in the run's folder: {@code <job>/<table>/<partition>/<file>}. */
    private Path target(Scope scope, TableFile file) {
        Path job = tree.resolve(scope.job());
        Path target = Views.place(job, file);
        if (file.table().isEmpty() || !target.equals(target.normalize()) || !target.startsWith(job)) {
            throw new IllegalArgumentException(
                    "table '" + file.table() + "', partition '" + file.partition() + "': must stay below the lake");
        }
        return target;
    }

    private static String requireName(String job) {
        if (!JOB.matcher(job).matches()) {
            throw new IllegalArgumentException("job '" + job + "' must be lower-case letters, digits and '-'");
        }
        return job;
    }

    private static String id(Scope scope) {
        return scope.job() + " " + scope.key();
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        workspace.close();
    }
}
