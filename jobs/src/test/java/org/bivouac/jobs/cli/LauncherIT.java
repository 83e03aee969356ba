package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bivouac.jobs.fault.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jobs/bin/bivouac} with the packaged jar. */
class LauncherIT {
    private static final Path DUMP = Program.SAMPLE.resolve("2026/bivouac-rally/1/501/gps.vbo");
    private static final String LISTENING = "0A";
    private static final int TERMINATED = 143;
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    @BeforeAll
    static void packaged() {
        Program.assumePackaged();
    }

    @Test
    void startsInAnyDirectoryAndThroughSymbolicLinks() throws Exception {
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), Program.LAUNCHER);
        Path relative = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("bin")).resolve("relative"), Path.of("..", "absolute"));
        for (String command :
                List.of(Program.LAUNCHER.toString(), absolute.toString(), relative.toString(), "bin/relative")) {
            Program.End end = Program.run(launch(Map.of(), command, "--version"));
            assertThat(end).isEqualTo(new Program.End(0, "bivouac 0.1.0\n", ""));
        }
    }

    @Test
    void startsInAFolderWithSpaces() throws Exception {
        Path jobs = Files.createDirectories(folder.resolve("a folder with spaces/jobs"));
        Path copy = Files.createDirectory(jobs.resolve("bin")).resolve("bivouac");
        Files.copy(Program.LAUNCHER, copy);
        Files.createSymbolicLink(jobs.resolve("target"), Program.ROOT.resolve("jobs/target"));
        Path dump = Files.copy(DUMP, jobs.resolve("a dump.vbo"));
        Program.End end = Program.run(launch(
                Map.of("BIVOUAC_CACHE", folder.resolve("a cache").toString()),
                copy.toString(),
                "inspect",
                dump.toString()));
        assertThat(end.status()).as(end.err()).isZero();
        assertThat(end.out()).contains("a dump.vbo");
    }

    @Test
    void needsNeitherAHomeNorACache() throws Exception {
        ProcessBuilder homeless = launch(Map.of(), Program.LAUNCHER.toString(), "--version");
        homeless.environment().keySet().removeAll(Set.of("HOME", "XDG_CACHE_HOME", "BIVOUAC_CACHE"));
        assertThat(Program.run(homeless).status()).isZero();

        Program.End end = Program.run(launch(
                noCache(),
                Program.LAUNCHER.toString(),
                "debrief",
                Files.createDirectory(folder.resolve("empty")).toString()));
        assertThat(end.status()).as(end.err()).isEqualTo(ExitCode.NO_INPUT.status());
    }

    @Test
    void keepsTheExitCodeAndTheStreams() throws Exception {
        Program.End usage = Program.run(launch(Map.of(), Program.LAUNCHER.toString(), "inspect", "--nope"));
        assertThat(usage.status()).isEqualTo(ExitCode.USAGE.status());
        assertThat(usage.out()).isEmpty();
        assertThat(usage.err()).contains("Usage: bivouac inspect");

        Program.End help = Program.run(launch(Map.of(), Program.LAUNCHER.toString()));
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("debrief", "inspect", "Exit codes");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void embeddedSparkListensOnLoopbackOnly() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/net/tcp")), "no /proc here");
        Process process = launch(noCache(), debrief()).start();
        Set<String> listeners = new TreeSet<>();
        while (process.isAlive()) {
            listeners.addAll(listeners(process.pid()));
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(process.exitValue()).isZero();
        // 127.0.0.1 as the kernel writes it: alone, and mapped into IPv6.
        assertThat(listeners)
                .isNotEmpty()
                .allMatch(address -> address.equals("0100007F") || address.equals("0000000000000000FFFF00000100007F"));
    }

    @Test
    void aTerminatedRunEndsAtOnceAndTheNextOneSweepsAndFinishes() throws Exception {
        Process process = launch(noCache(), debrief()).start();
        Path out = folder.resolve("out");
        while (!Files.readString(out).contains("analyse") && process.isAlive()) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
        String[] verify = {
            Program.LAUNCHER.toString(),
            "verify",
            "--lake",
            folder.resolve("lake").toString()
        };
        assertThat(Program.run(launch(Map.of(), verify)).status()).isZero();

        assertThat(Program.run(launch(noCache(), debrief())).status()).isZero();
        assertThat(entries("lake/staging")).isZero();
        assertThat(Program.run(launch(Map.of(), verify)).status()).isZero();
    }

    /** E13: half by Ctrl-C, half terminated, at moments spread over the run. */
    @Test
    @Tag("slow")
    void fiftyStoppedRunsEndInTimeAndLeaveALakeThatTheNextFinishes() throws Exception {
        Path lake = folder.resolve("lake");
        Path whole = folder.resolve("whole");
        assertThat(Program.run(launch(noCache(), debrief())).status()).isZero();
        Files.move(lake, whole);
        // The first one read the program from the disk, which takes longer than the next ones will.
        long start = System.nanoTime();
        assertThat(Program.run(launch(noCache(), debrief())).status()).isZero();
        long wholeMillis = (System.nanoTime() - start) / 1_000_000;
        Files.move(lake, folder.resolve("timed"));
        int stopped = 0;
        for (int i = 0; i < 50; i++) {
            Process process = launch(noCache(), debrief()).start();
            process.waitFor(wholeMillis * (i + 1) / 51, TimeUnit.MILLISECONDS);
            String signal = i % 2 == 0 ? "INT" : "TERM";
            boolean running = process.isAlive();
            new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
            assertThat(process.waitFor(10, TimeUnit.SECONDS))
                    .as("%s %s", signal, i)
                    .isTrue();
            if (running && process.exitValue() != 0) {
                assertThat(process.exitValue()).as("%s %s", signal, i).isEqualTo(i % 2 == 0 ? INTERRUPTED : TERMINATED);
                stopped++;
            } else if (Files.exists(lake)) {
                // It came to its end, and the next one would find nothing to do.
                Files.move(lake, folder.resolve("ended-" + i));
            }
        }
        assertThat(stopped).as("stopped before their end").isGreaterThan(25);
        assertThat(Program.run(launch(noCache(), debrief())).status()).isZero();
        assertThat(live(lake)).isEqualTo(live(whole));
        assertThat(entries("lake/staging")).isZero();
    }

    /** F8: in a network namespace that holds nothing but loopback. */
    @Test
    @Tag("slow")
    void aMachineWithoutANetworkPublishesTheSame() throws Exception {
        List<String> offline =
                new ArrayList<>(List.of("unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "offline"));
        offline.add("true");
        assumeTrue(Program.run(launch(Map.of(), offline.toArray(String[]::new))).status() == 0, "cannot unshare here");
        offline.remove("true");
        assertThat(Program.run(launch(noCache(), debrief())).status()).isZero();
        Path lake = folder.resolve("lake");
        Path online = folder.resolve("online");
        Files.move(lake, online);
        offline.addAll(List.of(debrief()));
        Program.End end = Program.run(launch(noCache(), offline.toArray(String[]::new)));
        assertThat(end.status()).as(end.err()).isZero();
        assertThat(live(lake)).isEqualTo(live(online));
    }

    /** What is live in the newest snapshot; how many snapshots led to it does not matter. */
    private static String live(Path lake) throws IOException {
        try (Stream<Path> snapshots = Files.list(lake.resolve("snapshots"))) {
            String newest = Files.readString(snapshots.max(Path::compareTo).orElseThrow());
            return newest.replaceAll("(?s).*\"live\"(.*?)\"number\".*", "$1");
        }
    }

    @Test
    @Tag("slow")
    void theFirstDebriefLeavesAClassArchiveThatTheNextStartUses() throws Exception {
        Map<String, String> cache =
                Map.of("BIVOUAC_CACHE", folder.resolve("cache").toString());
        assertThat(Program.run(launch(cache, debrief())).status()).isZero();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (entries("cache") != 1 || !isArchived()) {
            assertThat(System.nanoTime()).as("five minutes for the archive").isLessThan(deadline);
            Thread.sleep(500);
        }
        Path log = folder.resolve("loaded");
        Map<String, String> logged = Map.of(
                "BIVOUAC_CACHE",
                folder.resolve("cache").toString(),
                "BIVOUAC_JAVA_OPTS",
                "-Xshare:on -Xlog:class+load:file=" + log);
        assertThat(Program.run(launch(logged, Program.LAUNCHER.toString(), "--version"))
                        .status())
                .isZero();
        assertThat(Files.readString(log))
                .containsPattern("org\\.bivouac\\.jobs\\.cli\\.Main source: shared objects file");
    }

    private boolean isArchived() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.allMatch(file -> file.toString().endsWith(".jsa"));
        }
    }

    private long entries(String name) throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve(name))) {
            return entries.count();
        }
    }

    private ProcessBuilder launch(Map<String, String> environment, String... command) {
        return Program.prepare(folder, folder, environment, List.of(command));
    }

    /** A folder that nobody can make, root neither: no archive is made after the test. */
    private Map<String, String> noCache() {
        return Map.of("BIVOUAC_CACHE", "/dev/null/cache");
    }

    private String[] debrief() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        if (Files.notExists(inbox.resolve("gps.vbo"))) {
            Files.copy(DUMP, inbox.resolve("gps.vbo"));
        }
        return new String[] {
            Program.LAUNCHER.toString(),
            "debrief",
            inbox.toString(),
            "--lake",
            folder.resolve("lake").toString(),
            "--year",
            "2026",
            "--event",
            "rally",
            "--stage",
            "1",
            "--car",
            "501"
        };
    }

    /** Local addresses, in the kernel's hexadecimal, of the sockets that a process listens on. */
    private static List<String> listeners(long pid) {
        Set<String> held = new TreeSet<>();
        List<String> addresses = new ArrayList<>();
        Path process = Path.of("/proc", String.valueOf(pid));
        try (Stream<Path> handles = Files.list(process.resolve("fd"))) {
            for (Path handle : handles.toList()) {
                String target =
                        Files.exists(handle) ? Files.readSymbolicLink(handle).toString() : "";
                if (target.startsWith("socket:[")) {
                    held.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
            for (String table : List.of("net/tcp", "net/tcp6")) {
                for (String line : Files.readAllLines(process.resolve(table))) {
                    String[] cells = line.strip().split("\\s+");
                    if (cells[3].equals(LISTENING) && held.contains(cells[9])) {
                        addresses.add(cells[1].substring(0, cells[1].indexOf(':')));
                    }
                }
            }
        } catch (IOException e) {
            // The process or one of its handles has gone meanwhile.
            return addresses;
        }
        return addresses;
    }
}
