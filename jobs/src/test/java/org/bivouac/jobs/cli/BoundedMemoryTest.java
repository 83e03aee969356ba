package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bivouac.schemas.DumpRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that would fill the memory of whoever reads them carelessly, in a process of its own with a small heap. */
@Tag("slow")
class BoundedMemoryTest {
    private static final String PLACE = "2026/dakar/3/501/";
    private static final long LONG_LINE = 1L << 30;

    @TempDir
    Path temp;

    @Test
    void b5ALineOfAGigabyteIsRefusedWithinAHeapOf256() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(temp.resolve("inbox/" + PLACE));
        Files.writeString(folder.resolve("good.csv"), BadDumps.engine(30));
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("bad.csv"), StandardCharsets.US_ASCII)) {
            out.write(BadDumps.engine(40));
            String megabyte = "9".repeat(1 << 20);
            for (int i = 0; i < LONG_LINE >> 20; i++) {
                out.write(megabyte);
            }
            out.write('\n' + BadDumps.row(301, 40));
        }
        Path printed = temp.resolve("printed");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "ingest",
                        temp.resolve("inbox").toString(),
                        "--lake",
                        temp.resolve("lake").toString(),
                        "--engine",
                        "threads")
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        double seconds = (System.nanoTime() - start) / 1e9;

        assertThat(process.exitValue()).as(Files.readString(printed)).isEqualTo(3);
        assertThat(Files.readString(printed))
                .contains("bad.csv: byte " + BadDumps.engine(40).length() + ", line 302: B5: the line has "
                        + (LONG_LINE + 1) + " bytes");
        assertThat(Ran.table(temp.resolve("lake"), DumpRow.class))
                .extracting(DumpRow::rowsWritten)
                .containsExactlyInAnyOrder(300L, 301L);
        assertThat(seconds).isLessThan(15);
    }
}
