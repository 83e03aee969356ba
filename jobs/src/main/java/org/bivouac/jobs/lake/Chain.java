package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the chain of snapshots and the manifests that it names, and believes none of them unchecked. */
final class Chain {
    private final Fs fs;
    private final Path snapshots;
    private final Path runs;
    private final Path views;

    Chain(Fs fs, Path root) {
        this.fs = fs;
        this.snapshots = root.resolve(Lake.SNAPSHOTS);
        this.runs = root.resolve(Lake.RUNS);
        this.views = root.resolve(Lake.VIEWS);
    }

    Path pointerFile(long number) {
        return snapshots.resolve(Pointer.name(number));
    }

    Path runDirectory(String run) {
        return runs.resolve(run);
    }

    /** The highest number in the chain, 0 for an empty one. A missing link is an error that names it. */
    long newestNumber() throws IOException {
        // A view is made after its snapshot: asked in this order, a view is never ahead of an unharmed chain.
        long shown = 0;
        for (Path view : fs.list(views)) {
            shown = Math.max(shown, Views.number(view));
        }
        long newest = 0;
        long links = 0;
        for (Path file : fs.list(snapshots)) {
            long number = Pointer.number(file);
            newest = Math.max(newest, number);
            links += number > 0 ? 1 : 0;
        }
        if (links != newest || shown > newest) {
            for (long number = 1; number <= Math.max(newest, shown); number++) {
                if (fs.entry(pointerFile(number)).isEmpty()) {
                    throw IoFault.integrity(pointerFile(number), "is missing");
                }
            }
        }
        return newest;
    }

    /** One link; its own bytes are checked, not the parent that it names. */
    Pointer pointer(long number) throws IOException {
        return Pointer.read(pointerFile(number), existing(pointerFile(number)), number);
    }

    /** What a child has to name as its parent; empty for 0. */
    String hash(long number) throws IOException {
        return number == 0 ? "" : Trees.hash(existing(pointerFile(number)));
    }

    /** A run's manifest, checked against its hash. */
    Manifest manifest(String run) throws IOException {
        Path file = runDirectory(run).resolve(Manifest.FILE);
        byte[] bytes = existing(file);
        if (!Trees.hash(bytes).equals(run)) {
            throw IoFault.integrity(file, "does not have the hash of its folder");
        }
        return Json.value(file, bytes, Manifest.VERSION, Manifest.class);
    }

    /** A whole snapshot. Its manifests are checked by hash, its files by existence and size. */
    Snapshot snapshot(long number) throws IOException {
        if (number == 0) {
            return Snapshot.EMPTY;
        }
        SortedMap<String, Scope> scopes = new TreeMap<>();
        for (Map.Entry<String, java.util.List<String>> run :
                pointer(number).live().entrySet()) {
            Path directory = runDirectory(run.getKey());
            Map<String, Manifest.Made> made = byId(manifest(run.getKey()));
            for (String id : run.getValue()) {
                Manifest.Made scope = made.get(id);
                if (scope == null) {
                    throw IoFault.integrity(pointerFile(number), "names '" + id + "', which " + directory + " has not");
                }
                requireFiles(directory, scope);
                scopes.put(id, Manifest.scope(scope, directory));
            }
        }
        return new Snapshot(number, java.util.Collections.unmodifiableSortedMap(scopes));
    }

    static Map<String, Manifest.Made> byId(Manifest manifest) {
        Map<String, Manifest.Made> made = new HashMap<>();
        manifest.scopes().forEach(scope -> made.put(scope.id(), scope));
        return made;
    }

    /** Checks a scope's files by existence and size. */
    void requireFiles(Path directory, Manifest.Made scope) throws IOException {
        for (Manifest.Output output : scope.files()) {
            Path file = directory.resolve(output.path());
            Optional<Fs.Entry> entry = fs.entry(file);
            if (entry.isEmpty()) {
                throw IoFault.integrity(file, "is missing");
            }
            if (entry.get().kind() != Fs.Kind.FILE || entry.get().bytes() != output.bytes()) {
                throw IoFault.integrity(
                        file, "has " + entry.get().bytes() + " bytes, " + output.bytes() + " were published");
            }
        }
    }

    private byte[] existing(Path file) throws IOException {
        try {
            return Trees.bytes(fs, file);
        } catch (NoSuchFileException e) {
            throw IoFault.integrity(file, "is missing");
        }
    }
}
