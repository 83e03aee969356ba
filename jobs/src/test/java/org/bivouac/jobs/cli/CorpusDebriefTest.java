package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.EventRow;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of real vehicles, each its own small event, from the folder to the report. */
class CorpusDebriefTest {
    @TempDir
    Path temp;

    /** Dumps that must be used, and those that must not: a beacon side file without samples, a spreadsheet. */
    @ParameterizedTest
    @CsvSource({
        "vbo, 2025, 1, 0",
        "motec_ld, 2023, 3, 1",
        "motec_csv, 2023, 1, 0",
        "ecu_csv, 2020, 2, 0",
        "obd_csv, 2020, 10, 1",
        "racechrono_csv, 2026, 1, 0",
    })
    void everyRealLogComesToAReport(String folder, String year, int used, int refused) throws IOException {
        String corpus = System.getProperty("bivouac.corpus", "");
        assumeTrue(!corpus.isEmpty(), "no folder of real logs given");
        Path logs = Path.of(corpus, "logs", folder);
        assumeTrue(Files.isDirectory(logs), "no " + folder);

        int status = Main.run(
                "debrief",
                logs.toString(),
                "--lake",
                temp.toString(),
                "--engine",
                "threads",
                "--year",
                year,
                "--event",
                "corpus",
                "--stage",
                "1",
                "--car",
                "7");

        assertThat(status).isIn(0, 3);
        Lake lake = Lake.open(temp);
        List<DumpRow> dumps = new ArrayList<>();
        for (var file : lake.newest().files("dumps")) {
            dumps.addAll(RecordTables.read(file.path(), DumpRow.class));
        }
        assertThat(dumps.stream().filter(dump -> dump.status().equals("used"))).hasSize(used);
        assertThat(dumps.stream().filter(dump -> dump.status().equals("quarantined")))
                .hasSize(refused);
        for (DumpRow dump : dumps) {
            assertThat(dump.headerBytes() + dump.decodedBytes() + dump.paddingBytes() + dump.rejectedBytes())
                    .as("bytes of %s accounted for", dump.file())
                    .isEqualTo(dump.bytes());
            assertThat(dump.rowsWritten() + dump.rowsRejected() + dump.rowsDuplicate())
                    .as("rows of %s accounted for", dump.file())
                    .isEqualTo(dump.rowsDecoded());
        }
        // Real sensors, and none of them was stuck, at its end or spiking; a few cells are beyond all reason.
        assertThat(Ran.table(temp, EventRow.class))
                .extracting(EventRow::kind)
                .doesNotContain("sensor_stuck", "sensor_saturated", "sensor_spike", "sensor_unusable");
        assertThat(temp.resolve("reports/" + year + "-corpus/1/index.html")).isRegularFile();
        assertThat(lake.verify().findings()).isEmpty();
    }
}
