package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.readers.SampleDumps.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of the formats, and rule A16: a dump is what its content is, and its name must not say otherwise. */
class FormatListTest {
    private static final Path README = Path.of("..", "README.md");
    private static final String BEGIN = "<!-- formats: written by FormatListTest -->\n";
    private static final String END = "<!-- /formats -->";
    private static final Dumps DUMPS = Dumps.standard(List.of());

    @TempDir
    Path folder;

    @Test
    void theReadmeListsTheFormatsAsTheReadersSayThem() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        String wanted = new FormatList(DUMPS).markdown();
        if (Boolean.getBoolean("bivouac.update")) {
            readme = readme.substring(0, begin) + wanted + readme.substring(readme.indexOf(END));
            Files.writeString(README, readme);
        }
        assertThat(readme.substring(begin, readme.indexOf(END)))
                .as("stale: run mvn -pl jobs -am test -Dtest=FormatListTest -Dbivouac.update=true")
                .isEqualTo(wanted);
    }

    @Test
    void everyFormatIsListedWithWhatIsNotRead() throws IOException {
        FormatList list = new FormatList(DUMPS);
        StringWriter out = new StringWriter();
        list.json(out);
        JsonNode formats = new ObjectMapper().readTree(out.toString()).get("formats");

        assertThat(formats).hasSameSizeAs(DUMPS.readers());
        for (DumpReader reader : DUMPS.readers()) {
            assertThat(list.text()).contains(reader.format(), reader.description());
            assertThat(reader.notRead()).as(reader.format()).isNotEmpty();
            assertThat(list.text()).contains(reader.notRead());
        }
    }

    @Test
    void extensionsAreWrittenAsTheyAreComparedAndEveryFormatHasASample() {
        for (DumpReader reader : DUMPS.readers()) {
            assertThat(reader.extensions()).allMatch(extension -> extension.matches("[a-z0-9]+"));
        }
        assertThat(SampleDumps.all().stream().map(Sample::format)).containsAll(samplesWanted());
    }

    /**
     * The formats that have a sample of their own; the profile of an ECU is tested on the real log that it was made for, MDF
     * in its own package.
     */
    private static List<String> samplesWanted() {
        return DUMPS.readers().stream()
                .map(DumpReader::format)
                .filter(format -> !format.equals("ecu-csv") && !format.startsWith("mdf"))
                .toList();
    }

    static Stream<Sample> samples() {
        return SampleDumps.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void contentDecidesAndANamePromisingAnotherFormatIsRefusedByBothNames(Sample sample) throws IOException {
        Set<String> extensions = new TreeSet<>(Set.of("", "dat", "log", "txt", "bin"));
        DUMPS.readers().forEach(reader -> extensions.addAll(reader.extensions()));
        Foreign.ALL.forEach(foreign -> extensions.addAll(foreign.extensions()));
        Path path = folder.resolve("dump");
        Files.write(path, sample.bytes());
        for (String extension : extensions) {
            String name = "a.b/dump." + extension.toUpperCase(Locale.ROOT);
            DumpFile file = new DumpFile(path, name, sample.bytes().length);
            List<String> promised = DUMPS.promises(extension);
            if (promised.isEmpty() || promised.contains(sample.format())) {
                assertThat(DUMPS.recognise(file).format()).as(name).isEqualTo(sample.format());
            } else {
                assertThatThrownBy(() -> DUMPS.recognise(file))
                        .as(name)
                        .isInstanceOf(DumpException.class)
                        .hasMessageContaining(
                                "A16: content is " + sample.format() + ", name says " + String.join(" or ", promised));
            }
        }
    }

    @Test
    void whatIsKnownButNotReadIsNamedWithWhatToDo() throws IOException {
        DumpFile workbook = SampleDumps.write(folder, "stage.xlsx", "PK\u0003\u0004 and more");
        assertThatThrownBy(() -> DUMPS.recognise(workbook))
                .hasMessageContaining("content is a ZIP archive or XLSX workbook, which no reader reads")
                .hasMessageEndingWith("save it as CSV");
        DumpFile aim = SampleDumps.write(folder, "run.xrk", new byte[] {0, 1, 2, 3});
        assertThatThrownBy(() -> DUMPS.recognise(aim))
                .hasMessageContaining("begins with 00 01 02 03, name says AiM .xrk")
                .hasMessageEndingWith("export it as CSV from Race Studio");
    }
}
