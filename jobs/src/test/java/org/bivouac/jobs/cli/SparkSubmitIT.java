package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bivouac.jobs.fault.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The very command that the README gives for a cluster, on two workers with an executor process each, against a
 * SPARK_HOME that has Spark's jars and none of ours.
 */
@Tag("slow")
class SparkSubmitIT {
    private static final Pattern README_COMMAND = Pattern.compile("```\n(spark-submit .*?)```", Pattern.DOTALL);

    private static final Path SPARK_HOME = Program.ROOT.resolve("jobs/target/spark");

    @TempDir
    static Path folder;

    @BeforeAll
    static void assembleSparkHome() throws Exception {
        Program.assumePackaged();
        String assemble = Program.ROOT.resolve("jobs/src/test/cluster/assemble").toString();
        assertThat(Program.run(
                        Program.prepare(folder, Program.ROOT, Map.of(), List.of(assemble, SPARK_HOME.toString()))))
                .isEqualTo(new Program.End(0, "", ""));
    }

    @Test
    void aClusterPublishesTheSnapshotOfTheLaptopAndKeepsTheExitCode() throws Exception {
        Program.End submitted = bash(readmeCommand()
                .replace("/shared/inbox", Program.SAMPLE.toString())
                .replace("/shared/lake", folder.resolve("cluster").toString()));
        assertThat(submitted.status()).as(submitted.err()).isEqualTo(ExitCode.QUARANTINED.status());
        assertThat(submitted.out())
                .as("Spark's log stays out of standard output")
                .matches(
                        "(?s)reading dumps: 25 to do\nsensors of 8 cars: \\d+ to do\nanalyse 8 cars: 8 to do\n\nstep .*");
        assertThat(submitted.err()).contains("A16");

        Program.End embedded =
                bash("java -jar jobs/target/bivouac.jar debrief sample-data --engine threads --cores 1 --lake "
                        + folder.resolve("laptop"));
        assertThat(embedded.status()).as(embedded.err()).isEqualTo(ExitCode.QUARANTINED.status());
        assertThat(newestSnapshot("cluster")).isEqualTo(newestSnapshot("laptop"));
    }

    /** Drives as Spark tasks: dumps of all loggers with all faults, the truth and every channel. */
    @Test
    void aClusterSimulatesTheRallyOfTheLaptopByteByByte() throws Exception {
        String simulate =
                "simulate stage --seed 3 --scale 0.004 --rate 50 --years 2024,2026 --faults all --channels --out ";
        Program.End submitted =
                bash(readmeCommand().replaceAll("debrief .*", simulate + folder.resolve("cluster-rally")));
        assertThat(submitted.status()).as(submitted.err()).isZero();
        Program.End embedded = bash("java -jar jobs/target/bivouac.jar " + simulate + folder.resolve("laptop-rally")
                + " --engine threads --cores 1");
        assertThat(embedded.status()).as(embedded.err()).isZero();
        Map<String, String> cluster = hashes(folder.resolve("cluster-rally"));
        assertThat(cluster).hasSizeGreaterThan(40).isEqualTo(hashes(folder.resolve("laptop-rally")));
    }

    @Test
    void aWrongUsageKeepsItsExitCode() throws Exception {
        Program.End end = bash(readmeCommand().replaceAll("debrief .*", "inspect --nope"));
        assertThat(end.status()).isEqualTo(ExitCode.USAGE.status());
        assertThat(end.out()).isEmpty();
    }

    @Test
    void anEmptyInboxKeepsItsExitCode() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Program.End end = bash(readmeCommand()
                .replace("/shared/inbox", empty.toString())
                .replace("/shared/lake", folder.resolve("none").toString()));
        assertThat(end.status()).as(end.err()).isEqualTo(ExitCode.NO_INPUT.status());
    }

    private static String readmeCommand() throws IOException {
        Matcher matcher = README_COMMAND.matcher(Files.readString(Program.ROOT.resolve("README.md")));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).replace("spark://host:7077", "'local-cluster[2,1,1024]'");
    }

    private static Program.End bash(String command) throws IOException, InterruptedException {
        String java = System.getProperty("java.home");
        return Program.run(Program.prepare(
                folder,
                Program.ROOT,
                Map.of(
                        "JAVA_HOME",
                        java,
                        "PATH",
                        SPARK_HOME.resolve("bin") + ":" + java + "/bin:" + System.getenv("PATH"),
                        "SPARK_LOCAL_IP",
                        "127.0.0.1"),
                List.of("bash", "-c", command)));
    }

    private static String newestSnapshot(String lake) throws IOException {
        try (var files = Files.list(folder.resolve(lake).resolve("snapshots"))) {
            return Files.readString(
                    files.sorted().reduce((first, second) -> second).orElseThrow());
        }
    }

    private static Map<String, String> hashes(Path top) throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        try (var files = Files.walk(top)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                hashes.put(top.relativize(file).toString(), HexFormat.of().formatHex(hash));
            }
        }
        return hashes;
    }
}
