package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.Fault;

/** Compares every byte of a lake with what its chain of snapshots says, and goes on after each finding. */
final class Verifier {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Fs fs;
    private final Path root;
    private final Chain chain;
    private final Views views;
    private final List<Fault> findings = new ArrayList<>();
    private final List<Path> leftovers = new ArrayList<>();
    private final SortedMap<String, Manifest> manifests = new TreeMap<>();
    private final Set<String> broken = new HashSet<>();
    private long files;
    private long dumps;
    private long bytes;

    Verifier(Fs fs, Path root, Chain chain, Views views) {
        this.fs = fs;
        this.root = root;
        this.chain = chain;
        this.views = views;
    }

    VerifyReport run() throws IOException {
        Set<Path> before = new HashSet<>(unnamedRuns());
        long newest = chain();
        for (Map.Entry<String, Manifest> run : manifests.entrySet()) {
            files(chain.runDirectory(run.getKey()), run.getValue());
        }
        // Looked at twice: a run that was unnamed while another process published it is named by now.
        for (Path unnamed : unnamedRuns()) {
            if (before.contains(unnamed)
                    && !manifests.containsKey(unnamed.getFileName().toString())) {
                if (SHA_256.matcher(unnamed.getFileName().toString()).matches()) {
                    leftovers.add(unnamed);
                } else {
                    finding(unnamed, "is in no manifest");
                }
            }
        }
        leftovers.addAll(fs.list(root.resolve(Lake.STAGING)));
        raw();
        view(newest);
        return new VerifyReport(
                newest, manifests.size(), files, dumps, bytes, List.copyOf(findings), List.copyOf(leftovers));
    }

    private List<Path> unnamedRuns() throws IOException {
        List<Path> unnamed = new ArrayList<>(fs.list(root.resolve(Lake.RUNS)));
        unnamed.removeIf(run -> manifests.containsKey(run.getFileName().toString())
                || broken.contains(run.getFileName().toString()));
        return unnamed;
    }

    /** Follows the chain from its first link and reads every manifest that it names. */
    private long chain() throws IOException {
        long newest = 0;
        for (Path view : fs.list(root.resolve(Lake.VIEWS))) {
            newest = Math.max(newest, Views.number(view));
        }
        for (Path file : fs.list(root.resolve(Lake.SNAPSHOTS))) {
            if (Pointer.number(file) < 0) {
                finding(file, "is not part of the chain");
            }
            newest = Math.max(newest, Pointer.number(file));
        }
        for (long number = 1; number <= newest; number++) {
            Path file = chain.pointerFile(number);
            try {
                Pointer pointer = chain.pointer(number);
                if (fs.entry(chain.pointerFile(number - 1)).isPresent() || number == 1) {
                    if (!pointer.parent().equals(chain.hash(number - 1))) {
                        finding(file, "does not follow snapshot " + (number - 1) + " as that is now");
                    }
                }
                for (Map.Entry<String, List<String>> run : pointer.live().entrySet()) {
                    named(file, run.getKey(), run.getValue());
                }
            } catch (BadInputException e) {
                damaged(file, e);
            }
        }
        return newest;
    }

    private void named(Path pointerFile, String run, List<String> scopes) throws IOException {
        if (broken.contains(run)) {
            return;
        }
        try {
            if (!manifests.containsKey(run)) {
                manifests.put(run, chain.manifest(run));
            }
            Set<String> made = Chain.byId(manifests.get(run)).keySet();
            for (String scope : scopes) {
                if (!made.contains(scope)) {
                    finding(pointerFile, "names '" + scope + "', which run " + run + " has not made");
                }
            }
        } catch (BadInputException e) {
            broken.add(run);
            damaged(chain.runDirectory(run).resolve(Manifest.FILE), e);
        }
    }

    private void files(Path directory, Manifest manifest) throws IOException {
        Set<Path> extra = new TreeSet<>(Trees.files(fs, directory));
        extra.remove(directory.resolve(Manifest.FILE));
        extra.remove(directory.resolve(Manifest.RUN_FILE));
        for (Manifest.Made made : manifest.scopes()) {
            for (Manifest.Output output : made.files()) {
                Path file = directory.resolve(output.path());
                extra.remove(file);
                files++;
                hash(file, output.sha256());
            }
            for (String input : made.inputs()) {
                Path dump = root.resolve(Lake.RAW).resolve(input);
                if (fs.entry(dump).isEmpty()) {
                    finding(dump, "is missing, '" + made.id() + "' was made from it");
                }
            }
        }
        for (Path file : extra) {
            finding(file, "is not in its run's manifest");
        }
    }

    private void raw() throws IOException {
        for (Path dump : fs.list(root.resolve(Lake.RAW))) {
            String name = dump.getFileName().toString();
            if (SHA_256.matcher(name).matches()) {
                dumps++;
                hash(dump, name);
            } else {
                finding(dump, "is no dump of the lake");
            }
        }
    }

    private void hash(Path file, String sha256) throws IOException {
        Optional<Fs.Entry> entry = fs.entry(file);
        if (entry.isEmpty()) {
            finding(file, "is missing");
        } else if (entry.get().kind() != Fs.Kind.FILE) {
            finding(file, "is not a file");
        } else {
            bytes += entry.get().bytes();
            String found;
            try {
                found = Trees.hash(fs, file);
            } catch (IOException e) {
                finding(file, "cannot be read: " + IoFault.reason(e));
                return;
            }
            if (!found.equals(sha256)) {
                finding(file, "has SHA-256 " + found + ", " + sha256 + " was published");
            }
        }
    }

    /** The view's files are other names of files hashed above; what is not must be equal. */
    private void view(long newest) throws IOException {
        long shown = views.shown();
        if (shown == 0 || shown != newest || !broken.isEmpty()) {
            return;
        }
        Path view = views.view(shown);
        Set<Path> extra = new TreeSet<>(Trees.files(fs, view));
        Pointer pointer;
        try {
            pointer = chain.pointer(shown);
        } catch (BadInputException e) {
            return;
        }
        for (Map.Entry<String, List<String>> run : pointer.live().entrySet()) {
            Path directory = chain.runDirectory(run.getKey());
            Map<String, Manifest.Made> made = Chain.byId(manifests.get(run.getKey()));
            for (String id : run.getValue()) {
                if (!made.containsKey(id)) {
                    continue;
                }
                for (Manifest.Output output : made.get(id).files()) {
                    Path file = directory.resolve(output.path());
                    Path name = view.resolve(output.table())
                            .resolve(output.partition())
                            .resolve(file.getFileName());
                    extra.remove(name);
                    if (!isSame(fs.entry(file), fs.entry(name))) {
                        hash(name, output.sha256());
                    }
                }
            }
        }
        for (Path file : extra) {
            finding(file, "is in no snapshot");
        }
    }

    private static boolean isSame(Optional<Fs.Entry> file, Optional<Fs.Entry> name) {
        return file.isPresent()
                && name.isPresent()
                && file.get().key() != null
                && file.get().key().equals(name.get().key());
    }

    private void finding(Path file, String reason) {
        findings.add(Fault.ofFile(
                file.toString(), "E10", reason, "listed", "restore it from a backup, or publish its stage again"));
    }

    private void damaged(Path file, BadInputException e) {
        findings.add(Fault.ofFile(file.toString(), "E10", e.getMessage(), "listed", "restore it from a backup"));
    }
}
