package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule F6: no command takes a secret, and what the machine keeps in its environment goes nowhere. */
class SecretsTest {
    private static final String CANARY = "canary-5f2d9c71";

    @TempDir
    Path temp;

    @Test
    void f6ASecretOfTheEnvironmentIsInNoFileAndInNoOutput() throws IOException, InterruptedException {
        Path car = Files.createDirectories(temp.resolve("inbox/2026/dakar/3/501"));
        Files.writeString(car.resolve("a.csv"), BadDumps.engine(40));
        Path printed = temp.resolve("printed");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dspark.hadoop.fs.s3a.secret.key=" + CANARY,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "debrief",
                        temp.resolve("inbox").toString(),
                        "--lake",
                        temp.resolve("lake").toString(),
                        "--engine",
                        "threads")
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", CANARY);
        builder.environment().put("BIVOUAC_PASSWORD", CANARY);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(printed)).isZero();

        List<Path> files;
        try (Stream<Path> all = Files.walk(temp)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files)
                .hasSizeGreaterThan(20)
                .contains(printed)
                .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(CANARY));
    }
}
