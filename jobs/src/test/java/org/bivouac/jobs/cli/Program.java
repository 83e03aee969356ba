package org.bivouac.jobs.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program in processes of its own, for tests that run after {@code package}. */
final class Program {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path LAUNCHER = ROOT.resolve("jobs/bin/bivouac");
    static final Path SAMPLE = ROOT.resolve("sample-data");

    private static final Path JAR = ROOT.resolve("jobs/target/bivouac.jar");
    private static final int MINUTES = 10;

    private Program() {}

    /** How a process ended. */
    record End(int status, String out, String err) {}

    /** Skips the test when there is no jar yet: {@code mvn test} runs before packaging, {@code mvn verify} after it. */
    static void assumePackaged() {
        assumeTrue(Files.exists(JAR), "jobs/target/bivouac.jar is not packaged");
    }

    /** Prepares a command whose output goes to files {@code out} and {@code err} of a folder. */
    static ProcessBuilder prepare(Path outputs, Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(outputs.resolve("out").toFile())
                .redirectError(outputs.resolve("err").toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs a prepared command to its end. */
    static End run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(builder.command() + " has not ended after " + MINUTES + " minutes");
        }
        return new End(
                process.exitValue(),
                Files.readString(builder.redirectOutput().file().toPath()),
                Files.readString(builder.redirectError().file().toPath()));
    }
}
