package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bivouac.jobs.dump.readers.SampleDumps;
import org.bivouac.jobs.dump.readers.SampleDumps.Sample;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.DumpRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs with dumps of navigation units, of MATLAB and of the race programs' text exports. */
class FormatRunsTest {
    private static final Set<String> FORMATS =
            Set.of("gpx", "nmea", "fit", "matlab", "aim-csv", "windarab-text", "pi-text");

    @TempDir
    Path temp;

    @Test
    void aDebriefUsesDumpsOfEveryFormatAndMapsWhatAliasesName() throws IOException {
        Path inbox = temp.resolve("inbox");
        Path lake = temp.resolve("lake");
        List<String> expected = new ArrayList<>();
        for (Sample sample : SampleDumps.all()) {
            if (FORMATS.contains(sample.format())) {
                Path car = inbox.resolve("2026/dakar/3").resolve("5" + expected.size());
                Files.createDirectories(car);
                Files.write(car.resolve("dump." + sample.extension()), sample.bytes());
                expected.add(sample.format());
            }
        }

        Ran ran = Ran.onThreads("debrief", inbox, lake);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        List<DumpRow> dumps = Ran.table(lake, DumpRow.class);
        assertThat(dumps).extracting(DumpRow::status).containsOnly("used");
        assertThat(dumps).extracting(DumpRow::format).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(dumps).allSatisfy(dump -> assertThat(dump.rowsWritten()).isGreaterThanOrEqualTo(300));
        List<ChannelRow> channels = Ran.table(lake, ChannelRow.class);
        for (String format : List.of("gpx", "nmea", "fit")) {
            String dump = dumps.stream()
                    .filter(row -> row.format().equals(format))
                    .findFirst()
                    .orElseThrow()
                    .dump();
            assertThat(channels)
                    .filteredOn(channel -> channel.dump().equals(dump))
                    .extracting(ChannelRow::columnName)
                    .as(format)
                    .contains("gps_latitude_deg", "gps_longitude_deg", "gps_speed_km_per_h");
        }
    }

    @Test
    void inspectSaysTheSameAsTextAndAsJson() throws IOException {
        for (Sample sample : SampleDumps.all()) {
            if (FORMATS.contains(sample.format())) {
                Path dump = Files.write(temp.resolve("dump." + sample.extension()), sample.bytes());
                Ran text = Ran.bivouac("inspect", dump);
                Ran json = Ran.bivouac("inspect", dump, "--json");
                assertThat(text.status()).as(text.err()).isZero();
                assertThat(text.out()).contains("format    " + sample.format(), "nothing rejected");
                assertThat(json.status()).isZero();
                assertThat(json.out()).contains("\"format\" : \"" + sample.format() + "\"", "\"rejects\" : [ ]");
            }
        }
    }
}
