package org.bivouac.jobs.recovery;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A rally that the command {@code simulate} makes and the command {@code debrief} works up, each in its own process. */
final class SimulatedDebrief {
    private final Path folder;
    private final List<String> simulation = new ArrayList<>();

    /**
     * A rally.
     *
     * @param folder of its own; what is there is removed
     * @param options of {@code simulate}, the plan first
     */
    SimulatedDebrief(Path folder, List<String> options) {
        this.folder = folder;
        simulation.add("simulate");
        simulation.addAll(options);
    }

    Path inbox() {
        return folder.resolve("rally");
    }

    Path lake() {
        return folder.resolve("lake");
    }

    /** The command that made the rally, as a reader would type it. */
    String command() {
        return "bivouac " + String.join(" ", simulation) + " --out rally";
    }

    /** Size of all dumps. */
    long dumpBytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(inbox())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += file.startsWith(inbox().resolve("truth")) ? 0 : Files.size(file);
            }
        }
        return bytes;
    }

    /** Simulates and debriefs from nothing, unless the same was done there before: nothing of it is left to chance. */
    SimulatedDebrief run() throws IOException, InterruptedException {
        if (Files.exists(done()) && Files.readString(done()).equals(command())) {
            return this;
        }
        delete(folder);
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(simulation);
        command.addAll(List.of("--out", inbox().toString()));
        process(command, 0);
        debrief();
        bringLateDumps();
        Files.writeString(done(), command());
        return this;
    }

    /** Says by which command this was made, once all of it was. */
    private Path done() {
        return folder.resolve("done");
    }

    /** Brings the dumps that came late and debriefs again. */
    private void bringLateDumps() throws IOException, InterruptedException {
        Path late = inbox().resolve("truth/late");
        if (!Files.isDirectory(late)) {
            return;
        }
        try (Stream<Path> files = Files.walk(late)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = inbox().resolve(late.relativize(file).toString());
                Files.createDirectories(to.getParent());
                if (!Files.exists(to)) {
                    Files.copy(file, to);
                }
            }
        }
        debrief();
    }

    private void debrief() throws IOException, InterruptedException {
        process(List.of("debrief", inbox().toString(), "--lake", lake().toString()), 3);
    }

    private void process(List<String> arguments, int tolerated) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.bivouac.jobs.cli.Main"));
        command.addAll(arguments);
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0 && status != tolerated) {
            throw new IllegalStateException("exit status " + status + ": " + String.join(" ", arguments));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, IOException failed) throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
