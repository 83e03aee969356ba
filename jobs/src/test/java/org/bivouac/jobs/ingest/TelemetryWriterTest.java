package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Group;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.parquet.ColumnFileReader;
import org.bivouac.schemas.Catalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryWriterTest {
    private static final String DUMP = "0123456789abcdef".repeat(4);
    private static final double PSI_IN_BAR = 6894.757293168361 / 100_000;
    private static final Instant START = Instant.parse("2026-01-05T06:00:00Z");

    @TempDir
    Path folder;

    private TelemetryWriter writer;

    @BeforeEach
    void open() {
        DumpTask task = new DumpTask(
                "raw",
                DUMP,
                1000,
                new ArrayList<>(List.of("a.csv")),
                2026,
                "dakar",
                "3",
                "501",
                "the folder says",
                null,
                new ArrayList<>(),
                new ArrayList<>(),
                org.bivouac.jobs.dump.can.Databases.NONE,
                new ArrayList<>(),
                folder.toString());
        writer = new TelemetryWriter(folder, task, Catalogue.builtIn());
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
    }

    private void begin(Map<String, String> metadata, Instant start) {
        writer.begin(new DumpHeader(
                "motec-ld",
                "",
                start,
                start == null ? DumpHeader.Clock.RELATIVE : DumpHeader.Clock.UTC,
                List.of(new Group(
                        "100 Hz",
                        100,
                        List.of(
                                new RawChannel("Time", "s", Role.TIME),
                                new RawChannel("Oil Press", "psi", Role.NUMBER),
                                new RawChannel("Gear", "", Role.NUMBER),
                                new RawChannel("Boost Press", "furlong", Role.NUMBER),
                                new RawChannel("Note", "", Role.TEXT)))),
                metadata));
        writer.bytes(ByteUse.HEADER, 0, 100);
    }

    private void rows(long firstOrdinal, double[] seconds, double[] psi, double[] gear) {
        String[][] texts = new String[5][];
        texts[4] = new String[seconds.length];
        writer.rows(new Rows(
                0,
                seconds.length,
                firstOrdinal,
                null,
                seconds,
                new double[][] {seconds, psi, gear, gear, null},
                texts,
                null));
    }

    @Test
    void rowsAreConvertedTimedAndAccountedFor() throws IOException {
        begin(Map.of(), START);
        rows(0, new double[] {0, 0.01, 0.02}, new double[] {100, Double.NaN, 300}, new double[] {1, 2, 2});
        writer.reject(new Fault("a.csv", 900, 100, 5, "B7", "short", "row rejected", "none", 1));
        writer.bytes(ByteUse.DECODED, 100, 880);
        writer.bytes(ByteUse.PADDING, 880, 900);

        DumpBooks.Ledger ledger = writer.finish();

        assertThat(ledger.headerBytes() + ledger.decodedBytes() + ledger.paddingBytes() + ledger.rejectedBytes())
                .isEqualTo(1000);
        assertThat(ledger.rowsWritten()).isEqualTo(3);
        assertThat(ledger.rowsRejected()).isEqualTo(1);
        assertThat(ledger.faults()).extracting(Fault::rule).containsExactly("D5", "B7");
        MadeFile file = ledger.files().get(0);
        assertThat(file.partition()).isEqualTo("year=2026/event=dakar/stage=3/car=501/raster=100hz");
        assertThat(Path.of(file.path()).getFileName()).hasToString("0123456789ab-0.parquet");
        try (ColumnFileReader reader = ColumnFileReader.open(Path.of(file.path()))) {
            assertThat(reader.columns())
                    .extracting(column -> column.name())
                    .containsExactly("time", "dump", "ordinal", "quality", "oil_pressure_bar", "gear", "raw__note");
            long start = START.getEpochSecond() * 1_000_000;
            assertThat(reader.longs(0, "time")).containsExactly(start, start + 10_000, start + 20_000);
            assertThat(reader.doubles(0, "oil_pressure_bar"))
                    .containsExactly(100 * PSI_IN_BAR, Double.NaN, 300 * PSI_IN_BAR);
            assertThat(reader.texts(0, "dump")).containsOnly(DUMP);
            assertThat(reader.metadata()).containsEntry("bivouac.group", "100 Hz");
            assertThat(reader.contentHash()).isEqualTo(file.contentHash());
        }
        assertThat(writer.groups().get(0).statistics(1).implausible()).isEqualTo(1);
        assertThat(writer.groups().get(0).statistics(1).missing()).isEqualTo(1);
        assertThat(writer.groups().get(0).statistics(1).mean()).isEqualTo(200);
    }

    @Test
    void aNewFileBeginsWhereTimeGoesBackwardsAndARepeatedRowIsDroppedAlsoAcrossBlocks() throws IOException {
        begin(Map.of(), START);
        double[] one = {1, 1, 1};
        rows(0, new double[] {0, 1, 1}, new double[] {5, 6, 6}, one);
        rows(3, new double[] {1, 2, 0.5}, new double[] {6, 7, 8}, one);
        rows(6, new double[] {0.5, 0.6, Double.NaN}, new double[] {9, 10, 11}, one);
        writer.bytes(ByteUse.DECODED, 100, 1000);

        DumpBooks.Ledger ledger = writer.finish();

        assertThat(ledger.files())
                .extracting(file -> Path.of(file.path()).getFileName().toString())
                .containsExactly("0123456789ab-0.parquet", "0123456789ab-0-2.parquet");
        assertThat(ledger.rowsDuplicate()).isEqualTo(2);
        assertThat(ledger.rowsRejected()).isEqualTo(1);
        assertThat(ledger.rowsWritten()).isEqualTo(6);
        try (ColumnFileReader first =
                        ColumnFileReader.open(Path.of(ledger.files().get(0).path()));
                ColumnFileReader second =
                        ColumnFileReader.open(Path.of(ledger.files().get(1).path()))) {
            assertThat(first.longs(0, "ordinal")).containsExactly(0, 1, 4);
            assertThat(second.longs(0, "ordinal")).containsExactly(5, 6, 7);
        }
        assertThat(ledger.faults()).extracting(Fault::rule).containsExactly("D5", "D1", "A5", "D1");
    }

    @Test
    void aBookThatDoesNotCloseStopsTheRun() {
        begin(Map.of(), START);
        rows(0, new double[] {0}, new double[] {5}, new double[] {1});
        writer.bytes(ByteUse.DECODED, 100, 999);

        assertThatThrownBy(() -> writer.finish())
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTEGRITY))
                .hasMessageContaining("999 bytes are accounted for, the file has 1000");
    }

    @Test
    void recordsThatVanishWithoutARejectStopTheRun() {
        begin(Map.of(), START);
        rows(2, new double[] {0}, new double[] {5}, new double[] {1});
        writer.bytes(ByteUse.DECODED, 100, 1000);

        assertThatThrownBy(() -> writer.finish()).hasMessageContaining("2 records left out, but 0 refused");
    }

    @Test
    void aHeaderWithoutRowsIsRefused() {
        begin(Map.of(), START);
        writer.bytes(ByteUse.PADDING, 100, 1000);

        assertThatThrownBy(() -> writer.finish())
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("A2: empty");
    }

    @Test
    void aHeaderThatNamesAnotherCarOrStageRefusesTheDump() {
        assertThatThrownBy(() -> begin(Map.of("Comment", "Car 502, stage 3"), START))
                .hasMessageContaining("A7: identity mismatch: the header says car 502, the folder says car 501");
        assertThatThrownBy(() -> begin(Map.of("Vehicle", "501", "Comment", "stage 4"), START))
                .hasMessageContaining("the header says stage 4, the folder says stage 3");
    }

    @Test
    void aTuneIsNoStageAndAModelIsNoCarNumber() {
        begin(Map.of("AP Info", "Reflash: Stage 1 map", "Vehicle", "Porsche 911", "Session", "Stage1 tune"), START);
        assertThat(writer.groups()).hasSize(1);
    }

    @Test
    void aReceiverWhoseWeekCounterRolledOverIsPutRight() throws IOException {
        begin(Map.of(), START.minusSeconds(1024L * 7 * 86_400));
        rows(0, new double[] {0}, new double[] {5}, new double[] {1});
        writer.bytes(ByteUse.DECODED, 100, 1000);

        DumpBooks.Ledger ledger = writer.finish();

        assertThat(ledger.start()).isEqualTo(START);
        assertThat(ledger.faults()).extracting(Fault::rule).contains("D2");
    }

    @Test
    void aClockThatWasNeverSetIsFlagged() {
        begin(Map.of(), Instant.EPOCH.plusSeconds(5));
        rows(0, new double[] {0}, new double[] {5}, new double[] {1});
        writer.bytes(ByteUse.DECODED, 100, 1000);

        assertThat(finish().faults()).extracting(Fault::reason).anyMatch(reason -> reason.contains("1970-01-01"));
    }

    @Test
    void aFloodOfFaultsIsCountedNotKept() {
        begin(Map.of(), START);
        rows(0, new double[] {0}, new double[] {5}, new double[] {1});
        for (int i = 0; i < 5000; i++) {
            writer.reject(new Fault("a.csv", 1, 0, i, "B8", "'x' is no number", "cell is missing", "none", 2));
        }
        writer.bytes(ByteUse.DECODED, 100, 1000);

        List<Fault> faults = finish().faults();
        assertThat(faults).hasSizeLessThan(1100);
        assertThat(faults.stream()
                        .filter(f -> f.rule().equals("B8"))
                        .mapToLong(Fault::count)
                        .sum())
                .isEqualTo(10_000);
    }

    private DumpBooks.Ledger finish() {
        try {
            return writer.finish();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void manyGroupsAtOnceTakeBoundedMemoryAndLoseNoRow() throws IOException {
        int groups = 14;
        int block = 500;
        int blocks = 34;
        List<RawChannel> channels = new ArrayList<>();
        for (int c = 0; c < 24; c++) {
            channels.add(new RawChannel("Signal " + c, "", Role.NUMBER));
        }
        writer.begin(new DumpHeader(
                "candump",
                "",
                START,
                DumpHeader.Clock.UTC,
                IntStream.range(0, groups)
                        .mapToObj(g -> new Group("Message " + g, Double.NaN, channels))
                        .toList(),
                Map.of()));
        long most = 0;
        for (int b = 0; b < blocks; b++) {
            double[] seconds = new double[block];
            for (int i = 0; i < block; i++) {
                seconds[i] = (b * block + i) / 100.0;
            }
            double[][] numbers = new double[channels.size()][];
            Arrays.fill(numbers, seconds);
            for (int g = 0; g < groups; g++) {
                writer.rows(new Rows(g, block, (long) b * block, null, seconds, numbers, null, null));
                most = Math.max(
                        most,
                        writer.groups().stream()
                                .mapToLong(group -> group.files().heldBytes())
                                .sum());
            }
        }
        DumpBooks books = writer.books();

        assertThat(most).isBetween(TelemetryWriter.MOST_HELD_BYTES / 2, TelemetryWriter.MOST_HELD_BYTES);
        assertThat(books.files()).hasSize(groups);
        int spilt = 0;
        for (MadeFile file : books.files()) {
            try (ColumnFileReader reader = ColumnFileReader.open(Path.of(file.path()))) {
                assertThat(reader.rows()).isEqualTo((long) block * blocks);
                assertThat(reader.contentHash()).isEqualTo(file.contentHash());
                long row = 0;
                for (int group = 0; group < reader.rowGroups(); group++) {
                    for (double value : reader.doubles(group, "raw__signal_7")) {
                        assertThat(value).isEqualTo(row++ / 100.0);
                    }
                }
                spilt += reader.rowGroups() - 1;
            }
        }
        assertThat(spilt).isPositive();
    }
}
