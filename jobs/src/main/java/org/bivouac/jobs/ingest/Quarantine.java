package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.bivouac.jobs.fault.Fault;

/** Shows refused dumps to people: a folder with each of them and a note beside it that says why. */
final class Quarantine {
    private static final int MAX_NAME = 80;

    private Quarantine() {}

    /** Links the dump's bytes, which stay in {@code raw/}, and writes the note anew. */
    static void keep(Path lake, DumpTask task, List<Fault> faults) throws IOException {
        Path folder = Files.createDirectories(lake.resolve("quarantine"));
        String plain = task.name().replaceAll("[^A-Za-z0-9._-]+", "_").replaceFirst("^[.]+", "_");
        String name = task.sha256().substring(0, 12) + "-" + plain.substring(Math.max(0, plain.length() - MAX_NAME));
        Path link = folder.resolve(name);
        if (!Files.exists(link)) {
            Files.createLink(link, Path.of(task.rawPath()));
        }
        Files.writeString(
                folder.resolve(name + ".reason.txt"),
                faults.stream().map(Fault::message).collect(Collectors.joining("\n", "", "\n")),
                StandardCharsets.UTF_8);
    }
}
