package org.bivouac.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lets every file operation of two published runs go wrong in every way, one at a time. */
class CrashMatrixTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whateverGoesWrongWhereverTheLakeIsOldOrNewAndARerunGivesTheSameBits(
            FaultyFs.Mishap mishap, TestReporter points) throws IOException {
        Path inbox = History.inbox(folder.resolve("inbox"));
        Path reference = folder.resolve("reference");
        FaultyFs counting = new FaultyFs(reference, mishap, 0);
        new History(inbox).run(counting, reference);
        List<SortedMap<String, String>> snapshots = new ArrayList<>();
        Lake whole = Lake.open(new FastFs(), reference, History.LINES);
        for (long number = 0; number <= History.RUNS; number++) {
            snapshots.add(History.content(whole.snapshot(number)));
        }
        SortedMap<String, String> tree = History.tree(reference);

        assertThat(counting.operations()).isGreaterThan(60);
        for (long when = 1; when <= counting.operations(); when++) {
            check(mishap, when, inbox, snapshots, tree);
        }
        points.publishEntry(mishap.name(), counting.operations() + " points");
    }

    private void check(
            FaultyFs.Mishap mishap,
            long when,
            Path inbox,
            List<SortedMap<String, String>> snapshots,
            SortedMap<String, String> tree)
            throws IOException {
        Path root = folder.resolve("lake-" + when);
        String point = mishap + " at operation " + when;
        FaultyFs faulty = new FaultyFs(root, mishap, when);
        History history = new History(inbox);
        String outcome = outcome(() -> history.run(faulty, root));
        if (mishap.isDeath()) {
            assertThat(outcome).as(point).isEqualTo("crash");
        }
        faulty.afterwards();

        Lake lake = Lake.open(new FastFs(), root, History.LINES);
        Snapshot newest = lake.newest();
        assertThat(newest.number()).as(point).isBetween(history.published(), history.published() + 1);
        assertThat(History.content(newest)).as(point).isEqualTo(snapshots.get((int) newest.number()));
        assertThat(lake.verify().findings()).as(point).isEmpty();

        new History(inbox).run(new FastFs(), root);
        VerifyReport report = lake.verify();
        assertThat(report.findings()).as(point).isEmpty();
        assertThat(report.leftovers()).as(point).isEmpty();
        assertThat(History.tree(root)).as(point).isEqualTo(tree);
        Trees.delete(new FastFs(), root);
    }

    /** Anything but a crash, a refused dump or a disk error is a bug, and fails the test. */
    private static String outcome(Runnable history) {
        try {
            history.run();
            return "done";
        } catch (SimulatedCrash e) {
            return "crash";
        } catch (DumpException e) {
            return "dump refused";
        } catch (BadInputException e) {
            assertThat(e.exitCode()).as(e.getMessage()).isEqualTo(ExitCode.IO);
            return "disk error";
        }
    }
}
