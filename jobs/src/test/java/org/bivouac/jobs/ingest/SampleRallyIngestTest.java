package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.team.TeamRow;
import org.bivouac.jobs.team.TeamTable;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample rally's dumps become what its expected tables say. */
class SampleRallyIngestTest {
    private static final Path SAMPLE =
            Path.of("../sample-data").toAbsolutePath().normalize();

    @TempDir
    static Path folder;

    private static IngestJob.Outputs outputs;
    private static final List<DumpRow> DUMPS = new ArrayList<>();
    private static final List<ChannelRow> CHANNELS = new ArrayList<>();

    @BeforeAll
    static void ingest() throws IOException {
        Lake lake = Lake.open(folder.resolve("lake"));
        try (Run run = lake.begin();
                LocalTasks tasks = new LocalTasks(2, Progress.NONE)) {
            outputs = new IngestJob()
                    .run(new IngestJob.Inputs(lake, run, SAMPLE, Identity.NONE, Catalogue.builtIn(), List.of()), tasks);
            assertThat(run.publish()).isPresent();
        }
        for (TableFile file : lake.newest().files("dumps")) {
            DUMPS.addAll(RecordTables.read(file.path(), DumpRow.class));
        }
        for (TableFile file : lake.newest().files("channels")) {
            CHANNELS.addAll(RecordTables.read(file.path(), ChannelRow.class));
        }
    }

    @Test
    void everyDumpHasTheExpectedFateAndRows() {
        Map<String, DumpRow> found = new HashMap<>();
        DUMPS.forEach(row -> found.put(row.file(), row));
        List<TeamRow> expected = TeamTable.read(
                SAMPLE.resolve("expected/dumps.csv"),
                List.of("file", "status", "format", "rows", "rejected_rows", "fault"),
                List.of());
        assertThat(found).hasSameSizeAs(expected);
        for (TeamRow row : expected) {
            DumpRow dump = found.get(row.cell("file"));
            assertThat(dump.status()).as(dump.file()).isEqualTo(row.cell("status"));
            assertThat(dump.rowsWritten()).as(dump.file()).isEqualTo(row.whole("rows"));
            assertThat(dump.rowsRejected()).as(dump.file()).isEqualTo(row.whole("rejected_rows"));
            assertThat(dump.headerBytes() + dump.decodedBytes() + dump.paddingBytes() + dump.rejectedBytes())
                    .as(dump.file())
                    .isEqualTo(dump.status().equals("duplicate") ? 0 : dump.bytes());
        }
        assertThat(outputs.quarantined()).isEqualTo(1);
    }

    @Test
    void everyChannelIsMappedButLambdaWhichNoAliasKnows() throws IOException {
        SortedSet<String> unmapped = new TreeSet<>();
        for (ChannelRow row : CHANNELS) {
            assertThat(row.status()).as(row.name() + ": " + row.reason()).isNotEqualTo("blocked");
            if (row.status().equals("unmapped")) {
                unmapped.add(row.columnName());
            }
        }
        assertThat(unmapped).containsExactly("raw__lambda", "raw__sats");
        assertThat(CHANNELS)
                .filteredOn(row -> row.name().equals("Water Temp") || row.name().equals("Coolant Temp"))
                .extracting(ChannelRow::columnName)
                .containsOnly("coolant_temperature_deg_c");
        assertThat(Files.exists(SAMPLE.resolve("plan.csv"))).isTrue();
    }
}
