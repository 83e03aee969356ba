package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.SplittableReader;
import org.bivouac.jobs.dump.Told;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dump of any format that can be cut says in parts what it says whole. Real logs are no part of the project; without
 * {@code -Dbivouac.corpus} only dumps built in code are read.
 */
class SplitDumpsTest {
    private static final String CORPUS = System.getProperty("bivouac.corpus", "");
    private static final Dumps DUMPS = Dumps.standard(List.of());
    /** Larger logs are left out, for they are read a dozen times. */
    private static final long MOST_BYTES = 150_000;

    @TempDir
    Path folder;

    /** In how many parts a dump was read at most; 0 if it is refused whole or its format is not cut. */
    private static int compare(DumpReader reader, DumpFile file) throws IOException {
        if (!(reader instanceof SplittableReader splittable)) {
            return 0;
        }
        Told whole;
        try {
            whole = Told.whole(reader, file);
        } catch (DumpException refused) {
            return 0;
        }
        int most = 0;
        for (long parts : new long[] {25, 4}) {
            try {
                Told told = Told.parts(splittable, file, Math.max(1, file.bytes() / parts));
                told.requireEqual(whole, file.bytes());
                most = Math.max(most, told.parts());
            } catch (DumpException alone) {
                // Where time steps back a part says that it cannot be read apart.
                most = Math.max(most, 1);
            }
        }
        return most;
    }

    @Test
    void samplesOfAllFormats() throws IOException {
        Set<String> cut = new TreeSet<>();
        for (SampleDumps.Sample sample : SampleDumps.all()) {
            DumpFile file = SampleDumps.write(folder, "dump." + sample.extension(), sample.bytes());
            DumpReader reader = DUMPS.recognise(file);
            if (compare(reader, file) > 2) {
                cut.add(reader.format());
            }
        }

        assertThat(cut).contains("bivouac-csv", "candump", "peak-trc", "vector-asc", "vector-blf");
    }

    @Test
    void realLogs() throws IOException {
        Assumptions.assumeFalse(CORPUS.isEmpty(), "no -Dbivouac.corpus");
        Set<String> cut = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(CORPUS, "logs"))) {
            for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
                DumpFile file = new DumpFile(path, path.getFileName().toString(), Files.size(path));
                DumpReader reader;
                try {
                    reader = DUMPS.recognise(file);
                } catch (DumpException none) {
                    continue;
                }
                if (file.bytes() < MOST_BYTES && compare(reader, file) > 2) {
                    cut.add(reader.format());
                }
            }
        }
        assertThat(cut).contains("candump", "mdf3", "mdf4", "peak-trc", "vector-asc");
    }
}
