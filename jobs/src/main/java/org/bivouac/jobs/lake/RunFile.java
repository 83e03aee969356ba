package org.bivouac.jobs.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Who made a run, where and when: {@code run.json}, which no hash covers, so that equal results have equal names.
 *
 * @param snapshot the snapshot that the run was made for
 */
record RunFile(String host, long process, String java, String started, String finished, long snapshot) {
    /** This machine's name as Linux knows it. Java would ask the network, which the bivouac does not have. */
    static final String HOST = host(Path.of("/proc/sys/kernel/hostname"));

    private static String host(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

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
