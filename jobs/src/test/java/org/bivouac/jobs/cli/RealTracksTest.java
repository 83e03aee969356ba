package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.SegmentRow;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tracks of real vehicles, none of which was on a rally: they come back to themselves because they were meant to. */
class RealTracksTest {
    @TempDir
    Path temp;

    private int runs;

    @ParameterizedTest
    @CsvSource({"gpx, 2023", "vbo, 2025", "racechrono_csv, 2026", "motec_ld, 2023"})
    void aTrackThatIsAsLongAsPlannedHasNoWrongWayAndNoneHasOneWithoutAPlan(String folder, int year) throws IOException {
        String corpus = System.getProperty("bivouac.corpus", "");
        assumeTrue(!corpus.isEmpty(), "no folder of real logs given");
        Path logs = Path.of(corpus, "logs", folder);
        assumeTrue(Files.isDirectory(logs), "no " + folder);

        assertThat(detours(logs, year, Double.NaN)).isEmpty();
        double km = Ran.table(temp.resolve("lake0"), SegmentRow.class).stream()
                .mapToDouble(SegmentRow::distanceKm)
                .sum();
        assertThat(detours(logs, year, km)).as("%.2f km as planned", km).isEmpty();
    }

    /** What is told of a special of this length; without a plan if it is NaN. */
    private List<EventRow> detours(Path logs, int year, double plannedKm) throws IOException {
        Path inbox = Files.createDirectories(temp.resolve("inbox" + runs));
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = inbox.resolve(logs.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        if (!Double.isNaN(plannedKm)) {
            Files.writeString(
                    inbox.resolve("plan.csv"),
                    "year,event,stage,car_class,ordinal,type,length_km\n" + year + ",corpus,1,*,1,SPECIAL," + plannedKm
                            + "\n");
        }
        Path lake = temp.resolve("lake" + runs++);
        Main.run(
                "debrief",
                inbox.toString(),
                "--lake",
                lake.toString(),
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
        return Ran.table(lake, EventRow.class).stream()
                .filter(event -> event.segment().equals("stage") && event.kind().equals("detour"))
                .toList();
    }
}
