package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.StageKey;
import org.bivouac.schemas.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestJobTest {
    private static final CarKey CAR = new CarKey(new StageKey(2026, "dakar", "3"), "501");
    private static final String PLACE = "2026/dakar/3/501/";

    @TempDir
    Path folder;

    private Path inbox;
    private Lake lake;
    private final Tasks tasks = new LocalTasks(2, Progress.NONE);

    @BeforeEach
    void lay() throws IOException {
        inbox = Files.createDirectories(folder.resolve("inbox"));
        lake = Lake.open(folder.resolve("lake"));
    }

    @AfterEach
    void end() {
        tasks.close();
    }

    private void put(String name, String text) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String dump(int rows, double first) {
        StringBuilder text = new StringBuilder("time_s,Engine RPM [rpm],Oil Press [psi]\n");
        for (int i = 0; i < rows; i++) {
            text.append(String.format(Locale.ROOT, "%.2f,%d,%.1f%n", i / 100.0, 1000 + i, first + i % 7));
        }
        return text.toString().replace("\r", "");
    }

    private IngestJob.Outputs ingest(Identity given) throws IOException {
        try (Run run = lake.begin()) {
            IngestJob.Outputs outputs = new IngestJob()
                    .run(new IngestJob.Inputs(lake, run, inbox, given, Catalogue.builtIn(), List.of()), tasks);
            assertThat(run.publish()).isPresent();
            return outputs;
        }
    }

    private <R extends Record> List<R> table(Class<R> table) throws IOException {
        List<R> rows = new ArrayList<>();
        Snapshot newest = lake.newest();
        for (TableFile file : newest.files(Tables.name(table))) {
            rows.addAll(RecordTables.read(file.path(), table));
        }
        return rows;
    }

    @Test
    void aDumpBecomesTelemetryAndASecondRunChangesNothing() throws IOException {
        put(PLACE + "engine.csv", dump(500, 40));

        IngestJob.Outputs first = ingest(Identity.NONE);
        assertThat(first.used()).isEqualTo(1);
        assertThat(first.rows()).isEqualTo(500);
        assertThat(first.changed()).containsExactly(CAR);
        assertThat(first.faults()).isEmpty();
        long published = lake.newest().number();

        IngestJob.Outputs second = ingest(Identity.NONE);
        assertThat(second.unchanged()).isEqualTo(1);
        assertThat(second.used()).isEqualTo(1);
        assertThat(second.changed()).isEmpty();
        assertThat(second.cars()).containsExactly(CAR);
        assertThat(lake.newest().number()).isEqualTo(published);
        assertThat(lake.newest().files("telemetry"))
                .extracting(TableFile::partition)
                .containsExactly(CAR.partition() + "/raster=100hz");
        DumpRow row = table(DumpRow.class).get(0);
        assertThat(row.headerBytes() + row.decodedBytes() + row.paddingBytes() + row.rejectedBytes())
                .isEqualTo(row.bytes());
        assertThat(row.rowsDecoded()).isEqualTo(500);
    }

    @Test
    void theSameBytesUnderTwoNamesAreUsedOnceAndBothNamesListed() throws IOException {
        put(PLACE + "a.csv", dump(50, 40));
        put(PLACE + "b.csv", dump(50, 40));

        IngestJob.Outputs outputs = ingest(Identity.NONE);

        assertThat(outputs.used()).isEqualTo(1);
        assertThat(outputs.duplicates()).isEqualTo(1);
        assertThat(outputs.rows()).isEqualTo(50);
        assertThat(table(DumpRow.class))
                .extracting(DumpRow::file, DumpRow::status, DumpRow::rule)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(PLACE + "a.csv", "used", null),
                        org.assertj.core.groups.Tuple.tuple(PLACE + "b.csv", "duplicate", "A4"));
    }

    @Test
    void aBadDumpIsQuarantinedAndTheOthersGoOn() throws IOException {
        put(PLACE + "good.csv", dump(50, 40));
        put(PLACE + "noise.dat", "\u0001\u0002 nothing that anybody knows");
        put(PLACE + "empty.csv", "");
        put(PLACE + "wrong.ld", dump(5, 1));

        IngestJob.Outputs outputs = ingest(Identity.NONE);

        assertThat(outputs.used()).isEqualTo(1);
        assertThat(outputs.quarantined()).isEqualTo(3);
        assertThat(outputs.faults()).extracting(Fault::rule).containsExactly("A2", "A16", "A16");
        assertThat(table(DumpRow.class))
                .filteredOn(row -> row.status().equals("quarantined"))
                .hasSize(3);
        assertThat(table(RejectRow.class)).extracting(RejectRow::rule).contains("A2", "A16");
        try (var shown = Files.list(lake.root().resolve("quarantine"))) {
            assertThat(shown).hasSize(6);
        }

        IngestJob.Outputs again = ingest(Identity.NONE);
        assertThat(again.quarantined()).isEqualTo(3);
        assertThat(again.faults()).extracting(Fault::rule).containsExactlyInAnyOrder("A2", "A16", "A16");
    }

    @Test
    void whatCannotBeOpenedIsOnTheBooksToo() throws IOException {
        put(PLACE + "good.csv", dump(50, 40));
        Files.createSymbolicLink(inbox.resolve(PLACE + "link.csv"), inbox.resolve(PLACE + "good.csv"));

        IngestJob.Outputs outputs = ingest(Identity.NONE);

        assertThat(outputs.quarantined()).isEqualTo(1);
        assertThat(table(RejectRow.class)).extracting(RejectRow::rule).containsExactly("A13");
        Files.delete(inbox.resolve(PLACE + "link.csv"));
        ingest(Identity.NONE);
        assertThat(table(RejectRow.class)).isEmpty();
    }

    @Test
    void aDumpThatNothingPlacesIsAUsageErrorThatSaysWhatToPass() throws IOException {
        put("engine.csv", dump(50, 40));

        assertThatThrownBy(() -> ingest(new Identity(2026, "dakar", null, null)))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("engine.csv: nothing tells stage, car: pass --year");

        assertThat(ingest(new Identity(2026, "dakar", "3", "501")).used()).isEqualTo(1);
    }

    @Test
    void theCommandLineComesBeforeTheListAndTheListBeforeTheFolders() throws IOException {
        put(PLACE + "a.csv", dump(50, 40));
        put(PLACE + "b.csv", dump(51, 40));
        put("dumps.csv", "file,stage\n" + PLACE + "a.csv,4\n");

        assertThat(ingest(Identity.NONE).cars())
                .extracting(CarKey::toString)
                .containsExactly("2026/dakar/3/501", "2026/dakar/4/501");
        assertThat(ingest(new Identity(null, null, "5", null)).cars())
                .extracting(CarKey::toString)
                .containsExactly("2026/dakar/5/501");
    }

    @Test
    void theSameBytesInTwoPlacesAreRefused() throws IOException {
        put(PLACE + "a.csv", dump(50, 40));
        put("2026/dakar/3/502/a.csv", dump(50, 40));

        assertThat(ingest(Identity.NONE).faults()).extracting(Fault::rule).containsExactly("A6");
    }

    @Test
    void sideFilesBecomeTablesAndWhatALaterInboxDoesNotSayStays() throws IOException {
        put("plan.csv", "year,event,stage,car_class,ordinal,type,length_km\n2026,dakar,3,*,1,SPECIAL,300\n");
        put("parts.csv", "year,event,car,component,position,serial,from_stage\n2026,dakar,501,damper,fl,0070,1\n");
        ingest(Identity.NONE);
        Files.delete(inbox.resolve("parts.csv"));
        put("plan.csv", "year,event,stage,car_class,ordinal,type,length_km\n2026,dakar,3,*,1,SPECIAL,310\n");
        ingest(Identity.NONE);

        assertThat(table(PlanRow.class)).extracting(PlanRow::lengthKm).containsExactly(310.0);
        assertThat(lake.newest().files("parts")).hasSize(1);
        assertThat(lake.newest().files("plan"))
                .extracting(TableFile::partition)
                .containsExactly("year=2026/event=dakar");
    }

    @Test
    void anyOrderOfDeliveriesEndsTheSame() throws IOException {
        put(PLACE + "a.csv", dump(50, 40));
        ingest(Identity.NONE);
        put(PLACE + "b.csv", dump(60, 40));
        put(PLACE + "c.csv", dump(50, 40));
        ingest(Identity.NONE);
        List<Object> stepwise = content(lake.newest());

        lake = Lake.open(folder.resolve("other"));
        ingest(Identity.NONE);

        assertThat(content(lake.newest())).isEqualTo(stepwise);
    }

    private static List<Object> content(Snapshot snapshot) {
        return snapshot.scopes().values().stream()
                .<Object>map(scope -> List.of(
                        scope.key(),
                        scope.fingerprint(),
                        scope.files().stream()
                                .map(file -> file.table() + file.partition() + file.contentHash())
                                .toList()))
                .toList();
    }
}
