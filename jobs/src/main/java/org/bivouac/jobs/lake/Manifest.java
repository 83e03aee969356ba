package org.bivouac.jobs.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run made, by hash: the file {@code runs/<its own hash>/manifest.json}. It holds neither clock nor run id, so
 * equal results have equal manifests.
 *
 * @param version format of this file
 * @param codeVersion release that made the files
 * @param scopes what was made, in order of job and key
 */
record Manifest(int version, String codeVersion, List<Made> scopes) {
    static final int VERSION = 1;
    static final String FILE = "manifest.json";

    /** Written beside the manifest and not hashed: who ran it and when. */
    static final String RUN_FILE = "run.json";

    /**
     * One scope.
     *
     * @param inputs hashes of the raw dumps that it was made from directly
     */
    record Made(String job, String key, String fingerprint, List<String> inputs, List<Output> files) {
        String id() {
            return job + " " + key;
        }
    }

    /**
     * One file.
     *
     * @param path below the run's folder, with {@code /}
     */
    record Output(
            String table, String partition, String path, String sha256, long bytes, long rows, String contentHash) {}

    /** The scope as the rest of the program sees it. */
    static Scope scope(Made made, Path runDirectory) {
        List<TableFile> files = new ArrayList<>();
        for (Output file : made.files()) {
            files.add(new TableFile(
                    file.table(),
                    file.partition(),
                    runDirectory.resolve(file.path()),
                    file.rows(),
                    file.contentHash()));
        }
        return new Scope(made.job(), made.key(), made.fingerprint(), List.copyOf(files));
    }
}
