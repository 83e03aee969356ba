package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.mdf.Mdf4Seed;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a dump says under headings of its own is kept, and never taken for what its reader says of it. */
class HeadingsTest {
    private static final Dumps DUMPS = Dumps.standard(List.of());
    private static final List<String> HEADINGS =
            List.of(DumpHeader.ZONE, DumpHeader.WALL_CLOCK, DumpHeader.TIME_SCALE, DumpHeader.SENTINEL + "RPM");

    @TempDir
    private Path folder;

    /** A dump whose header has a line for a heading. */
    private record Case(String format, String before, String line) {
        byte[] dump(String heading) {
            if (format.equals("mdf4")) {
                return Mdf4Seed.about(
                        "<HDcomment><TX>Stage 3</TX><common_properties><tree name=\"car\"><e name=\"" + heading
                                + "\">strange</e><e name='driver'>A &amp; B</e></tree></common_properties></HDcomment>");
            }
            String sample = SampleDumps.of(12).stream()
                    .filter(one -> one.format().equals(format))
                    .map(one -> new String(one.bytes(), StandardCharsets.UTF_8))
                    .findFirst()
                    .orElseThrow();
            assertThat(sample).contains(before);
            return sample.replace(before, line.formatted(heading) + before).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return format;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("motec-csv", "\"Device\"", "\"%s\",\"strange\"\r\n"),
                new Case("aim-csv", "\"Session\"", "\"%s\",\"strange\"\r\n"),
                new Case("racechrono-csv", "Session title", "%s,strange\r\n"),
                new Case("vbo", "Type   :", "%s : strange\r\n"),
                new Case("pi-text", "CarName", "%s\tstrange\r\n"),
                new Case("peak-trc", ";$STARTTIME", ";   %s: strange\n"),
                new Case("mdf4", "", ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aHeadingThatWouldPassForTheReadersOwnIsToldApart(Case one) throws IOException {
        for (String heading : HEADINGS) {
            DumpFile file = SampleDumps.write(folder, "dump", one.dump(heading));
            Map<String, String> metadata =
                    Recording.of(file, DUMPS.recognise(file)).header.metadata();
            assertThat(metadata).containsEntry("dump's " + heading, "strange").doesNotContainKey(heading);
        }
        DumpFile file = SampleDumps.write(folder, "dump", one.dump("weather"));
        assertThat(Recording.of(file, DUMPS.recognise(file)).header.metadata()).containsEntry("weather", "strange");
    }
}
