package org.bivouac.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many runs at once (E5, E6), and readers among them (E7). */
class ConcurrencyTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private Path root;

    @BeforeEach
    void name() {
        root = folder.resolve("lake");
    }

    private Lake lake() {
        return Lake.open(new FastFs(), root, History.LINES);
    }

    /** Every published scope is in the chain exactly once, in a chain without gaps or branches. */
    private void nothingIsLostOrDoubled(Set<String> published) throws IOException {
        Lake lake = lake();
        VerifyReport report = lake.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.leftovers()).isEmpty();
        assertThat(report.snapshots()).isEqualTo(published.size());
        Set<String> seen = new TreeSet<>();
        for (Scope scope : lake.newest().scopes("analyse")) {
            assertThat(Files.readString(scope.files().get(0).path())).isEqualTo(scope.key() + "\n");
            seen.add("analyse " + scope.key());
        }
        assertThat(seen).isEqualTo(published);
    }

    private void threads(int threads, int runs) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Lake shared = lake();
            List<Future<Set<String>>> committers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread;
                Lake own = thread % 2 == 0 ? shared : lake();
                committers.add(pool.submit(() -> Committer.commit(own, name, runs)));
            }
            Set<String> published = new TreeSet<>();
            for (Future<Set<String>> committer : committers) {
                published.addAll(committer.get());
            }
            assertThat(published).hasSizeGreaterThan(threads * runs / 2);
            nothingIsLostOrDoubled(published);
        } finally {
            pool.shutdownNow();
        }
    }

    private void processes(int processes, int runs) throws Exception {
        List<Child> children = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            children.add(Child.start(Committer.class, root, "p" + process, runs));
        }
        Set<String> published = new TreeSet<>();
        for (Child child : children) {
            child.end().lines().forEach(published::add);
        }
        assertThat(published).hasSizeGreaterThan(processes * runs / 2);
        nothingIsLostOrDoubled(published);
    }

    @Test
    void fourThreadsPublishOneLinearHistory() throws Exception {
        threads(4, 25);
    }

    @Test
    void threeProcessesPublishOneLinearHistory() throws Exception {
        processes(3, 10);
    }

    @Test
    @Tag("slow")
    void eightProcessesPublishOneLinearHistory() throws Exception {
        processes(8, 100);
    }

    @Test
    void readersSeeOneSnapshotWhileOthersPublish() throws Exception {
        Lake lake = lake();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Long> reader = pool.submit(() -> reads(done));
            Set<String> published = Committer.commit(lake, "writer", 50);
            done.set(true);
            assertThat(reader.get()).isPositive();
            nothingIsLostOrDoubled(published);
        } catch (ExecutionException e) {
            throw new AssertionError("a reader failed", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private long reads(AtomicBoolean done) throws IOException {
        Lake lake = lake();
        long reads = 0;
        long number = 0;
        while (!done.get()) {
            Snapshot seen = lake.newest();
            assertThat(seen.number()).isGreaterThanOrEqualTo(number);
            number = seen.number();
            List<TableFile> pair = seen.files("pair");
            if (number > 0) {
                assertThat(Files.readString(pair.get(0).path()))
                        .isEqualTo(Files.readString(pair.get(1).path()));
            }
            reads++;
        }
        return reads;
    }

    @Test
    void aLockDiesWithTheProcessThatHoldsIt() throws Exception {
        Lake lake = lake();
        Child child = Child.start(LockHolder.class, root, "2026/dakar/3");
        assertThat(child.output().readLine()).isEqualTo("held");
        LakeTest.assertRefused(
                org.bivouac.jobs.fault.ExitCode.BUSY,
                "process " + child.process().pid(),
                () -> lake.lock("2026/dakar/3"));
        child.process().destroyForcibly().waitFor();
        lake.lock("2026/dakar/3").close();
    }

    /** Takes a lock and keeps it. */
    static final class LockHolder {
        private LockHolder() {}

        /** Arguments: the lake, the key. */
        public static void main(String[] arguments) throws InterruptedException {
            Lake lake = Lake.open(new FastFs(), Path.of(arguments[0]), History.LINES);
            StageLock held = lake.lock(arguments[1]);
            System.out.println("held");
            Thread.sleep(60_000);
            held.close();
        }
    }
}
