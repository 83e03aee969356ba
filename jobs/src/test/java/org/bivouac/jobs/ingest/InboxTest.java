package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    @TempDir
    Path folder;

    private Path inbox;
    private Path lake;

    @BeforeEach
    void lay() throws IOException {
        inbox = Files.createDirectories(folder.resolve("inbox"));
        lake = inbox.resolve("lake");
    }

    private void put(String name) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    @Test
    void dumpsComeInOrderOfTheirNamesAndTheRestIsKnownForWhatItIs() throws IOException {
        for (String name : new String[] {
            "b.ld",
            "2026/dakar/3/501/a.vbo",
            "plan.csv",
            "dumps.csv",
            "README.md",
            ".DS_Store",
            ".git/config",
            "expected/fuel.csv",
            "profiles/own.profile",
            "b.ldx",
            "lone.ldx",
            "lake/raw/x",
            "2026/plan.csv"
        }) {
            put(name);
        }

        Inbox found = Inbox.of(inbox, lake);

        assertThat(found.dumps())
                .extracting(Inbox.Found::name)
                .containsExactly("2026/dakar/3/501/a.vbo", "2026/plan.csv", "b.ld", "lone.ldx");
        assertThat(found.sideFiles()).containsOnlyKeys("plan.csv", "dumps.csv");
        assertThat(found.skipped()).isEqualTo(3);
        assertThat(found.faults()).isEmpty();
    }

    @Test
    @Timeout(60)
    void nothingButRegularFilesWithPlainNamesIsOpened() throws Exception {
        put("good.csv");
        Path outside = Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(inbox.resolve("link.csv"), outside);
        Files.createSymbolicLink(inbox.resolve("loop"), inbox);
        Files.createSymbolicLink(inbox.resolve("up"), folder);
        put("new\nline.csv");
        put("esc\u001b[31m.csv");
        put("bidi\u202e.csv");
        put("twin.csv");
        put("TWIN.CSV");
        put("n".repeat(220) + ".csv");
        Process fifo = new ProcessBuilder("mkfifo", inbox.resolve("pipe.csv").toString()).start();
        Assumptions.assumeTrue(fifo.waitFor(10, TimeUnit.SECONDS) && fifo.exitValue() == 0);

        Inbox found = Inbox.of(inbox, lake);

        assertThat(found.dumps()).extracting(Inbox.Found::name).containsExactly("good.csv");
        assertThat(found.faults()).hasSize(10).extracting(Fault::rule).containsOnly("A13");
        assertThat(found.faults())
                .allSatisfy(fault -> assertThat(fault.message()).doesNotContain("\n", "\u001b"));
    }

    @Test
    void aSingleDumpIsAnInboxToo() throws IOException {
        put("a.ld");
        assertThat(Inbox.of(inbox.resolve("a.ld"), lake).dumps())
                .extracting(Inbox.Found::name)
                .containsExactly("a.ld");
    }

    @Test
    void aMissingInboxIsTheUsersError() {
        assertThatThrownBy(() -> Inbox.of(folder.resolve("nowhere"), lake)).isInstanceOf(BadInputException.class);
    }
}
