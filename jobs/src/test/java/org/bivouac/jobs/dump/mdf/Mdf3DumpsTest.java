package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.Told;
import org.bivouac.jobs.dump.mdf.Mdf3Builder.Spec;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.dump.readers.Recording;
import org.bivouac.jobs.dump.readers.SampleDumps;
import org.bivouac.jobs.fault.Fault;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MDF 2 and 3 built block by block: types, byte orders, ids, conversions, and damage. */
class Mdf3DumpsTest {
    private static final int FLOAT64 = 3;
    private static final int ROWS = 50;

    @TempDir
    Path folder;

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    /** Reads a dump, and sees that its parts say the same. */
    private Recording read(byte[] bytes) throws IOException {
        DumpFile file = SampleDumps.write(folder, "t.mdf", bytes);
        Mdf3Reader reader = new Mdf3Reader();
        Recording recording = Recording.of(file, reader);
        assertThat(recording.ledger.discrepancy(bytes.length)).isEmpty();
        for (int wanted : new int[] {1, 100}) {
            Told.parts(reader, file, wanted).requireEqual(Told.whole(reader, file), bytes.length);
        }
        return recording;
    }

    /** One group: a time in ms and a signed number, 10 bytes a record. */
    static byte[] simple(int version, ByteOrder order, String magic, int statedCycles) {
        Mdf3Builder mdf = new Mdf3Builder(version, order);
        ByteBuffer records = mdf.buffer(10 * ROWS);
        for (int i = 0; i < ROWS; i++) {
            records.putDouble(i * 10.0).putShort((short) (i - 20));
        }
        long channels = mdf.channels(
                new Spec("t", 1, 0, 64, FLOAT64, mdf.cc(65_535, "ms")),
                new Spec("temp", 0, 64, 16, 1, mdf.cc(0, "degC", 5, 0.5)));
        long group = mdf.cg(0, channels, 0, 10, statedCycles);
        long link = mdf.dg(0, group, 0, 0, 0);
        long data = mdf.data(records.array());
        byte[] bytes = mdf.build(magic, link);
        ByteBuffer.wrap(bytes).order(order).putInt((int) link + 16, (int) data);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("orders")
    void bothByteOrdersAndTheTimeBasesUnitAreObeyed(ByteOrder order) throws IOException {
        byte[] bytes = simple(330, order, "MDF     ", ROWS);
        Recording read = read(bytes);
        assertThat(read.rejects).isEmpty();
        assertThat(read.rows.get(0)).hasSize(ROWS).startsWith("0.0 0.0 -5.0", "0.01 10.0 -4.5");
        assertThat(read.header.groups().get(0).rateHz()).isEqualTo(100);
        assertThat(read.header.metadata()).containsEntry("author", "an author").containsEntry("version", "3.30");
        DumpFile file = SampleDumps.write(folder, "t.mdf", bytes);
        assertThat(Dumps.standard(List.of()).recognise(file).format()).isEqualTo("mdf3");
    }

    @Test
    void theStartIsLocalLessTheHoursFrom320OnAndZonelessBefore() throws IOException {
        // 1767605400 s after 1970 is 2026-01-05T09:30; three hours ahead of UTC.
        Recording late = read(simple(320, ByteOrder.LITTLE_ENDIAN, "MDF     ", ROWS));
        assertThat(late.header.start()).hasToString("2026-01-05T06:30:00Z");
        assertThat(late.header.clock()).isEqualTo(Clock.UTC);
        Recording early = read(simple(300, ByteOrder.LITTLE_ENDIAN, "MDF     ", ROWS));
        assertThat(early.header.start()).hasToString("2026-01-05T09:30:00Z");
        assertThat(early.header.clock()).isEqualTo(Clock.LOCAL);
    }

    @Test
    void anUnfinishedDumpIsReadToItsEnd() throws IOException {
        byte[] whole = simple(330, ByteOrder.LITTLE_ENDIAN, "UnFinMF ", 0);
        Recording read = read(Arrays.copyOf(whole, whole.length - 3));
        assertThat(read.rows.get(0)).hasSize(ROWS - 1);
        assertThat(read.rejects).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("A1");
            assertThat(fault.byteLength()).isEqualTo(7);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void mixedRecordsAreToldApartByTheirIdsBeforeAndBehind(int ids) throws IOException {
        Mdf3Builder mdf = new Mdf3Builder(330, ByteOrder.LITTLE_ENDIAN);
        ByteBuffer records = mdf.buffer(4 * (8 + ids) + 3 * (12 + ids));
        for (int i = 0; i < 7; i++) {
            int id = i % 2 == 0 ? 7 : 9;
            records.put((byte) id).putFloat(i).putInt(100 + i);
            if (id == 9) {
                records.putInt(-i);
            }
            if (ids == 2) {
                records.put((byte) id);
            }
        }
        long first = mdf.channels(new Spec("t", 1, 0, 32, 2, 0), new Spec("a", 0, 32, 32, 0, 0));
        long second = mdf.channels(
                new Spec("t", 1, 0, 32, 2, 0), new Spec("b", 0, 32, 32, 0, 0), new Spec("c", 0, 64, 32, 1, 0));
        long group = mdf.cg(mdf.cg(0, second, 9, 12, 3), first, 7, 8, 4);
        long data = mdf.data(records.array());
        byte[] bytes = mdf.build(mdf.dg(0, group, 0, data, ids));

        Recording read = read(bytes);

        assertThat(read.rejects).isEmpty();
        assertThat(read.rows.get(0))
                .containsExactly("0.0 0.0 100.0", "2.0 2.0 102.0", "4.0 4.0 104.0", "6.0 6.0 106.0");
        assertThat(read.rows.get(1)).containsExactly("1.0 1.0 101.0 -1.0", "3.0 3.0 103.0 -3.0", "5.0 5.0 105.0 -5.0");
    }

    /** A channel of one unsigned byte with a conversion, read from the bytes 0 to 3. */
    private Recording converted(Mdf3Builder mdf, long conversion) throws IOException {
        long channels = mdf.channels(new Spec("t", 1, 0, 0, 0, 0), new Spec("x", 0, 0, 8, 0, conversion));
        long group = mdf.cg(0, channels, 0, 1, 4);
        long data = mdf.data(new byte[] {0, 1, 2, 3});
        return read(mdf.build(mdf.dg(0, group, 0, data, 0)));
    }

    private static Mdf3Builder mdf() {
        return new Mdf3Builder(330, ByteOrder.LITTLE_ENDIAN);
    }

    private static List<String> last(Recording read) {
        return read.rows.get(0).stream()
                .map(row -> row.substring(row.indexOf(' ', row.indexOf(' ') + 1) + 1))
                .toList();
    }

    @Test
    void everyConversionOfNumbersIsTheStandardsFormula() throws IOException {
        Mdf3Builder mdf = mdf();
        assertThat(last(converted(mdf, mdf.cc(0, "V", 1, 2)))).containsExactly("1.0", "3.0", "5.0", "7.0");
        mdf = mdf();
        assertThat(last(converted(mdf, mdf.cc(1, "V", 0, 10, 2, 30)))).containsExactly("10.0", "20.0", "30.0", "30.0");
        mdf = mdf();
        assertThat(last(converted(mdf, mdf.cc(2, "V", 0, 10, 3, 30)))).containsExactly("10.0", "10.0", "30.0", "30.0");
        mdf = mdf();
        // (P2 - P4 (x - P5 - P6)) / (P3 (x - P5 - P6) - P1)
        assertThat(last(converted(mdf, mdf.cc(6, "V", -1, 3, 0, 2, 0.5, 0.5))))
                .containsExactly("5.0", "3.0", "1.0", "-1.0");
        mdf = mdf();
        // 7 is called exponential, 8 logarithmic: f(((x - P7) P6 - P3) / P1) / P2
        assertThat(last(converted(mdf, mdf.cc(8, "V", 1, 1, -1, 0, 0, 1, 0))))
                .containsExactly("0.0", "" + StrictMath.log(2), "" + StrictMath.log(3), "" + StrictMath.log(4));
        mdf = mdf();
        assertThat(last(converted(mdf, mdf.cc(7, "V", 1, 1, 0, 0, 0, 1, 0)))).startsWith("1.0", "" + StrictMath.exp(1));
        mdf = mdf();
        // (P1 x² + P2 x + P3) / (P4 x² + P5 x + P6)
        assertThat(last(converted(mdf, mdf.cc(9, "V", 1, 0, 2, 0, 0, 2)))).containsExactly("1.0", "1.5", "3.0", "5.5");
        mdf = mdf();
        byte[] formula = Arrays.copyOf("X1 * X1 - 1".getBytes(StandardCharsets.US_ASCII), 256);
        assertThat(last(converted(mdf, mdf.cc(10, "V", 256, formula)))).containsExactly("-1.0", "0.0", "3.0", "8.0");
    }

    @Test
    void tablesOfTextsGiveTheNumberAndTheText() throws IOException {
        Mdf3Builder mdf = mdf();
        ByteBuffer table = mdf.buffer(80);
        table.putDouble(1).put("on".getBytes(StandardCharsets.US_ASCII));
        table.position(40);
        table.putDouble(3).put("fault".getBytes(StandardCharsets.US_ASCII));
        assertThat(last(converted(mdf, mdf.cc(11, "", 2, table.array()))))
                .containsExactly("0.0 null", "1.0 on", "2.0 null", "3.0 fault");

        mdf = mdf();
        long other = mdf.tx("other");
        long middle = mdf.tx("middle");
        ByteBuffer ranges = mdf.buffer(40);
        ranges.putDouble(0)
                .putDouble(0)
                .putInt((int) other)
                .putDouble(1)
                .putDouble(2)
                .putInt((int) middle);
        assertThat(last(converted(mdf, mdf.cc(12, "", 2, ranges.array()))))
                .containsExactly("0.0 other", "1.0 middle", "2.0 middle", "3.0 other");
    }

    @Test
    void aTimeBaseWithoutBitsCountsByItsPeriod() throws IOException {
        assertThat(converted(mdf(), 0).rows.get(0))
                .extracting(row -> row.split(" ")[0])
                .containsExactly("0.0", "0.5", "1.0", "1.5");
    }

    @Test
    void textsBytesDatesAndOddBitsAreRead() throws IOException {
        Mdf3Builder mdf = mdf();
        ByteBuffer record = mdf.buffer(4 + 3 + 7 + 6 + 2 + 2);
        record.put(new byte[] {'a', (byte) 0xE9, 0, 'x'}).put(new byte[] {1, (byte) 0xAB, 3});
        // CANopen: 30,500 ms, minute 29, hour 6, day 5, month 1, year 26; 6 h in ms and 15,345 days after 1984.
        record.putShort((short) 30_500)
                .put(new byte[] {29, 6, 5, 1, 26})
                .putInt(6 * 3_600_000)
                .putShort((short) 15_345);
        record.put(new byte[] {0x12, 0x34}).putShort((short) 0b0000_0111_1010_0000);
        long channels = mdf.channels(
                new Spec("t", 1, 0, 0, 0, 0),
                new Spec("s", 0, 0, 32, 7, 0),
                new Spec("b", 0, 32, 24, 8, 0),
                new Spec("d", 0, 56, 56, 8, mdf.cc(132, "")),
                new Spec("c", 0, 112, 48, 8, mdf.cc(133, "")),
                new Spec("be", 0, 160, 16, 9, 0),
                new Spec("odd", 0, 176 + 5, 6, 13, 0),
                new Spec("signed", 0, 176 + 5, 6, 14, 0));
        long group = mdf.cg(0, channels, 0, record.capacity(), 1);
        long data = mdf.data(record.array());

        Recording read = read(mdf.build(mdf.dg(0, group, 0, data, 0)));

        assertThat(read.rejects).isEmpty();
        assertThat(read.rows.get(0))
                .containsExactly(
                        "0.0 0.0 a\u00e9 01AB03 2026-01-05T06:29:30.500 2026-01-05T06:00:00.000 4660.0 61.0 -3.0");
    }

    @Test
    void whatIsNotReadIsNamedWithItsCodeAndTheOthersAre() throws IOException {
        Mdf3Builder mdf = mdf();
        long good = mdf.cn(new Spec("good", 0, 0, 8, 0, 0), 0, mdf.cd(2));
        long odd = mdf.cn(new Spec("odd", 0, 0, 8, 0, mdf.cc(44, "V")), good, 0);
        long far = mdf.cn(new Spec("far", 0, 60, 8, 0, 0), odd, 0);
        long vax = mdf.cn(new Spec("vax", 0, 0, 32, 4, 0), far, 0);
        long time = mdf.cn(new Spec("t", 1, 0, 0, 0, 0), vax, 0);
        long trigger = mdf.tr(mdf.tx("button"), 1.5, 0.5, 2);
        long group = mdf.cg(0, time, 0, 4, 1);
        long data = mdf.data(new byte[] {9, 0, 0, 0});

        Recording read = read(mdf.build(mdf.dg(0, group, trigger, data, 0)));

        assertThat(read.rows.get(0)).containsExactly("0.0 0.0 9.0");
        assertThat(read.rejects)
                .extracting(Fault::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("'vax'", "data type 4, a VAX float"),
                        reason -> assertThat(reason).contains("'far'", "lie outside the record of 4 bytes"),
                        reason -> assertThat(reason).contains("'odd'", "conversion of type 44"));
        assertThat(read.header.metadata())
                .containsEntry("dependency good", "2 channels, type 1")
                .containsEntry("trigger 0.1", "1.5 s, 0.5 s before and 2.0 s after: button");
    }

    @Test
    void chainsThatComeBackAndLinksThatLeadNowhereAreTold() throws IOException {
        byte[] bytes = simple(330, ByteOrder.LITTLE_ENDIAN, "MDF     ", ROWS);
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int dataGroup = file.getInt(64 + 4);
        file.putInt(dataGroup + 4, dataGroup);
        assertThat(read(bytes).rejects).extracting(Fault::rule).containsExactly("C1");
        file.putInt(dataGroup + 4, 0x7FFF_0000);
        Recording read = read(bytes);
        assertThat(read.rows.get(0)).hasSize(ROWS);
        assertThat(read.rejects).extracting(Fault::rule).containsExactly("C1");
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aDumpCutAnywhereGivesAPrefixAndItsBytesAddUp(ByteOrder order) throws IOException {
        byte[] bytes = simple(330, order, "MDF     ", ROWS);
        List<String> whole = read(bytes).rows.get(0);
        for (int cut = bytes.length - 1; cut > 0; cut -= cut > bytes.length - 60 ? 1 : 7) {
            try {
                Recording part = read(Arrays.copyOf(bytes, cut));
                assertThat(part.rows.get(0))
                        .isEqualTo(whole.subList(0, part.rows.get(0).size()));
                assertThat(part.rejects).as("cut at %d", cut).isNotEmpty();
            } catch (DumpException refused) {
                assertThat(refused.fault().rule()).isIn("A2", "C1");
            }
        }
    }

    @Test
    void mutantsNeverCrashNorHangAndEveryByteIsAccountedFor() {
        mutateAndRead(400);
    }

    @Tag("slow")
    @Test
    void manyMutantsNeverCrashNorHangAndEveryByteIsAccountedFor() {
        mutateAndRead(20_000);
    }

    private void mutateAndRead(int mutants) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(mutants), () -> {
            byte[] plain = simple(330, ByteOrder.LITTLE_ENDIAN, "MDF     ", ROWS);
            for (int seed = 0; seed < mutants; seed++) {
                Random random = new Random(seed);
                byte[] mutant = plain.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    int at = random.nextInt(mutant.length - 8);
                    if (random.nextBoolean()) {
                        mutant[at] ^= (byte) (1 << random.nextInt(8));
                    } else {
                        int from = random.nextInt(mutant.length - 8);
                        System.arraycopy(mutant, from, mutant, at, 1 + random.nextInt(8));
                    }
                }
                try {
                    read(mutant);
                } catch (DumpException refused) {
                    assertThat(refused.fault().message()).startsWith("t.mdf").doesNotContain("\n");
                } catch (RuntimeException crash) {
                    throw new AssertionError("seed " + seed, crash);
                }
            }
        });
    }

    @Test
    void aHeaderWithoutRecordsIsEmpty() {
        assertThatThrownBy(() -> read(simple(330, ByteOrder.LITTLE_ENDIAN, "MDF     ", 0)))
                .hasMessageContaining("A2: empty");
    }
}
