package org.bivouac.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bivouac.jobs.lake.History.stage;
import static org.bivouac.jobs.lake.History.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process at random moments of its work (E1). */
class KillTest {
    private static final int EVENINGS = 60;

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    @Test
    void aKilledProcessLeavesTheLakeOldOrNewAndARerunGivesTheSameBits() throws Exception {
        kill(5, 1);
    }

    @Test
    @Tag("slow")
    void twentyKilledProcessesLeaveTheLakeOldOrNew() throws Exception {
        kill(20, 2);
    }

    private void kill(int kills, long seed) throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        for (int evening = 1; evening <= EVENINGS; evening++) {
            Files.writeString(inbox.resolve("dump" + evening), ("dump " + evening + "\n").repeat(1000));
        }
        Path reference = folder.resolve("reference");
        Evenings.run(reference, inbox);
        SortedMap<String, String> tree = History.tree(reference);
        Random random = new Random(seed);
        Path root = folder.resolve("lake");
        for (int kill = 0; kill < kills; kill++) {
            Child child = Child.start(Evenings.class, root, inbox);
            assertThat(child.output().readLine()).isEqualTo("begun");
            Thread.sleep(random.nextInt(150));
            child.process().destroyForcibly().waitFor(10, TimeUnit.SECONDS);

            Lake lake = Lake.open(new FastFs(), root, History.LINES);
            String moment = "seed " + seed + ", kill " + kill;
            assertThat(lake.verify().findings()).as(moment).isEmpty();
            SortedMap<String, String> content = History.content(lake.newest());
            long number = lake.newest().number();
            assertThat(content)
                    .as(moment)
                    .isEqualTo(History.content(
                            Lake.open(new FastFs(), reference, History.LINES).snapshot(number)));
            if (number == EVENINGS || kill == kills - 1) {
                Evenings.run(root, inbox);
                assertThat(History.tree(root)).as(moment).isEqualTo(tree);
                Trees.delete(new FastFs(), root);
            }
        }
    }

    /** One run each evening; the tables of three cars are replaced in turn. */
    static final class Evenings {
        private Evenings() {}

        /** Arguments: the lake, the inbox. */
        public static void main(String[] arguments) {
            System.out.println("begun");
            run(Path.of(arguments[0]), Path.of(arguments[1]));
        }

        static void run(Path root, Path inbox) {
            Lake lake = Lake.open(new FastFs(), root, History.LINES);
            for (int evening = 1; evening <= EVENINGS; evening++) {
                if (lake.newest().number() < evening) {
                    try (Run run = lake.begin()) {
                        Raw raw = lake.intake(inbox.resolve("dump" + evening));
                        String car = "car=" + evening % 3;
                        stage(run, "ingest", raw.sha256(), "1", table("telemetry", car, evening + ".txt", "rows"));
                        stage(run, "analyse", car, "v" + evening, table("measures", car, "m.txt", "v" + evening));
                        if (run.publish().isEmpty()) {
                            throw new IllegalStateException("nobody else publishes here");
                        }
                    }
                }
            }
        }
    }
}
