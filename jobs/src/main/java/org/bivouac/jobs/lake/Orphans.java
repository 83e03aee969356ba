package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds and removes the folders in {@code runs/} that no snapshot names: their process died before its pointer stood. */
final class Orphans {
    private final Fs fs;
    private final Chain chain;
    private final Path runs;
    private final Path staging;

    /** Runs named by the snapshots read so far. Snapshots never change, so each is read once. */
    private final Set<String> named = new HashSet<>();

    private long read;

    Orphans(Fs fs, Chain chain, Path root) {
        this.fs = fs;
        this.chain = chain;
        this.runs = root.resolve(Lake.RUNS);
        this.staging = root.resolve(Lake.STAGING);
    }

    /** Removes the orphans of this machine. Only the holder of the publish lock may call it: it has none itself yet. */
    synchronized void sweep() throws IOException {
        for (Path orphan : find()) {
            if (host(orphan).equals(RunFile.HOST)) {
                // In staging whatever a crash leaves of it is swept without being asked for its machine.
                Path doomed = staging.resolve(Workspace.randomName());
                fs.rename(orphan, doomed);
                Trees.delete(fs, doomed);
            }
        }
    }

    /** Folders and files in {@code runs/} that no snapshot names. */
    synchronized List<Path> find() throws IOException {
        List<Path> candidates = new ArrayList<>(fs.list(runs));
        long newest = chain.newestNumber();
        for (; read < newest; read++) {
            named.addAll(chain.pointer(read + 1).live().keySet());
        }
        candidates.removeIf(run -> named.contains(run.getFileName().toString()));
        return candidates;
    }

    /** The machine that a run was made on; another machine may be about to name its run. */
    private String host(Path run) throws IOException {
        Path file = run.resolve(Manifest.RUN_FILE);
        return fs.entry(file).isEmpty() ? "" : RunFile.host(Trees.bytes(fs, file));
    }
}
