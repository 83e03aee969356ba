package org.bivouac.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bivouac.jobs.cli.Main;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.scan.CarLog;
import org.bivouac.jobs.scan.DistanceTrack;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.StageKey;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tracks of real vehicles, none of which took part in a rally: a special of their length would tell of no wrong way. */
class RealTracksTest {
    @TempDir
    Path temp;

    /** How often each track comes back to itself: laps of circuits and trails ridden again. */
    @ParameterizedTest
    @CsvSource({"gpx, 2025, 1", "vbo, 2025, 0", "racechrono_csv, 2026, 1", "motec_ld, 2023, 1"})
    void realTracksComeBackToThemselvesAsTheyWerePlanned(String folder, int year, int least) throws IOException {
        String corpus = System.getProperty("bivouac.corpus", "");
        assumeTrue(!corpus.isEmpty(), "no folder of real logs given");
        Path logs = Path.of(corpus, "logs", folder);
        assumeTrue(Files.isDirectory(logs), "no " + folder);
        Main.run(
                "ingest",
                logs.toString(),
                "--lake",
                temp.toString(),
                "--engine",
                "threads",
                "--year",
                "" + year,
                "--event",
                "corpus",
                "--stage",
                "1",
                "--car",
                "7");
        Snapshot view = Lake.open(temp).newest();
        List<TableFile> files = CarLog.files(view, new CarKey(new StageKey(year, "corpus", "1"), "7"));
        Catalogue catalogue = Catalogue.builtIn();
        CarLog log = SegmentJob.believed(CarLog.open(files), catalogue);
        DistanceTrack distance = DistanceTrack.of(log, catalogue);
        WrongWays ways = WrongWays.of(log, distance, catalogue);
        double seconds = (log.lastMicros() - log.firstMicros()) / 1e6;

        assertThat(ways.within(0, seconds, distance.totalKm())).isEmpty();
        assertThat(ways.within(0, seconds, 0))
                .as("of %.1f km", distance.totalKm())
                .hasSizeGreaterThanOrEqualTo(least);
    }
}
