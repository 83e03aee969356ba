package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bivouac.schemas.ClockEventRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.SegmentRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules D1 to D4 through the command line: clocks that were set, count GPS time, or show local time. */
class ClockFaultsTest {
    private static final String PLACE = "2026/dakar/3/501/drive.csv";
    private static final int ROWS = 6000;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

    @TempDir
    Path temp;

    private Path inbox;
    private Path lake;

    @BeforeEach
    void lay() throws IOException {
        inbox = temp.resolve("inbox");
        lake = temp.resolve("lake");
        put(
                "profiles/logger.profile",
                "name = logger\nheader.cells = Time | Engine RPM [rpm]\nunits.in.names = square\nnames = bare\n"
                        + "time.column = Time\ntime.format = iso\n");
    }

    private void put(String place, String text) throws IOException {
        Path file = inbox.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** 10 Hz at 72 km/h. */
    private static String drive(int rows, IntFunction<String> time) {
        StringBuilder text = new StringBuilder("Time,Engine RPM [rpm],Vehicle Speed [km/h]\n");
        for (int i = 0; i < rows; i++) {
            text.append(time.apply(i)).append(',').append(2000 + i % 700).append(",72\n");
        }
        return text.toString();
    }

    private static String at(LocalDateTime start, int row) {
        return start.plusNanos(row * 100_000_000L).format(MILLIS);
    }

    private String count(String sql) {
        return Ran.bivouac("sql", sql, "--csv", "--lake", lake)
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void d1AClockThatWasLostAndSetLosesNoSampleAndIsTold() throws IOException {
        LocalDateTime truth = LocalDateTime.of(2026, 1, 5, 6, 0);
        LocalDateTime lost = LocalDateTime.of(1970, 1, 1, 0, 0, 5);
        // Ten minutes: never set, set 67 minutes ahead, lost again and set, then put right.
        put(PLACE, drive(ROWS, i -> {
            LocalDateTime clock = i < 1000 || (i >= 2000 && i < 3000) ? lost : i < 4000 ? truth.plusMinutes(67) : truth;
            return at(clock, i) + "Z";
        }));

        Ran ran = Ran.onThreads("debrief", inbox, lake);

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines(PLACE, "D1")).anyMatch(line -> line.contains("time goes back"));
        List<DumpRow> dumps = Ran.table(lake, DumpRow.class);
        assertThat(dumps).singleElement().satisfies(dump -> {
            assertThat(dump.rowsWritten()).isEqualTo(ROWS);
            assertThat(dump.startTime()).isEqualTo(truth.toInstant(ZoneOffset.UTC));
            assertThat(dump.durationS()).isCloseTo((ROWS - 1) / 10.0, within(0.1));
        });
        assertThat(count("SELECT count(*) FROM telemetry WHERE abs(epoch(time) - (1767592800 + ordinal / 10.0)) > 0.1"))
                .isEqualTo("0");
        assertThat(Ran.table(lake, ClockEventRow.class))
                .extracting(ClockEventRow::kind, ClockEventRow::ordinal)
                .containsExactly(
                        tuple("anchored", 0L),
                        tuple("set_forward", 1000L),
                        tuple("set_back", 2000L),
                        tuple("set_forward", 3000L),
                        tuple("set_back", 4000L));
        double seconds = Ran.table(lake, SegmentRow.class).stream()
                .mapToDouble(SegmentRow::seconds)
                .sum();
        assertThat(seconds).isCloseTo(ROWS / 10.0, within(0.2));
        assertThat(lake.resolve("reports/2026-dakar/3/index.html")).content().contains("Clocks", "set_back");
    }

    @Test
    void d3ALeapSecondIsReadAndBothScalesAgree() throws IOException {
        put("2016/dakar/3/501/utc.csv", drive(100, i -> {
            // 23:59:55.0 to 23:59:59.9, 23:59:60.0 to 23:59:60.9, then 00:00:00.0
            int second = 55 + i / 10;
            return second <= 60
                    ? String.format(Locale.ROOT, "2016-12-31T23:59:%02d.%d00Z", second, i % 10)
                    : String.format(Locale.ROOT, "2017-01-01T00:00:%02d.%d00Z", second - 61, i % 10);
        }));
        put("2016/dakar/3/502/gps.csv", drive(100, i -> at(LocalDateTime.of(2017, 1, 1, 0, 0, 12), i)));
        put("clocks.csv", "logger,year,time_scale\nlogger,2016,utc\n");
        put("dumps.csv", "file,year,event,stage,car,time_scale\n2016/dakar/3/502/gps.csv,2016,dakar,3,502,gps\n");

        Ran.onThreads("ingest", inbox, lake);

        assertThat(count("SELECT count(*) FROM telemetry WHERE car = '501'")).isEqualTo("100");
        assertThat(count("SELECT max(abs(epoch(a.time) - epoch(b.time))) < 0.001 FROM telemetry a JOIN telemetry b"
                        + " ON a.ordinal = b.ordinal WHERE a.car = '501' AND b.car = '502'"))
                .isEqualTo("true");
        assertThat(Ran.table(lake, ClockEventRow.class))
                .filteredOn(event -> event.kind().equals("gps_scale"))
                .singleElement()
                .satisfies(event -> assertThat(event.shiftS()).isEqualTo(-17));
    }

    @Test
    void d4LocalTimesOfAStatedZoneAreUtcAndOthersAreToldInTheReport() throws IOException {
        LocalDateTime local = LocalDateTime.of(2026, 1, 5, 9, 0);
        put(PLACE, drive(300, i -> at(local, i)));
        put("2026/dakar/3/502/drive.csv", drive(301, i -> at(local, i)));
        put("clocks.csv", "event,logger,zone\ndakar,other,Asia/Dubai\n");
        put("dumps.csv", "file,zone\n" + PLACE + ",Asia/Riyadh\n");

        assertThat(Ran.onThreads("debrief", inbox, lake).status()).isZero();

        assertThat(Ran.table(lake, DumpRow.class))
                .filteredOn(dump -> dump.car().equals("501"))
                .singleElement()
                .satisfies(dump -> {
                    assertThat(dump.clock()).isEqualTo("utc");
                    assertThat(dump.startTime()).isEqualTo(Instant.parse("2026-01-05T06:00:00Z"));
                });
        assertThat(Ran.table(lake, DumpRow.class))
                .filteredOn(dump -> dump.car().equals("502"))
                .singleElement()
                .satisfies(dump -> assertThat(dump.clock()).isEqualTo("local"));
        assertThat(lake.resolve("reports/2026-dakar/3/index.html"))
                .content()
                .contains("local times of an unknown zone");
    }

    @Test
    void d4OnTheDayOnWhichTheClockGoesBackTheHourThatItShowsTwiceIsRefused() throws IOException {
        // 01:30 to 03:30 local time, once through: the hour from 02:00 might be either.
        put(PLACE, drive(7200, i -> at(LocalDateTime.of(2026, 10, 25, 1, 30), 10 * i)));
        put("clocks.csv", "logger,zone\nlogger,Europe/Paris\n");

        Ran ran = Ran.onThreads("ingest", inbox, lake);

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.errorLines(PLACE, "D4"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("stand twice on the clock", "(3600 times)");
        assertThat(count("SELECT count(*) FROM telemetry")).isEqualTo("3600");
        assertThat(count("SELECT min(time) || ' ' || max(time) FROM telemetry"))
                .startsWith("2026-10-24 23:30:00")
                .contains("2026-10-25 02:29:59");
    }

    @Test
    void d4OnTheDayOnWhichTheClockGoesForwardNoHourIsMissing() throws IOException {
        put(PLACE, drive(3600, i -> at(LocalDateTime.of(2026, 3, 29, i < 1800 ? 1 : 2, 30), 10 * i)));
        put("clocks.csv", "logger,zone\nlogger,Europe/Paris\n");

        assertThat(Ran.onThreads("ingest", inbox, lake).status()).isZero();

        assertThat(count("SELECT count(*) || ' ' || (max(time) - min(time)) FROM telemetry"))
                .isEqualTo("3600 00:59:59");
    }

    @Test
    void whatIsSaidOfClocksIsChecked() throws IOException {
        put(PLACE, drive(300, i -> at(LocalDateTime.of(2026, 1, 5, 9, 0), i)));
        put("clocks.csv", "logger,zone\nlogger,Paris\n");
        Ran.onThreads("ingest", inbox, lake).isRefused(2, "clocks.csv: line 2: column zone", "Europe/Paris");
        put("clocks.csv", "logger,time_scale\nlogger,tai\n");
        Ran.onThreads("ingest", inbox, lake).isRefused(2, "column time_scale", "known are utc, gps");
        put("clocks.csv", "logger,zone\nlogger,\n");
        Ran.onThreads("ingest", inbox, lake).isRefused(2, "say one of them");
        assertThat(Ran.table(lake, MeasureRow.class)).isEmpty();
    }
}
