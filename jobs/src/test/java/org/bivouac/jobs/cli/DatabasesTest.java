package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases of buses from the command line to telemetry: by option, by the inbox's table, and broken ones. */
class DatabasesTest {
    private static final String DBC = "VERSION \"\"\nBO_ 100 Engine: 4 ECU\n"
            + " SG_ nmot : 0|16@1+ (0.25,0) [0|16000] \"rpm\" X\n SG_ tmot : 16|8@1+ (1,-40) [0|0] \"C\" X\n";

    @TempDir
    Path temp;

    private Path inbox;
    private Path lake;

    @BeforeEach
    void lay() throws IOException {
        inbox = Files.createDirectories(temp.resolve("inbox"));
        lake = temp.resolve("lake");
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            // 2026-01-05, 100 Hz, 3000 rpm and 90 degrees
            log.append(
                    String.format(Locale.ROOT, "(%d.%06d) can0 064#E02E8200\n", 1767587400 + i / 100, i % 100 * 10000));
            log.append(String.format(Locale.ROOT, "(%d.%06d) can1 065#00\n", 1767587400 + i / 100, i % 100 * 10000));
        }
        put("2026/dakar/3/501/bus.log", log.toString());
        put("aliases.csv", "logger,from_year,to_year,name,unit,channel\ncandump,2020,2999,nmot,,engine_speed_rpm\n");
    }

    private void put(String name, String text) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<ChannelRow> channels(String group) throws IOException {
        return Ran.table(lake, ChannelRow.class).stream()
                .filter(row -> row.channelGroup().equals(group))
                .toList();
    }

    @Test
    void theInboxsTableSaysWhichDatabaseIsForWhichBus() throws IOException {
        put("buses/engine.dbc", DBC);
        put("databases.csv", "bus,dbc\ncan0,buses/engine.dbc\n");

        Ran ran = Ran.onThreads("ingest", inbox, lake);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(Ran.table(lake, DumpRow.class)).singleElement().satisfies(dump -> {
            assertThat(dump.format()).isEqualTo("candump");
            assertThat(dump.rowsWritten()).isEqualTo(1000);
        });
        assertThat(channels("can0 Engine")).hasSize(2).anySatisfy(row -> {
            assertThat(row.columnName()).isEqualTo("engine_speed_rpm");
            assertThat(row.samples()).isEqualTo(500);
            assertThat(row.mean()).isEqualTo(3000);
        });
        assertThat(channels("can0 Engine")).anySatisfy(row -> {
            assertThat(row.columnName()).isEqualTo("raw__tmot");
            assertThat(row.last()).isEqualTo(90);
        });
        assertThat(channels("frames can1")).isNotEmpty().allMatch(row -> row.samples() == 500);
    }

    @Test
    void aChangedDatabaseReadsTheLogAgainAndAnUnchangedOneDoesNot() throws IOException {
        Path dbc = temp.resolve("engine.dbc");
        Files.writeString(dbc, DBC);
        Ran.onThreads("ingest", inbox, lake, "--dbc", dbc);
        assertThat(Ran.onThreads("ingest", inbox, lake, "--dbc", dbc).out()).contains("nothing new");
        assertThat(channels("can0 Engine").get(0).mean()).isEqualTo(3000);

        Files.writeString(dbc, DBC.replace("(0.25,0)", "(0.5,0)"));
        Ran ran = Ran.onThreads("ingest", inbox, lake, "--dbc", dbc);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(channels("can0 Engine").get(0).mean()).isEqualTo(6000);
    }

    @Test
    void aDatabaseOfAnotherLoggerIsNotUsedUntilDumpsCsvSaysWhoseLogItIs() throws IOException {
        put("engine.dbc", DBC);
        put("databases.csv", "logger,bus,dbc\nBOX-7,*,engine.dbc\n");
        Ran.onThreads("ingest", inbox, lake);
        assertThat(channels("can0 Engine")).isEmpty();

        put("dumps.csv", "file,logger\n2026/dakar/3/501/bus.log,box-7\n");
        Ran ran = Ran.onThreads("ingest", inbox, lake);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(channels("can0 Engine")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BO_ 4096 Engine: 4 X                 | engine.dbc: no database that can be read: line 2: found '4096', expected
            BO_ 100 Engine: 4 X BO               | engine.dbc: no database that can be read: line 2: found 'BO', expected a section
            """)
    void aBrokenDatabaseIsOneLineBeforeAnythingIsDone(String second, String said) throws IOException {
        Path dbc = temp.resolve("engine.dbc");
        Files.writeString(dbc, "VERSION \"\"\n" + second + "\n");
        Path log = inbox.resolve("2026/dakar/3/501/bus.log");
        for (Ran ran : List.of(
                Ran.onThreads("ingest", inbox, lake, "--dbc", dbc),
                Ran.onThreads("debrief", inbox, lake, "--dbc", dbc),
                Ran.bivouac("export", log, "--to", "csv", "--out", temp.resolve("out"), "--dbc", dbc),
                Ran.bivouac("inspect", log, "--dbc", dbc))) {
            ran.isRefused(2, said);
            assertThat(ran.err().lines()).hasSize(1);
        }
        assertThat(lake).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logger,bus,dbc;*,*,gone.dbc          | databases.csv: line 2: column dbc: | gone.dbc: no such database
            logger,bus,dbc;*,*,                  | databases.csv: line 2: column dbc: | is blank
            logger,bus,file;*,*,a.dbc            | databases.csv: line 1:             | unknown column 'file', known are logger, bus, dbc
            logger,bus;*,*                       | databases.csv: line 1:             | column 'dbc' is missing
            logger,bus,dbc,bus;*,*,a.dbc,*       | databases.csv: line 1:             | column 'bus' stands twice
            logger,bus,dbc;*,a.dbc               | databases.csv: line 2:             | 2 cells, expected 3
            """)
    void aTableThatIsMistypedIsOneLine(String table, String place, String said) throws IOException {
        put("databases.csv", table.replace(";", "\n") + "\n");
        Ran ran = Ran.onThreads("ingest", inbox, lake);
        ran.isRefused(2, place, said);
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(lake).doesNotExist();
    }

    @Test
    void aMistypedPathOfTheOptionIsOneLine() {
        Ran ran = Ran.onThreads("ingest", inbox, lake, "--dbc", temp.resolve("gone.dbc"));
        ran.isRefused(2, temp.resolve("gone.dbc") + ": no such database: name a DBC file");
        assertThat(ran.err().lines()).hasSize(1);
    }
}
