package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bivouac.jobs.ingest.Ingested.files;
import static org.bivouac.jobs.ingest.Ingested.requireEqual;
import static org.bivouac.jobs.ingest.Ingested.table;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.simulate.dumps.DumpFormat;
import org.bivouac.jobs.simulate.dumps.LoggerClock;
import org.bivouac.jobs.simulate.dumps.Mdf4Layout;
import org.bivouac.jobs.simulate.dumps.SideNotes;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.log.Storage;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RejectRow;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A binary dump or a log of a bus that several cores read in parts has the rows and the books of one that is read whole. */
class LogPartsTest {
    private static final long WHOLE = Long.MAX_VALUE;
    private static final int SECONDS = 120;

    @TempDir
    Path folder;

    /** Three groups of different rates, floats and 16-bit numbers, gaps and values beyond what is plausible. */
    private Path dump(DumpFormat format) throws IOException {
        List<LoggedChannel> channels = List.of(
                new LoggedChannel("engine_speed_rpm", "Engine RPM", "rpm", 100, new Storage.Float32()),
                new LoggedChannel("damper_position_fl_mm", "Damper Pos FL", "mm", 100, new Storage.Int16(0.01, 0)),
                new LoggedChannel("oil_pressure_bar", "Oil Press", "psi", 50, new Storage.Float32()),
                new LoggedChannel("oil_temperature_deg_c", "Oil Temp", "C", 1, new Storage.Int16(0.1, 0)));
        Logger logger = new Logger("chassis", format.text(), "BOX", channels);
        Path place = Files.createDirectories(folder.resolve("inbox/2026/dakar/3/501"));
        Path file = place.resolve(format.fileName(logger));
        Outing outing = new Outing(2026, "dakar", "3", "501", "A", Instant.parse("2026-01-06T05:00:00Z"), "UTC");
        SplittableRandom random = new SplittableRandom(7);
        try (DumpWriter writer = format.open(file, outing, logger, LoggerClock.RIGHT, Mdf4Layout.Ending.FINALISED)) {
            for (int second = 0; second < SECONDS; second++) {
                double[][] values = new double[channels.size()][];
                for (int c = 0; c < values.length; c++) {
                    values[c] = random.doubles(channels.get(c).rateHz(), -20, c == 0 ? 30_000 : 250)
                            .map(value -> random.nextInt(40) == 0 ? Double.NaN : value)
                            .toArray();
                }
                writer.write(values, 1);
            }
        }
        if (format == DumpFormat.CANDUMP || format == DumpFormat.MDF4_BUS) {
            SideNotes.write(folder.resolve("inbox"), file, logger, format);
            SideNotes.indexBusLogs(folder.resolve("inbox"));
        }
        return file;
    }

    private Snapshot ingest(long partBytes, int cores) throws IOException {
        try (Tasks tasks = new LocalTasks(cores, Progress.NONE)) {
            return Ingested.of(folder, partBytes, tasks);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MDF4, 9000",
        "MDF4, 31000",
        "MDF4, 100000",
        "MDF4_UNSORTED, 9000",
        "MDF4_UNSORTED, 31000",
        "MDF4_DEFLATE, 9000",
        "MDF4_TRANSPOSED, 30000",
        "MDF4_BUS, 30000",
        "CANDUMP, 50000",
        "MOTEC_LD, 9000",
        "MOTEC_LD, 31000"
    })
    void rowsAndBooksAreThoseOfTheWhole(DumpFormat format, long partBytes) throws IOException {
        Path file = dump(format);
        Snapshot whole = ingest(WHOLE, 1);
        Snapshot parts = ingest(partBytes, 2);

        int groups = whole.files("telemetry").size();
        assertThat(groups).isGreaterThanOrEqualTo(3);
        assertThat(table(whole, DumpRow.class).get(0)).contains("status=used");
        if (format == DumpFormat.MDF4 || format == DumpFormat.MDF4_UNSORTED || format == DumpFormat.MOTEC_LD) {
            assertThat(parts.files("telemetry")).hasSizeGreaterThanOrEqualTo((int) (Files.size(file) / partBytes));
        }
        if (format != DumpFormat.MDF4_DEFLATE && format != DumpFormat.MDF4_TRANSPOSED) {
            assertThat(parts.files("telemetry")).hasSizeGreaterThan(groups);
        }
        requireEqual(parts, whole);
    }

    @ParameterizedTest
    @EnumSource(
            value = DumpFormat.class,
            names = {"MDF4", "MDF4_UNSORTED", "MDF4_DEFLATE", "CANDUMP", "MOTEC_LD"})
    void anyNumberOfCoresGivesTheSameBytes(DumpFormat format) throws IOException {
        dump(format);
        List<String> one = files(ingest(40_000, 1));

        assertThat(files(ingest(40_000, 2))).isEqualTo(one);
        assertThat(files(ingest(40_000, 7))).isEqualTo(one);
    }

    @ParameterizedTest
    @EnumSource(
            value = DumpFormat.class,
            names = {"MDF4", "MOTEC_LD"})
    void aDumpThatIsCutIsToldAsInTheWhole(DumpFormat format) throws IOException {
        Path file = dump(format);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() * 7 / 10 + 3);
        }
        Snapshot whole = ingest(WHOLE, 1);

        assertThat(table(whole, RejectRow.class)).isNotEmpty();
        requireEqual(ingest(20_000, 2), whole);
    }
}
