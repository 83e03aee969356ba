package org.bivouac.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages published files in every way; each damage has to be found and named (E10, A11). */
class VerifyTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private Path root;
    private List<Path> files;

    @BeforeEach
    void publishTwice() throws IOException {
        root = folder.resolve("lake");
        new History(History.inbox(folder.resolve("inbox"))).run(new FastFs(), root);
        files = new ArrayList<>();
        for (String kept : List.of("raw", "runs", "snapshots")) {
            try (Stream<Path> all = Files.walk(root.resolve(kept))) {
                all.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith(Manifest.RUN_FILE))
                        .forEach(files::add);
            }
        }
        files.sort(null);
        assertThat(findings()).isEmpty();
    }

    private List<String> findings() {
        return Lake.open(new FastFs(), root, History.LINES).verify().findings().stream()
                .map(Fault::file)
                .toList();
    }

    private void everyFlipIsFound(int flips, long seed) throws IOException {
        Random random = new Random(seed);
        for (int flip = 0; flip < flips; flip++) {
            Path file = files.get(flip % files.size());
            byte[] before = Files.readAllBytes(file);
            long bit = (long) random.nextInt(before.length) * 8 + random.nextInt(8);
            Tampering.flip(file, bit);
            assertThat(findings()).as("seed %d, bit %d of %s", seed, bit, file).contains(file.toString());
            Tampering.overwrite(file, before);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void everyFlippedBitIsFoundAndItsFileNamed() throws IOException {
        everyFlipIsFound(200, 7);
    }

    @Test
    @Tag("slow")
    void everyOneOfAThousandFlippedBitsIsFound() throws IOException {
        everyFlipIsFound(1000, 11);
    }

    @Test
    void everyMissingFileIsFound() throws IOException {
        for (Path file : files) {
            byte[] before = Files.readAllBytes(file);
            Files.delete(file);
            assertThat(findings()).as(file.toString()).contains(file.toString());
            Files.write(file, before);
        }
    }

    @Test
    void everySwapOfTwoFilesIsFound() throws IOException {
        for (int i = 1; i < files.size(); i++) {
            Path one = files.get(i - 1);
            Path two = files.get(i);
            byte[] first = Files.readAllBytes(one);
            byte[] second = Files.readAllBytes(two);
            Tampering.overwrite(one, second);
            Tampering.overwrite(two, first);
            assertThat(findings()).containsAnyOf(one.toString(), two.toString());
            Tampering.overwrite(one, first);
            Tampering.overwrite(two, second);
        }
    }

    @Test
    void everyAddedFileIsFound() throws IOException {
        Path run = files.stream()
                .filter(file -> file.endsWith(Manifest.FILE))
                .findFirst()
                .orElseThrow()
                .getParent();
        for (Path extra : List.of(
                root.resolve("raw/notes.txt"),
                run.resolve("analyse/measures/car=501/more.txt"),
                root.resolve("runs/notes.txt"),
                root.resolve("snapshots/snapshot-2.json.bak"),
                root.resolve("views/2/measures/car=501/more.txt"))) {
            Files.writeString(extra, "x");
            assertThat(findings()).containsExactly(extra.toString());
            Files.delete(extra);
        }
    }

    @Test
    void aViewWhoseFileWasReplacedIsFound() throws IOException {
        Path shown = root.resolve("views/2/measures/car=501/m.txt");
        Files.delete(shown);
        Files.writeString(shown, "edited\n");
        assertThat(findings()).containsExactly(shown.toString());
    }

    @Test
    void readingTheNewestSnapshotRefusesWhatAChangedSizeOrHashOrAMissingFileShows() throws IOException {
        List<Path> live = new ArrayList<>(files);
        live.removeIf(file -> file.startsWith(root.resolve("raw")));
        Lake lake = Lake.open(new FastFs(), root, History.LINES);
        for (Scope scope : lake.snapshot(1).scopes("analyse")) {
            scope.files().forEach(file -> live.remove(file.path()));
        }
        for (Scope scope : lake.snapshot(1).scopes("report")) {
            scope.files().forEach(file -> live.remove(file.path()));
        }
        live.remove(root.resolve("snapshots/snapshot-1.json"));
        for (Path file : live) {
            byte[] before = Files.readAllBytes(file);
            Tampering.overwrite(file, new byte[0]);
            refuses(lake, file);
            Files.delete(file);
            refuses(lake, file);
            Files.write(file, before);
            assertThat(lake.newest().number()).isEqualTo(2);
        }
        Files.delete(root.resolve("snapshots/snapshot-1.json"));
        refuses(lake, root.resolve("snapshots/snapshot-1.json"));
    }

    private static void refuses(Lake lake, Path file) {
        LakeTest.assertRefused(ExitCode.INTEGRITY, file.toString(), lake::newest);
    }

    @Test
    void aDamagedLakeIsNotBuiltUpon() throws IOException {
        Tampering.flip(root.resolve("snapshots/snapshot-2.json"), 100);
        try {
            Lake.open(new FastFs(), root, History.LINES).begin();
            throw new AssertionError("began on a damaged lake");
        } catch (BadInputException e) {
            assertThat(e.exitCode()).isEqualTo(ExitCode.INTEGRITY);
        }
    }
}
