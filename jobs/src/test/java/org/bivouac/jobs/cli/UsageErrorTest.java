package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user mistypes is answered with exit status 2 and what would have been right; no input at all with 65. */
class UsageErrorTest {
    private static final int USAGE = 2;
    private static final int NO_INPUT = 65;

    @TempDir
    Path temp;

    private Path inbox;
    private Path lake;

    @BeforeEach
    void lay() throws IOException {
        inbox = Files.createDirectories(temp.resolve("inbox"));
        lake = temp.resolve("lake");
    }

    private void put(String name, String text) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void putGoodDump() throws IOException {
        put("2026/dakar/3/501/good.csv", BadDumps.engine(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ingest INBOX --yaer 2026          | Unknown options: '--yaer', '2026'
            ingest INBOX --year soon          | 'soon' is not an int
            ingest INBOX --cores 0            | --cores
            ingest INBOX --cores -3           | --cores
            ingest INBOX --engine flink       | SPARK, THREADS
            ingest INBOX --event ../../etc    | ../../etc
            ingest INBOX --stage a/b          | a/b
            ingest INBOX --profiles NOWHERE   | NOWHERE: no such folder of profiles
            ingest                            | Missing required parameter: 'INBOX'
            ingest NOWHERE                    | NOWHERE: no such folder
            debrief NOWHERE --engine threads  | NOWHERE: no such folder
            debreif INBOX                     | debreif
            verify --lake NOWHERE             | NOWHERE: no lake here
            verify --lake INBOX               | INBOX: no lake here
            sql 'SELECT 1' --lake NOWHERE     | NOWHERE: no lake here
            report --lake NOWHERE             | NOWHERE: no lake here
            rainflow TABLE --column c         | no column 'c'; the columns are a, b
            rainflow TABLE --column a --k 0   | k
            rainflow TABLE --column a --k NaN | k
            rainflow TABLE --column a --cycles -1          | cycles
            rainflow TABLE --column a --residue some       | NONE, HALF, FULL, REPEATED
            simulate                          | --out
            simulate --out TABLE              | TABLE
            """)
    void aMistypedCommandSaysWhatWouldBeRight(String command, String said) throws IOException {
        putGoodDump();
        Path table = temp.resolve("table.csv");
        Files.writeString(table, "a,b\n1,2\n3,4\n");

        Ran ran = Ran.bivouac((Object[]) words(command, table));

        ran.isRefused(USAGE, place(said, table));
        assertThat(lake).doesNotExist();
    }

    private String[] words(String command, Path table) {
        boolean takesLake = command.startsWith("ingest") || command.startsWith("debrief INBOX");
        return Stream.concat(
                        Stream.of(command.strip().split(" +(?=(?:[^']*'[^']*')*[^']*$)"))
                                .map(word -> place(word.replace("'", ""), table)),
                        takesLake ? Stream.of("--lake", lake.toString()) : Stream.of())
                .toArray(String[]::new);
    }

    private String place(String text, Path table) {
        return text.replace("INBOX", text.equals("Missing required parameter: 'INBOX'") ? "INBOX" : inbox.toString())
                .replace("NOWHERE", temp.resolve("nowhere").toString())
                .replace("TABLE", table.toString());
    }

    @Test
    void anUnknownTableOrColumnInSqlNamesThoseThatThereAre() throws IOException {
        putGoodDump();
        assertThat(Ran.onThreads("ingest", inbox, lake).status()).isZero();

        Ran.bivouac("sql", "SELECT * FROM messures", "--lake", lake)
                .isRefused(
                        USAGE,
                        "messures",
                        "the tables are channels, clock_events, comparison, dumps, events, ground, limits, measures");
        Ran.bivouac("sql", "SELECT kar FROM dumps", "--lake", lake).isRefused(USAGE, "kar");
        Ran.bivouac("sql", "SELEKT", "--lake", lake).isRefused(USAGE, "SELEKT");
        Ran.bivouac("sql", "", "--lake", lake).isRefused(USAGE, "sql: ");
        Ran.bivouac("sql", "SELECT error('an' || chr(10) || chr(27) || '[2J')", "--lake", lake)
                .isRefused(USAGE, "sql: ");
    }

    @Test
    void aDumpOfWhichNothingTellsTheYearIsNotGuessed() throws IOException {
        put("good.csv", BadDumps.engine(30));

        Ran.onThreads("ingest", inbox, lake, "--event", "dakar", "--stage", "3", "--car", "501")
                .isRefused(USAGE, "good.csv: nothing tells year: pass --year", "dumps.csv");
        Ran.onThreads("ingest", inbox, lake).isRefused(USAGE, "good.csv: nothing tells year, event, stage, car");
        assertThat(Ran.onThreads("ingest", inbox, lake, "--year", 2026, "--event", "dakar", "--stage", 3, "--car", 501)
                        .status())
                .isZero();
    }

    @Test
    void aLakeThatIsAFileOrAnotherFolderIsRefusedAndLeftAlone() throws IOException {
        putGoodDump();
        Path file = Files.writeString(temp.resolve("file"), "mine");
        Ran.onThreads("ingest", inbox, file).isRefused(USAGE, file.toString());
        assertThat(file).hasContent("mine");

        Path photos = Files.createDirectories(temp.resolve("photos"));
        Files.writeString(photos.resolve("cat.jpg"), "cat");
        Ran.onThreads("ingest", inbox, photos).isRefused(USAGE, photos + ": not a lake, it holds 'cat.jpg'");
        assertThat(photos.toFile().list()).containsExactly("cat.jpg");

        Ran.onThreads("ingest", inbox, file.resolve("below")).isRefused(USAGE, file.toString());
    }

    @Test
    void anEmptyInboxIsNoInput() {
        Ran ran = Ran.onThreads("debrief", inbox, lake);
        ran.isRefused(NO_INPUT, inbox + ": no dump");
        assertThat(ran.err().lines()).hasSize(1);
    }

    @Test
    void onlyBadDumpsAreNoInputAndEachIsNamed() throws IOException {
        put("2026/dakar/3/501/bad.csv", "no,such\n1,2\n");
        put("2026/dakar/3/502/empty.ld", "");

        Ran ran = Ran.onThreads("debrief", inbox, lake);

        assertThat(ran.status()).isEqualTo(NO_INPUT);
        assertThat(ran.err())
                .contains("2026/dakar/3/501/bad.csv: byte 0: A16: ", "2026/dakar/3/502/empty.ld: byte 0: A2: ")
                .contains(inbox + ": no dump could be used")
                .doesNotContain("\tat ");
        Ran again = Ran.onThreads("debrief", inbox, lake);
        assertThat(again.status()).isEqualTo(NO_INPUT);
        assertThat(again.err()).isEqualTo(ran.err());
    }

    static Stream<Arguments> sideFiles() {
        String plan = "year,event,stage,car_class,ordinal,type,length_km,start_time,version,source\n";
        String limits = "car_class,channel,side,limit_value,unit,for_s,when_channel,when_above,severity,source\n";
        String aliases = "logger,from_year,to_year,name,unit,channel\n";
        return Stream.of(
                Arguments.of(
                        "plan.csv",
                        plan.replace("ordinal", "ordnial"),
                        "line 1: unknown column 'ordnial', known are year,"),
                Arguments.of("plan.csv", plan.replace("ordinal,", ""), "line 1: column 'ordinal' is missing"),
                Arguments.of("plan.csv", "", "line 1: empty, expected the columns year,"),
                Arguments.of("plan.csv", plan + "2026,dakar\n", "line 2: 2 cells, expected 10"),
                Arguments.of("plan.csv", plan + "2026,dakar,3,*,1,SPECIL,10,,plan,me\n", "column type: 'SPECIL'"),
                Arguments.of(
                        "plan.csv", plan + "2026,dakar,3,*,1,SPECIAL,\"10,5\",,plan,me\n", "'10,5' is not a number"),
                Arguments.of(
                        "plan.csv",
                        plan + "2026,dakar,3,*,1,SPECIAL,10,2026-01-05 04:30,plan,me\n",
                        "column start_time: '2026-01-05 04:30' is not a time with offset"),
                Arguments.of("plan.csv", plan + "2026,da\"kar,3,*\n", "line 2"),
                Arguments.of("plan.csv", plan + "2026,\"dakar,3,*\n", "line 2"),
                Arguments.of("plan.csv", plan + "2026,../..,3,*,1,SPECIAL,10,,plan,me\n", "column stage"),
                Arguments.of(
                        "limits.csv",
                        limits + "*,oil_presure_bar,below,1.5,bar,1,,,alarm,me\n",
                        "line 2: column channel: no channel 'oil_presure_bar', known are gps_latitude_deg,"),
                Arguments.of("limits.csv", limits + "*,oil_pressure_bar,below,1.5,degC,1,,,alarm,me\n", "does not fit"),
                Arguments.of("limits.csv", limits + "*,oil_pressure_bar,under,1.5,bar,1,,,alarm,me\n", "above, below"),
                Arguments.of("limits.csv", limits + "*,oil_pressure_bar,below,,bar,1,,,alarm,me\n", "is blank"),
                Arguments.of(
                        "aliases.csv",
                        aliases + "*,1900,2999,OilP,furlong,oil_pressure_bar\n",
                        "line 2: column unit: 'furlong' is no unit, try bar"),
                Arguments.of(
                        "aliases.csv", aliases + "*,1900,soon,OilP,bar,oil_pressure_bar\n", "'soon' is not a whole"),
                Arguments.of("aliases.csv", aliases + "*,1900,2999,,bar,oil_pressure_bar\n", "column name: is blank"),
                Arguments.of("dumps.csv", "file,yaer\n", "unknown column 'yaer', known are file, year,"),
                Arguments.of(
                        "dumps.csv",
                        "file,year\na.csv,2026\na.csv,2025\n",
                        "line 3: column file: 'a.csv' stands twice"),
                Arguments.of("run-sheets.csv", "year,event,stage\n2026,dakar,3\n", "car"),
                Arguments.of("parts.csv", "year,event,car,component\n2026,dakar,501,wing\n", "line 2: "),
                Arguments.of(
                        "profiles/mine.profile", "nmae = mine\n", "line 1: 'nmae' is no key; known are data.line,"),
                Arguments.of("profiles/mine.profile", "name = mine\n", "'header.cells' is missing"));
    }

    @ParameterizedTest
    @MethodSource("sideFiles")
    void aMistakeInATeamFileNamesFileLineAndWhatIsKnown(String name, String text, String said) throws IOException {
        putGoodDump();
        put(name, text);

        Ran ran = Ran.onThreads("ingest", inbox, lake);

        ran.isRefused(USAGE, inbox.resolve(name) + ": ", said);
        assertThat(ran.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan.csv", "profiles/mine.profile"})
    void aTeamFileThatIsNotUtf8IsRefused(String name) throws IOException {
        putGoodDump();
        put(name, "");
        Files.write(inbox.resolve(name), new byte[] {'n', 'a', 'm', 'e', ' ', '=', ' ', (byte) 0xE9, '\n'});

        Ran.onThreads("ingest", inbox, lake).isRefused(USAGE, inbox.resolve(name) + ": ", "UTF-8");
    }

    @Test
    void theSmallToolsRefuseWhatIsNoFile() throws IOException {
        put("bad.csv", "no,such\n1,2\n");
        Ran.bivouac("inspect", inbox.resolve("bad.csv")).isRefused(NO_INPUT, "bad.csv: A16: ");
        Ran.bivouac("inspect", inbox.resolve("none.csv")).isRefused(NO_INPUT, "none.csv: no such file");
        Ran.bivouac("inspect", inbox).isRefused(NO_INPUT, inbox + ": ");
        Ran.bivouac("rainflow", inbox.resolve("none.csv"), "--column", "a")
                .isRefused(NO_INPUT, "none.csv: no such file");
        Ran.bivouac("rainflow", inbox, "--column", "a").isRefused(NO_INPUT, inbox + ": ");
    }
}
