package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/**
 * A folder with all that a team has: raw dumps, and the chain of snapshots of every table made from them.
 *
 * <pre>
 * raw/&lt;sha256&gt;                     dumps, write-once
 * staging/&lt;random&gt;/                 private folders of runs at work
 * runs/&lt;manifest sha256&gt;/           manifest.json, run.json, &lt;job&gt;/&lt;table&gt;/&lt;partition&gt;/&lt;file&gt;
 * snapshots/snapshot-&lt;n&gt;.json       the chain; the highest number is current
 * current, reports                     the newest snapshot for outside tools, links into views/&lt;n&gt;/
 * locks/, quarantine/
 * </pre>
 *
 * <p>Any number of threads and processes may use one lake. Errors of its disk are {@link BadInputException}s with exit
 * code 74, damage to what was published with 76.
 */
public final class Lake {
    static final String SNAPSHOTS = "snapshots";
    static final String RUNS = "runs";
    static final String VIEWS = "views";
    static final String RAW = "raw";
    static final String STAGING = "staging";
    static final String LOCKS = "locks";
    static final String QUARANTINE = "quarantine";

    private static final List<String> FOLDERS = List.of(SNAPSHOTS, RUNS, VIEWS, RAW, STAGING, LOCKS, QUARANTINE);

    /** Release of this program, as its jar says; not known while it is being developed. */
    static final String CODE_VERSION =
            Objects.requireNonNullElse(Lake.class.getPackage().getImplementationVersion(), "development");

    /** Publishing takes seconds; who waits longer than this waits for something that hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String PUBLISH_LOCK = "publish";

    private final Fs fs;
    private final Path root;
    private final FileCheck check;
    private final Locks locks;
    private final Chain chain;
    private final Intake intake;
    private final Views views;
    private final Orphans orphans;

    private Lake(Fs fs, Path root, FileCheck check, Locks locks) {
        this.fs = fs;
        this.root = root;
        this.check = check;
        this.locks = locks;
        this.chain = new Chain(fs, root);
        this.intake = new Intake(fs, rawDirectory());
        this.views = new Views(fs, root);
        this.orphans = new Orphans(fs, chain, root);
    }

    /** Opens a lake, making an empty one if the folder is missing or empty. */
    public static Lake open(Path root) {
        return open(new LocalFs(), root, new ParquetCheck());
    }

    /** Opens a lake on a file system of the caller's, with a check of the caller's for staged files. */
    public static Lake open(Fs fs, Path root, FileCheck check) {
        Path folder = root.toAbsolutePath().normalize();
        try {
            lay(fs, folder);
        } catch (IOException e) {
            throw IoFault.of(e, folder);
        }
        Lake lake = new Lake(fs, folder, check, new Locks(folder.resolve(LOCKS)));
        lake.tidy();
        return lake;
    }

    private static void lay(Fs fs, Path root) throws IOException {
        if (Trees.isDirectory(fs, root) && !Trees.isDirectory(fs, root.resolve(SNAPSHOTS))) {
            for (Path found : fs.list(root)) {
                if (!FOLDERS.contains(found.getFileName().toString())) {
                    throw new BadInputException(
                            ExitCode.USAGE,
                            root + ": not a lake, it holds '" + found.getFileName() + "': name another folder");
                }
            }
        }
        boolean fresh = false;
        for (String folder : FOLDERS) {
            Path path = root.resolve(folder);
            if (!Trees.isDirectory(fs, path)) {
                fs.mkdir(path);
                fresh = true;
                if (folder.equals(STAGING)
                        && path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
                }
            }
        }
        if (fresh) {
            fs.syncDirectory(root);
            if (root.getParent() != null) {
                fs.syncDirectory(root.getParent());
            }
        }
    }

    /** Ends what a dead process began, if nobody is publishing just now. */
    @SuppressWarnings("try") // the lock is held, not used
    private void tidy() {
        try {
            Optional<StageLock> free = locks.tryLock(PUBLISH_LOCK);
            if (free.isPresent()) {
                try (StageLock publishing = free.get()) {
                    sweep();
                    showNewest();
                }
            }
        } catch (IOException | BadInputException e) {
            // A lake that cannot be written to, or is damaged, can still be read and verified. Whoever publishes does
            // the same again, and fails.
        }
    }

    /** Removes what dead processes left. Only the holder of the publish lock may call it. */
    void sweep() throws IOException {
        Workspace.sweep(fs, locks, root.resolve(STAGING));
        orphans.sweep();
    }

    /**
     * Checks a run's folder that is there already, because an earlier snapshot had the same results.
     *
     * @throws BadInputException with exit code 76 if its files are not as they were published; with 75 if no snapshot
     *     names it, for then another machine is publishing it or died on the way
     */
    void requireSound(String run) throws IOException {
        Path directory = chain.runDirectory(run);
        if (orphans.find().contains(directory)) {
            throw BadInputException.of(
                    ExitCode.BUSY,
                    Fault.ofFile(
                            directory.toString(),
                            "E5",
                            "another machine is publishing the same results, or died doing so",
                            "nothing was published",
                            "run again; if no other machine is at work, remove the folder"));
        }
        for (Manifest.Made made : chain.manifest(run).scopes()) {
            chain.requireFiles(directory, made);
            for (Manifest.Output output : made.files()) {
                Path file = directory.resolve(output.path());
                if (!Trees.hash(fs, file).equals(output.sha256())) {
                    throw IoFault.integrity(file, "is not as it was published");
                }
            }
        }
    }

    /** Makes {@code current} show the newest snapshot, if a crash kept it from doing so. */
    private void showNewest() throws IOException {
        long newest = chain.newestNumber();
        if (newest > 0 && views.shown() != newest) {
            views.show(chain.snapshot(newest));
        }
    }

    /** The lake's folder, absolute. */
    public Path root() {
        return root;
    }

    /**
     * The newest snapshot. Its manifests are checked by hash and its files by existence and size; {@link #verify}
     * hashes the files too.
     */
    public Snapshot newest() {
        try {
            return chain.snapshot(chain.newestNumber());
        } catch (IOException e) {
            throw IoFault.of(e, root);
        }
    }

    /** An earlier snapshot, or the newest, checked like {@link #newest}. */
    public Snapshot snapshot(long number) {
        try {
            long newest = chain.newestNumber();
            if (number < 0 || number > newest) {
                throw new BadInputException(
                        ExitCode.USAGE, root + ": has no snapshot " + number + ", only 0 to " + newest);
            }
            return chain.snapshot(number);
        } catch (IOException e) {
            throw IoFault.of(e, root);
        }
    }

    /**
     * Takes a dump into the lake's keeping: copies it to {@code raw/<sha256>}, unless that is there.
     *
     * @throws org.bivouac.jobs.dump.DumpException if the dump is no regular file (A13), cannot be read (A12) or is
     *     still being written to (A3)
     */
    public Raw intake(Path dump) {
        try (Workspace workspace = workspace()) {
            return intake.take(dump, workspace.directory());
        } catch (IOException e) {
            throw IoFault.of(e, rawDirectory());
        }
    }

    /** Where a dump's bytes are kept. */
    public Path raw(String sha256) {
        Path kept = rawDirectory().resolve(sha256);
        try {
            if (fs.entry(kept).isEmpty()) {
                throw IoFault.integrity(kept, "is missing");
            }
        } catch (IOException e) {
            throw IoFault.of(e, kept);
        }
        return kept;
    }

    /** Starts a run on the newest snapshot. */
    public Run begin() {
        Snapshot base = newest();
        try {
            return new Run(this, base, workspace());
        } catch (IOException e) {
            throw IoFault.of(e, root);
        }
    }

    /**
     * Takes a lock against other runs on this machine.
     *
     * @param key what to keep to oneself, e.g. a stage's key
     * @throws BadInputException with exit code 75 if another run holds it
     */
    public StageLock lock(String key) {
        try {
            return locks.lock("stage-" + key);
        } catch (IOException e) {
            throw IoFault.of(e, root.resolve(LOCKS));
        }
    }

    /** Hashes everything again and lists all damage. Takes as long as reading the lake. */
    public VerifyReport verify() {
        try {
            return new Verifier(fs, root, chain, views).run();
        } catch (IOException e) {
            throw IoFault.of(e, root);
        }
    }

    /** Waits until nobody on this machine is publishing. */
    StageLock publishing() throws IOException {
        return locks.await(PUBLISH_LOCK, PATIENCE);
    }

    private Workspace workspace() throws IOException {
        return Workspace.open(fs, locks, root.resolve(STAGING));
    }

    Path rawDirectory() {
        return root.resolve(RAW);
    }

    Fs fs() {
        return fs;
    }

    FileCheck check() {
        return check;
    }

    Chain chain() {
        return chain;
    }

    Views views() {
        return views;
    }
}
