package org.bivouac.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bivouac.jobs.lake.History.stage;
import static org.bivouac.jobs.lake.History.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
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

    private static Snapshot publish(Lake lake, String key, String fingerprint) {
        try (Run run = lake.begin()) {
            stage(run, "analyse", key, fingerprint, table("measures", "car=" + key, "m.txt", fingerprint));
            return run.publish().orElseThrow();
        }
    }

    @Test
    void anEmptyLakeHasTheEmptySnapshot() {
        assertThat(lake().newest()).isEqualTo(Snapshot.EMPTY);
        assertThat(lake().verify().isSound()).isTrue();
    }

    @Test
    void nothingStagedPublishesNothing() {
        try (Run run = lake().begin()) {
            assertThat(run.isEmpty()).isTrue();
            assertThat(run.publish()).contains(Snapshot.EMPTY);
        }
        assertThat(root.resolve("snapshots")).isEmptyDirectory();
    }

    @Test
    void aScopeIsReplacedAsAWholeAndTheOthersStay() throws IOException {
        Lake lake = lake();
        publish(lake, "1", "old");
        publish(lake, "2", "other");
        try (Run run = lake.begin()) {
            stage(run, "analyse", "1", "new", table("events", "car=1", "e.txt", "new"));
            assertThat(run.publish()).isPresent();
        }
        assertThat(History.content(lake.newest()))
                .containsOnly(
                        java.util.Map.entry("analyse 1", "new"),
                        java.util.Map.entry("analyse 1 events/car=1/e.txt", "new\n"),
                        java.util.Map.entry("analyse 2", "other"),
                        java.util.Map.entry("analyse 2 measures/car=2/m.txt", "other\n"));
        assertThat(History.content(lake.snapshot(1))).containsKey("analyse 1 measures/car=1/m.txt");
    }

    @Test
    void aRunSeesWhatItStagedOverWhatItStartedOn() {
        Lake lake = lake();
        publish(lake, "1", "old");
        try (Run run = lake.begin()) {
            stage(run, "analyse", "1", "new", table("measures", "car=1", "m.txt", "new"));
            publish(lake, "2", "late");
            assertThat(run.view().scope("analyse", "1")).map(Scope::fingerprint).contains("new");
            assertThat(run.view().scope("analyse", "2")).isEmpty();
        }
        assertThat(lake.newest().scope("analyse", "1")).map(Scope::fingerprint).contains("old");
    }

    @Test
    void theLoserOfARaceIsRebasedAndPublishesOnTopOfTheWinner() throws IOException {
        Lake lake = lake();
        try (Run run = lake.begin()) {
            stage(run, "analyse", "1", "mine", table("measures", "car=1", "m.txt", "mine"));
            stage(run, "analyse", "3", "same", table("measures", "car=3", "m.txt", "same"));
            stage(run, "analyse", "4", "stale", table("measures", "car=4", "m.txt", "stale"));
            publish(lake, "2", "winner");
            publish(lake, "3", "same");

            assertThat(run.publish()).isEmpty();
            assertThat(run.view().scopes().keySet())
                    .containsExactly("analyse 1", "analyse 2", "analyse 3", "analyse 4");
            stage(run, "analyse", "4", "again", table("measures", "car=4", "m.txt", "again"));
            assertThat(run.publish()).map(Snapshot::number).contains(3L);
        }
        assertThat(History.content(lake.newest()))
                .containsEntry("analyse 1 measures/car=1/m.txt", "mine\n")
                .containsEntry("analyse 4 measures/car=4/m.txt", "again\n");
        assertThat(lake.verify().findings()).isEmpty();
        assertThat(lake.verify().leftovers()).isEmpty();
    }

    @Test
    void whenAllThatIsStagedWasPublishedByAnotherNothingMoreIsPublished() {
        Lake lake = lake();
        try (Run run = lake.begin()) {
            stage(run, "analyse", "1", "same", table("measures", "car=1", "m.txt", "same"));
            publish(lake, "1", "same");
            assertThat(run.publish()).isEmpty();
            assertThat(run.isEmpty()).isTrue();
            assertThat(run.publish()).map(Snapshot::number).contains(1L);
        }
    }

    @Test
    void aMachineThatPublishesBetweenManifestAndPointerWins() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        publish(Lake.open(new FastFs(), elsewhere, History.LINES), "2", "winner");
        Fs held = new FastFs() {
            private boolean done;

            @Override
            public void link(Path existing, Path name) throws IOException {
                if (!done && name.endsWith(Path.of("snapshots", "snapshot-1.json"))) {
                    done = true;
                    for (Path run : list(elsewhere.resolve("runs"))) {
                        rename(run, root.resolve("runs").resolve(run.getFileName()));
                    }
                    rename(elsewhere.resolve("snapshots/snapshot-1.json"), name);
                }
                super.link(existing, name);
            }
        };
        try (Run run = Lake.open(held, root, History.LINES).begin()) {
            stage(run, "analyse", "1", "loser", table("measures", "car=1", "m.txt", "loser"));
            assertThat(run.publish()).isEmpty();
            assertThat(run.publish()).map(Snapshot::number).contains(2L);
        }
        assertThat(lake().newest().scopes().keySet()).containsExactly("analyse 1", "analyse 2");
        assertThat(lake().verify().findings()).isEmpty();
        assertThat(lake().verify().leftovers()).isEmpty();
    }

    @Test
    void goingBackToAnEarlierResultUsesTheRunThatMadeIt() throws IOException {
        Lake lake = lake();
        Snapshot first = publish(lake, "1", "a");
        publish(lake, "1", "b");
        Snapshot third = publish(lake, "1", "a");
        assertThat(third.scopes()).isEqualTo(first.scopes());
        assertThat(new FastFs().list(root.resolve("runs"))).hasSize(2);
        assertThat(lake.verify().findings()).isEmpty();
    }

    @Test
    void oneRunMayPublishSeveralTimes() throws IOException {
        try (Run run = lake().begin()) {
            for (String version : List.of("a", "b", "c")) {
                stage(run, "analyse", "1", version, table("measures", "car=1", "m.txt", version));
                assertThat(run.publish()).isPresent();
            }
        }
        assertThat(lake().newest().number()).isEqualTo(3);
        assertThat(History.content(lake().newest())).containsEntry("analyse 1 measures/car=1/m.txt", "c\n");
    }

    @Test
    void outsideToolsSeeTheNewestSnapshotAsPlainFolders() throws IOException {
        Lake lake = lake();
        for (int version = 1; version <= 4; version++) {
            try (Run run = lake.begin()) {
                stage(run, "analyse", "1", "v" + version, table("measures", "car=1", "m.txt", "v" + version));
                stage(run, "report", "s", "v" + version, table("report", "2026-dakar/3", "index.html", "v" + version));
                assertThat(run.publish()).isPresent();
            }
        }
        assertThat(root.resolve("current/measures/car=1/m.txt")).hasContent("v4");
        assertThat(root.resolve("reports/2026-dakar/3/index.html")).hasContent("v4");
        assertThat(new FastFs().list(root.resolve("views")))
                .containsExactly(root.resolve("views/3"), root.resolve("views/4"));
    }

    @Test
    void whereFilesCannotHaveTwoNamesTheViewIsACopy() throws IOException {
        Fs linksOnlyPointers = new FastFs() {
            @Override
            public void link(Path existing, Path name) throws IOException {
                if (!name.startsWith(root.resolve("snapshots"))) {
                    throw new UnsupportedOperationException("no links here");
                }
                super.link(existing, name);
            }
        };
        publish(Lake.open(linksOnlyPointers, root, History.LINES), "1", "a");
        assertThat(root.resolve("current/measures/car=1/m.txt")).hasContent("a");
        assertThat(lake().verify().findings()).isEmpty();
    }

    @Test
    void aFileSystemWithoutHardLinksIsRefusedInOneLine() {
        Fs linkless = new FastFs() {
            @Override
            public void link(Path existing, Path name) {
                throw new UnsupportedOperationException("no links here");
            }
        };
        Lake lake = Lake.open(linkless, root, History.LINES);
        assertRefused(ExitCode.IO, "no hard links", () -> publish(lake, "1", "a"));
    }

    @Test
    void aStagedFileThatIsNotWhatItsJobSaysIsNotPublished() {
        Lake lake = lake();
        try (Run run = lake.begin()) {
            stage(run, "analyse", "1", "a", table("measures", "car=1", "m.txt", "a"));
            Path file = run.view().files("measures").get(0).path();
            assertThat(file.toFile().delete()).isTrue();
            assertRefused(ExitCode.INTEGRITY, "m.txt", () -> {
                Files.writeString(file, "b\n");
                run.publish();
            });
            assertThatThrownBy(run::publish).hasMessageContaining("failed before");
        }
        assertThat(lake.newest()).isEqualTo(Snapshot.EMPTY);
    }

    @Test
    void twoScopesCannotMakeTheSameFile() {
        Lake lake = lake();
        publish(lake, "1", "a");
        try (Run run = lake.begin()) {
            stage(run, "compare", "x", "a", table("measures", "car=1", "m.txt", "b"));
            assertThatThrownBy(run::publish).hasMessageContaining("'analyse 1'").hasMessageContaining("'compare x'");
        }
    }

    @Test
    void filesOutsideTheRunsFolderOrTheLakeAreNotStaged() {
        try (Run run = lake().begin()) {
            TableFile outside = new TableFile("measures", "", folder.resolve("x"), 0, null);
            assertThatThrownBy(() -> run.stage(new Scope("analyse", "1", "a", List.of(outside))))
                    .hasMessageContaining("must lie in");
            TableFile escaping = new TableFile(
                    "measures", "../../..", run.directory("analyse").resolve("x"), 0, null);
            assertThatThrownBy(() -> run.stage(new Scope("analyse", "1", "a", List.of(escaping))))
                    .hasMessageContaining("must stay below");
            assertThatThrownBy(() -> run.directory("../raw")).hasMessageContaining("../raw");
        }
    }

    @Test
    void aResultOfADumpThatTheLakeDoesNotKeepIsNotPublished() {
        try (Run run = lake().begin()) {
            stage(run, "ingest", "0".repeat(64), "1");
            assertRefused(ExitCode.INTEGRITY, "0000", run::publish);
        }
    }

    @Test
    void aFolderWithOtherThingsIsNoLake() throws IOException {
        Files.createDirectories(root.resolve("holiday photos"));
        assertRefused(ExitCode.USAGE, "holiday photos", this::lake);
        assertThat(new FastFs().list(root)).hasSize(1);
    }

    @Test
    void anUnknownSnapshotIsAnErrorThatListsTheKnown() {
        publish(lake(), "1", "a");
        assertRefused(ExitCode.USAGE, "only 0 to 1", () -> lake().snapshot(2));
    }

    @Test
    void aSnapshotOfALaterReleaseIsRefusedInOneLine() throws IOException {
        publish(lake(), "1", "a");
        Path pointer = root.resolve("snapshots/snapshot-1.json");
        String text = Files.readString(pointer);
        Tampering.overwrite(
                pointer,
                text.replace("\"version\" : 1", "\"version\" : 2").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertRefused(ExitCode.INTEGRITY, "format version 2", () -> lake().newest());
    }

    @Test
    void aStageIsLockedAgainstASecondRunAndFreeAfterwards() {
        Lake lake = lake();
        StageLock held = lake.lock("2026/dakar/3");
        assertRefused(ExitCode.BUSY, "2026/dakar/3", () -> lake().lock("2026/dakar/3"));
        lake.lock("2026/dakar/4").close();
        held.close();
        lake().lock("2026/dakar/3").close();
    }

    @Test
    void theWorkOfALivingRunIsNotSweptAndThatOfADeadOneIs() throws IOException {
        Lake lake = lake();
        Files.createDirectories(root.resolve("staging/dead/work/analyse"));
        Files.writeString(root.resolve("staging/dead/work/analyse/half"), "half");
        try (Run living = lake.begin()) {
            stage(living, "analyse", "1", "a", table("measures", "car=1", "m.txt", "a"));
            publish(lake(), "2", "b");
            assertThat(new FastFs().list(root.resolve("staging"))).hasSize(1);
            assertThat(living.publish()).isEqualTo(Optional.empty());
            assertThat(living.publish()).isPresent();
        }
        assertThat(root.resolve("staging")).isEmptyDirectory();
        assertThat(new Locks(root.resolve("locks")).names("staging-")).isEmpty();
    }

    static void assertRefused(ExitCode exitCode, String text, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.exitCode()).as(e.getMessage()).isEqualTo(exitCode))
                .hasMessageContaining(text);
    }
}
