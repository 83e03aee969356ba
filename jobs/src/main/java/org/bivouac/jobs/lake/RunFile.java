package org.bivouac.jobs.lake;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/**
 * Who made a run, where and when: {@code run.json}, which no hash covers, so that equal results have equal names.
 *
 * @param snapshot the snapshot that the run was made for
 */
record RunFile(String host, long process, String java, String started, String finished, long snapshot) {
    /** This machine's name. Asking the network for it would be slow without one. */
    static final String HOST = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "unknown");

    static RunFile of(Instant started, long snapshot) {
        return new RunFile(
                HOST,
                ProcessHandle.current().pid(),
                System.getProperty("java.version"),
                started.toString(),
                Instant.now().toString(),
                snapshot);
    }

    /** The machine named in a run file; empty if it cannot be read. */
    static String host(byte[] bytes) {
        try {
            return Json.tree(bytes).path("host").asText();
        } catch (IOException e) {
            return "";
        }
    }
}
