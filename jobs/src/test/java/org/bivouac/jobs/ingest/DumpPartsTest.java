package org.bivouac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bivouac.jobs.ingest.Ingested.files;
import static org.bivouac.jobs.ingest.Ingested.requireEqual;
import static org.bivouac.jobs.ingest.Ingested.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.spark.LocalTasks;
import org.bivouac.jobs.spark.Progress;
import org.bivouac.jobs.spark.Tasks;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RejectRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dump that several cores read in parts has the rows and the books of one that is read whole. */
class DumpPartsTest {
    private static final long WHOLE = Long.MAX_VALUE;

    @TempDir
    Path folder;

    /** A dump in which rows are refused, stand twice, and lack cells. */
    private static String dump(int lines, Steps steps) {
        Random random = new Random(lines);
        StringBuilder text = new StringBuilder("time_s,Engine RPM [rpm],Oil Press [psi],Body Acc Lat [g]\n");
        int tick = 0;
        for (int i = 0; i < lines; i++) {
            tick += steps == Steps.BACK && random.nextInt(300) == 0 ? -40 : 1;
            String row = String.format(
                    Locale.ROOT,
                    "%.2f,%d,%s,%.3f\n",
                    tick / 100.0,
                    random.nextInt(90) == 0 ? 99_999 : 1000 + i % 977,
                    random.nextInt(50) == 0 ? "" : "4" + i % 7 + ".5",
                    random.nextGaussian());
            text.append(row);
            switch (random.nextInt(80)) {
                case 0 -> text.append(row);
                case 1 -> text.append("1,2\n");
                case 2 -> text.append("x,1,2,3\n");
                case 3 -> text.append(String.format(Locale.ROOT, "%.2f,bad,1,2\n", ++tick / 100.0));
                case 4 -> text.append('\n');
                default -> {}
            }
        }
        return text.toString();
    }

    /** Whether the clock of a dump steps back now and then. */
    private enum Steps {
        NONE,
        BACK
    }

    private Snapshot ingest(String text, long partBytes, int cores) throws IOException {
        try (Tasks tasks = new LocalTasks(cores, Progress.NONE)) {
            return ingest(text, partBytes, tasks);
        }
    }

    private Snapshot ingest(String text, long partBytes, Tasks tasks) throws IOException {
        Path place = Files.createDirectories(folder.resolve("inbox/2026/dakar/3/501"));
        Files.writeString(place.resolve("engine.csv"), text);
        return Ingested.of(folder, partBytes, tasks);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_200, 4_500, 15_000})
    void rowsAndBooksAreThoseOfTheWhole(long partBytes) throws IOException {
        String text = dump(1_500, Steps.NONE);
        Snapshot whole = ingest(text, WHOLE, 1);
        Snapshot parts = ingest(text, partBytes, 2);

        assertThat(whole.files("telemetry")).hasSize(1);
        assertThat(parts.files("telemetry")).hasSizeBetween(2, text.length() / (int) partBytes + 2);
        assertThat(table(whole, RejectRow.class)).isNotEmpty();
        requireEqual(parts, whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_200, 4_500, 15_000})
    void aClockThatStepsBackAlsoAtABorderIsToldAsInTheWhole(long partBytes) throws IOException {
        String text = dump(1_500, Steps.BACK);
        Snapshot whole = ingest(text, WHOLE, 1);

        assertThat(whole.files("telemetry")).hasSizeGreaterThan(3);
        requireEqual(ingest(text, partBytes, 2), whole);
    }

    @Test
    void tooManyFaultsOfOneRuleAreCountedAsInTheWhole() throws IOException {
        StringBuilder text = new StringBuilder("time_s,Engine RPM [rpm]\n");
        for (int i = 0; i < 4_000; i++) {
            text.append(String.format(Locale.ROOT, "%.2f,%d\n", i / 100.0, i));
            text.append(i % 2 == 0 ? "1,2,3\n" : "");
        }
        Snapshot whole = ingest(text.toString(), WHOLE, 1);

        assertThat(table(whole, RejectRow.class)).hasSize(1001);
        requireEqual(ingest(text.toString(), 9_000, 2), whole);
        text.setLength(0);
        text.append("time_s,Engine RPM [rpm]\n");
        for (int i = 0; i < 4_000; i++) {
            text.append(String.format(Locale.ROOT, "%.2f,%d\n", i / 100.0, i));
            text.append(i % 10 == 0 ? "1,2,3\n" : "");
        }
        requireEqual(ingest(text.toString(), 9_000, 2), ingest(text.toString(), WHOLE, 1));
    }

    /** Sends everything through a stream of bytes, as a cluster does. */
    private static final class Travelling implements Tasks {
        @Override
        public <T extends Serializable, R extends Serializable> List<R> map(
                String what, List<T> items, Task<T, R> task) {
            List<R> results = new ArrayList<>();
            for (T item : items) {
                try {
                    results.add(sent(sent(task).run(sent(item))));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
            return results;
        }

        @SuppressWarnings("unchecked")
        private static <X> X sent(X object) throws IOException, ClassNotFoundException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (X) in.readObject();
            }
        }

        @Override
        public void close() {}
    }

    @Test
    void partsAndTheirBooksTravelToExecutorsAndBack() throws IOException {
        String text = dump(700, Steps.NONE);

        assertThat(files(ingest(text, 3_000, new Travelling()))).isEqualTo(files(ingest(text, 3_000, 2)));
    }

    @Test
    void aLargeDumpOfNoKnownFormatIsQuarantined() throws IOException {
        Snapshot snapshot = ingest("nothing that anybody knows\n".repeat(200), 1_000, 2);

        assertThat(table(snapshot, DumpRow.class)).singleElement().asString().contains("status=quarantined");
    }

    @Test
    void anyNumberOfCoresGivesTheSameBytes() throws IOException {
        String text = dump(1_500, Steps.NONE);
        List<String> one = files(ingest(text, 3_000, 1));

        assertThat(one).hasSizeGreaterThan(8);
        assertThat(files(ingest(text, 3_000, 2))).isEqualTo(one);
        assertThat(files(ingest(text, 3_000, 7))).isEqualTo(one);
    }
}
