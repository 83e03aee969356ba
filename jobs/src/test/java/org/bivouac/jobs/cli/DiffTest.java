package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule A9: what a new snapshot changed can be asked, and the old one stays readable. */
class DiffTest {
    @TempDir
    Path temp;

    @Test
    void whatALateDumpChangedIsSaidByScopeTableAndMeasure() throws IOException {
        Path car = Files.createDirectories(temp.resolve("inbox/2026/dakar/3/501"));
        Path lake = temp.resolve("lake");
        Files.writeString(car.resolve("a.csv"), BadDumps.engine(40));
        assertThat(Ran.onThreads("debrief", temp.resolve("inbox"), lake).status())
                .isZero();
        // The same drive again, but its pressure is another: nobody knows which is right.
        Files.writeString(car.resolve("b.csv"), BadDumps.engine(47));
        assertThat(Ran.onThreads("debrief", temp.resolve("inbox"), lake).status())
                .isEqualTo(3);

        Ran diff = Ran.bivouac("diff", 1, 2, "--lake", lake);

        assertThat(diff.status()).as(diff.err()).isZero();
        assertThat(diff.out())
                .containsPattern("added +ingest +[0-9a-f]{64}")
                .containsPattern("changed +analyse +2026/dakar/3/501")
                .containsPattern("dumps +1 +2 +0 +1\\b")
                .containsPattern("telemetry +300 +600 +0 +300\\b")
                .containsPattern("2026/dakar/3/501 stage oil_pressure_bar mean_by_time: [0-9.]+ -> .+")
                .doesNotContain("engine_speed_rpm mean_by_time");
        assertThat(Ran.bivouac("diff", 2, 1, "--lake", lake).out())
                .containsPattern("removed +ingest")
                .containsPattern("telemetry +600 +300 +300 +0\\b");
        assertThat(Ran.bivouac("diff", 2, 2, "--lake", lake).out()).contains("snapshots 2 and 2 hold the same");
        assertThat(Ran.bivouac("diff", 0, 1, "--lake", lake).out()).containsPattern("dumps +0 +1 +0 +1\\b");
        Ran.bivouac("diff", 1, 9, "--lake", lake).isRefused(2, "has no snapshot 9, only 0 to 2");
        Ran.bivouac("diff", 1, 2, "--lake", temp.resolve("nowhere")).isRefused(2, "no lake here");
    }
}
