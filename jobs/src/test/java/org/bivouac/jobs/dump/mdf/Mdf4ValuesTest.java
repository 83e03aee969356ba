package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import org.bivouac.jobs.dump.mdf.Mdf4Build.Cn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels of every type, data type and conversion, each in the smallest dump that has one (ASAM MDF 4.1). */
class Mdf4ValuesTest {
    @TempDir
    Path folder;

    private Mdf4Build build = new Mdf4Build();

    /** One sorted group of records that begin with a time of eight bytes. */
    private Mdf4Read read(int dataBytes, int invalidBytes, byte[] records, Cn... channels) throws IOException {
        long data = build.records("DT", records);
        long cycles = records.length / (dataBytes + invalidBytes);
        long group = build.group(0, build.channels(channels), "g", 0, cycles, 0, dataBytes, invalidBytes);
        return Mdf4Read.of(folder, build.dump(build.dataGroup(0, group, data, 0)));
    }

    private static byte[] hex(String digits) {
        return java.util.HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static ByteBuffer little(int size) {
        return Mdf4Build.little(size);
    }

    @Test
    void integersOfAnyWidthOffsetAndByteOrderAreTheirBits() throws IOException {
        byte[] record = hex("0000000000000000 3412 FE FF 785634 89ABCDEF01234567 FF");
        Mdf4Read read = read(
                24,
                0,
                java.util.Arrays.copyOf(record, 24),
                Cn.time(),
                new Cn("u16", 0, 8, 16),
                new Cn("u16be", 1, 8, 16),
                new Cn("i8", 2, 10, 8),
                new Cn("i24", 2, 12, 24),
                new Cn("u12at4", 0, 8, 4, 12),
                new Cn("i12at4", 2, 10, 4, 12),
                new Cn("u20be", 1, 12, 4, 20),
                new Cn("i64", 2, 15, 64),
                new Cn("u64be", 1, 15, 64),
                new Cn("u64at4", 0, 15, 4, 64),
                new Cn("bit", 0, 8, 2, 1));

        assertThat(read.column("u16")).containsExactly((double) 0x1234);
        assertThat(read.column("u16be")).containsExactly((double) 0x3412);
        assertThat(read.column("i8")).containsExactly(-2.0);
        assertThat(read.column("i24")).containsExactly((double) 0x345678);
        assertThat(read.column("u12at4")).containsExactly((double) 0x123);
        assertThat(read.column("i12at4")).containsExactly(-1.0);
        assertThat(read.column("u20be")).containsExactly((double) 0x78563);
        assertThat(read.column("i64")).containsExactly((double) 0x67452301EFCDAB89L);
        assertThat(read.column("u64be"))
                .containsExactly(new java.math.BigInteger("89ABCDEF01234567", 16).doubleValue());
        assertThat(read.column("u64at4"))
                .containsExactly(new java.math.BigInteger("F67452301EFCDAB8", 16).doubleValue());
        assertThat(read.column("bit")).containsExactly(1.0);
        assertThat(read.rejects).isEmpty();
    }

    @Test
    void floatsOf16And32And64BitsAreReadInBothByteOrders() throws IOException {
        // 1.5, -2 and the least and greatest of binary16 (IEEE 754-2008, table 3.5).
        ByteBuffer record = little(8 + 2 + 2 + 2 + 2 + 4 + 4 + 8);
        record.putDouble(0)
                .putShort((short) 0x3E00)
                .put(hex("C000"))
                .putShort((short) 1)
                .putShort((short) 0x7BFF);
        record.putFloat(-0.1f)
                .put(hex("3DCCCCCD"))
                .put(ByteBuffer.allocate(8).putDouble(Math.PI).array());
        Mdf4Read read = read(
                32,
                0,
                record.array(),
                Cn.time(),
                new Cn("half", 4, 8, 16),
                new Cn("halfBe", 5, 10, 16),
                new Cn("least", 4, 12, 16),
                new Cn("greatest", 4, 14, 16),
                new Cn("single", 4, 16, 32),
                new Cn("singleBe", 5, 20, 32),
                new Cn("doubleBe", 5, 24, 64));

        assertThat(read.column("half")).containsExactly(1.5);
        assertThat(read.column("halfBe")).containsExactly(-2.0);
        assertThat(read.column("least")).containsExactly(0x1p-24);
        assertThat(read.column("greatest")).containsExactly(65504.0);
        assertThat(read.column("single")).containsExactly((double) -0.1f);
        assertThat(read.column("singleBe")).containsExactly((double) 0.1f);
        assertThat(read.column("doubleBe")).containsExactly(Math.PI);
    }

    @Test
    void textsBytesDatesAndComplexNumbersAreShown() throws IOException {
        ByteBuffer record = little(8 + 4 + 6 + 6 + 6 + 3 + 7 + 6 + 8);
        record.putDouble(0).put(new byte[] {'a', (byte) 0xe9, 0, 'x'});
        record.put("zé€".getBytes(StandardCharsets.UTF_8));
        record.put("ab€".getBytes(StandardCharsets.UTF_16LE)).put("ab€".getBytes(StandardCharsets.UTF_16BE));
        record.put(hex("00FF7A"));
        // 59.999 s, 30 min, 23 h with the bit of summer time, 31st and a Friday, December, 99 (CiA 301).
        record.put(hex("5FEA 1E 97 BF 0C 63"));
        record.putInt(86_399_999).putShort((short) 366);
        record.putFloat(1.25f).putFloat(-2.5f);
        Mdf4Read read = read(
                54,
                0,
                record.array(),
                Cn.time(),
                new Cn("latin", 6, 8, 32),
                new Cn("utf8", 7, 12, 48),
                new Cn("utf16", 8, 18, 48),
                new Cn("utf16be", 9, 24, 48),
                new Cn("bytes", 10, 30, 24),
                new Cn("mime", 11, 30, 24),
                new Cn("date", 13, 33, 56),
                new Cn("time", 14, 40, 48),
                new Cn("z", 15, 46, 64));

        assertThat(read.column("latin")).containsExactly("aé");
        assertThat(read.column("utf8")).containsExactly("zé€");
        assertThat(read.column("utf16")).containsExactly("ab€");
        assertThat(read.column("utf16be")).containsExactly("ab€");
        assertThat(read.column("bytes")).containsExactly("00FF7A");
        assertThat(read.column("mime")).containsExactly("00FF7A");
        assertThat(read.column("date")).containsExactly("1999-12-31T23:30:59.999");
        assertThat(read.column("time")).containsExactly("1985-01-01T23:59:59.999");
        assertThat(read.column("z.re")).containsExactly(1.25);
        assertThat(read.column("z.im")).containsExactly(-2.5);
        assertThat(read.rejects).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreMissingAndCounted() throws IOException {
        Mdf4Read read = read(10, 0, hex("0000000000000000 C328"), Cn.time(), new Cn("text", 7, 8, 16));

        assertThat(read.column("text")).containsExactly((Object) null);
        assertThat(read.reasons()).singleElement().asString().startsWith("B1: ").contains("'text'");
    }

    private byte[] countedRecords(int from, int count) {
        ByteBuffer records = little(16 * count);
        for (int i = 0; i < count; i++) {
            records.putDouble(i).putDouble(from + i);
        }
        return records.array();
    }

    private List<Object> converted(int from, int count, ToLongFunction<Mdf4Build> how, boolean whole)
            throws IOException {
        build = new Mdf4Build();
        long conversion = how.applyAsLong(build);
        Cn x = whole ? new Cn("x", 2, 8, 64) : new Cn("x", 4, 8, 64);
        ByteBuffer records = little(16 * count);
        for (int i = 0; i < count; i++) {
            records.putDouble(i);
            if (whole) {
                records.putLong(from + i);
            } else {
                records.putDouble(from + i);
            }
        }
        Mdf4Read read = read(16, 0, records.array(), Cn.time(), x.conversion(conversion));
        assertThat(read.rejects).isEmpty();
        return read.names().contains("x.text") ? read.column("x.text") : read.column("x");
    }

    @Test
    void numbersAreConvertedByLinesQuotientsAndFormulas() throws IOException {
        assertThat(converted(0, 3, b -> b.conversion(1, new double[] {10, 2}), false))
                .containsExactly(10.0, 12.0, 14.0);
        assertThat(converted(0, 3, b -> b.conversion(2, new double[] {1, 2, 3, 0, 1, 1}), false))
                .containsExactly(3.0, 3.0, 11.0 / 3);
        assertThat(converted(0, 3, b -> b.conversion(3, new double[0], b.text("2*X + pow(X, 3) - 1")), false))
                .containsExactly(-1.0, 2.0, 11.0);
    }

    @Test
    void tablesInterpolateOrTakeTheNearestAndClampAtTheirEnds() throws IOException {
        double[] table = {0, 100, 2, 300, 4, 200};
        assertThat(converted(-1, 7, b -> b.conversion(4, table), false))
                .containsExactly(100.0, 100.0, 200.0, 300.0, 250.0, 200.0, 200.0);
        assertThat(converted(-1, 7, b -> b.conversion(5, table), false))
                .containsExactly(100.0, 100.0, 100.0, 300.0, 300.0, 200.0, 200.0);
    }

    @Test
    void rangesHaveTheirUpperEndForWholeNumbersOnly() throws IOException {
        double[] ranges = {0, 2, 10, 3, 5, 20, -7};
        assertThat(converted(-1, 8, b -> b.conversion(6, ranges), true))
                .containsExactly(-7.0, 10.0, 10.0, 10.0, 20.0, 20.0, 20.0, -7.0);
        assertThat(converted(-1, 8, b -> b.conversion(6, ranges), false))
                .containsExactly(-7.0, 10.0, 10.0, -7.0, 20.0, 20.0, -7.0, -7.0);
    }

    @Test
    void textsStandBesideTheNumberAndNumbersWithoutOneHaveNone() throws IOException {
        assertThat(converted(0, 4, b -> b.conversion(7, new double[] {1, 0}, b.text("on"), b.text("off"), 0), true))
                .containsExactly("off", "on", null, null);
        assertThat(converted(
                        0,
                        4,
                        b -> b.conversion(7, new double[] {1, 0}, b.text("on"), b.text("off"), b.text("?")),
                        true))
                .containsExactly("off", "on", "?", "?");
        assertThat(converted(
                        0, 4, b -> b.conversion(8, new double[] {0, 1, 2, 2}, b.text("off"), b.text("on"), 0), true))
                .containsExactly("off", "off", "on", null);
    }

    @Test
    void aTableOfTextsWithAScaleHasItsNumbersScaledAndItsTextsBeside() throws IOException {
        long scale = build.conversion(1, new double[] {0, 0.5});
        long error = build.text("error");
        long table = build.conversion(7, new double[] {254, 255}, error, build.text("not available"), scale);
        Mdf4Read read = read(
                9,
                0,
                hex("0000000000000000 0A 0000000000000000 FE 0000000000000000 FF"),
                Cn.time(),
                new Cn("x", 0, 8, 8).conversion(table));

        assertThat(read.column("x")).containsExactly(5.0, null, null);
        assertThat(read.column("x.text")).containsExactly(null, "error", "not available");
    }

    @Test
    void groupsOfBitsAreNamedAndJoined() throws IOException {
        long gear = build.conversion(
                build.text("gear"), 7, new double[] {0, 1}, build.text("neutral"), build.text("first"), 0);
        long lamp = build.conversion(7, new double[] {16}, build.text("lamp on"), 0);
        double mask = Double.longBitsToDouble(0xF);
        double bit4 = Double.longBitsToDouble(0x10);
        long table = build.conversion(11, new double[] {mask, bit4}, gear, lamp);
        Mdf4Read read = read(
                16,
                0,
                hex("0000000000000000 11000000000000FF 0000000000000000 0000000000000080"),
                Cn.time(),
                new Cn("x", 0, 8, 64).conversion(table));

        assertThat(read.column("x.text")).containsExactly("gear = first|lamp on", "gear = neutral");
    }

    @Test
    void textsBecomeNumbersOrOtherTexts() throws IOException {
        byte[] records = hex("0000000000000000 4100 0000000000000000 4200 0000000000000000 4300");
        long a = build.text("A");
        long b = build.text("B");
        long numbers = build.conversion(9, new double[] {1, 2, -1}, a, b);
        long texts = build.conversion(10, new double[0], a, build.text("Anna"), b, build.text("Berta"), 0);
        Mdf4Read read = read(
                10,
                0,
                records,
                Cn.time(),
                new Cn("n", 6, 8, 16).conversion(numbers),
                new Cn("s", 6, 8, 16).conversion(texts));

        assertThat(read.column("n")).containsExactly(1.0, 2.0, -1.0);
        assertThat(read.column("n.text")).containsExactly("A", "B", "C");
        assertThat(read.column("s")).containsExactly("Anna", "Berta", null);
        assertThat(read.column("s.raw")).containsExactly("A", "B", "C");
    }

    @Test
    void aValueWhoseInvalidationBitIsSetIsMissing() throws IOException {
        byte[] records = hex("0000000000000000 01 4100 02  0000000000000000 02 4200 80  0000000000000000 03 4300 00");
        Mdf4Read read = read(
                11,
                1,
                records,
                Cn.time(),
                new Cn("x", 0, 8, 8).invalid(1),
                new Cn("s", 6, 9, 16).invalid(7),
                new Cn("never", 0, 8, 8).flags(1),
                new Cn("always", 0, 8, 8));

        assertThat(read.column("x")).containsExactly(null, 2.0, 3.0);
        assertThat(read.column("s")).containsExactly("A", null, "C");
        assertThat(read.column("never")).containsExactly(null, null, null);
        assertThat(read.column("always")).containsExactly(1.0, 2.0, 3.0);
        assertThat(read.rejects).isEmpty();
    }

    @Test
    void virtualChannelsAreTheConvertedNumberOfTheRecord() throws IOException {
        long tenth = build.conversion(1, new double[] {0, 0.1});
        Mdf4Read read = read(
                1,
                0,
                new byte[] {5, 6, 7},
                new Cn("t", 0, 0, 0).type(3, 1).conversion(tenth),
                new Cn("i", 0, 0, 0).type(6, 0),
                new Cn("x", 0, 0, 8));

        assertThat(read.seconds.get("g [0]")).containsExactly(0.0, 0.1, 0.2);
        assertThat(read.header.groups().get(0).rateHz()).isEqualTo(10);
        assertThat(read.column("i")).containsExactly(0.0, 1.0, 2.0);
        assertThat(read.column("x")).containsExactly(5.0, 6.0, 7.0);
    }

    @Test
    void aMasterThatIsNoTimeGivesNoTime() throws IOException {
        Mdf4Read read =
                read(9, 0, hex("0000000000000000 01"), new Cn("angle", 4, 0, 64).type(2, 2), new Cn("x", 0, 8, 8));

        assertThat(read.seconds.get("g [0]")).containsExactly(Double.NaN);
        assertThat(read.column("angle")).containsExactly(0.0);
    }

    @Test
    void aChannelOfMaximumLengthHasAsManyBytesAsAnotherSays() throws IOException {
        long size = build.channels(new Cn("size", 0, 8, 8));
        Mdf4Read read = read(
                12,
                0,
                hex("0000000000000000 02 AABBCC 0000000000000000 03 AABBCC"),
                Cn.time(),
                new Cn("data", 10, 9, 24).type(5, 0).data(size));

        assertThat(read.column("data")).containsExactly("AABB", "AABBCC");
    }

    @Test
    void structuresAreTheirMembersAndArraysTheirElements() throws IOException {
        long members = build.channels(new Cn("s.a", 0, 8, 8), new Cn("b", 0, 9, 8));
        long matrix = build.array(0, 0, 0, 1, 0, new int[] {2, 3});
        long inverse = build.array(0, 0, 64, 1, 0, new int[] {2, 3});
        long ofStructs =
                build.array(build.channels(new Cn("q.x", 0, 8, 8), new Cn("q.y", 0, 9, 8)), 0, 0, 2, 0, new int[] {3});
        Mdf4Read read = read(
                14,
                0,
                hex("0000000000000000 000102030405"),
                Cn.time(),
                new Cn("s", 10, 8, 16).composition(members),
                new Cn("m", 0, 8, 8).composition(matrix),
                new Cn("c", 0, 8, 8).composition(inverse),
                new Cn("q", 10, 8, 16).composition(ofStructs));

        assertThat(read.names())
                .contains("s.a", "s.b", "m[0][0]", "m[1][2]", "q[2].y")
                .doesNotContain("s", "m", "q");
        assertThat(read.column("s.b")).containsExactly(1.0);
        assertThat(read.column("m[0][2]")).containsExactly(2.0);
        assertThat(read.column("m[1][0]")).containsExactly(3.0);
        assertThat(read.column("c[1][0]")).containsExactly(1.0);
        assertThat(read.column("c[0][2]")).containsExactly(4.0);
        assertThat(read.column("q[2].x")).containsExactly(4.0);
        assertThat(read.column("q[2].y")).containsExactly(5.0);
    }

    @Test
    void whatCannotBeReadIsNamedAndNeverZero() throws IOException {
        long dynamic = build.array(0, 0, 1, 1, 0, new int[] {2});
        long apart = build.array(0, 2, 0, 1, 0, new int[] {2});
        long variant = build.block("CV", new long[] {0}, new byte[8]);
        Mdf4Read read = read(
                9,
                0,
                hex("0000000000000000 07"),
                Cn.time(),
                new Cn("good", 0, 8, 8),
                new Cn("type 7", 0, 8, 8).type(7, 0),
                new Cn("data type 18", 18, 8, 8),
                new Cn("f24", 4, 0, 24),
                new Cn("u65", 0, 0, 65),
                new Cn("beyond", 0, 9, 8),
                new Cn("no values", 10, 0, 64).type(1, 0),
                new Cn("no size", 10, 0, 64).type(5, 0),
                new Cn("conversion 12", 0, 8, 8).conversion(build.conversion(12, new double[0])),
                new Cn("bad formula", 0, 8, 8).conversion(build.conversion(3, new double[0], build.text("run(X)"))),
                new Cn("unsorted table", 0, 8, 8).conversion(build.conversion(4, new double[] {1, 1, 0, 0})),
                new Cn("number as text", 0, 8, 8).conversion(build.conversion(9, new double[] {1})),
                new Cn("text as number", 6, 8, 8).conversion(build.conversion(1, new double[] {0, 1})),
                new Cn("bit outside", 0, 8, 8).invalid(3),
                new Cn("dynamic", 0, 8, 8).composition(dynamic),
                new Cn("apart", 0, 8, 8).composition(apart),
                new Cn("variant", 10, 8, 8).composition(variant));

        assertThat(read.names())
                .containsExactly(
                        "t",
                        "good",
                        "conversion 12.raw",
                        "bad formula.raw",
                        "unsorted table.raw",
                        "number as text.raw",
                        "text as number.raw",
                        "variant");
        for (String name : new String[] {
            "type 7",
            "data type 18",
            "f24",
            "u65",
            "beyond",
            "no values",
            "no size",
            "conversion 12",
            "bad formula",
            "unsorted table",
            "number as text",
            "text as number",
            "bit outside",
            "dynamic",
            "apart",
            "variant"
        }) {
            assertThat(read.rejects)
                    .anySatisfy(fault -> assertThat(fault.message()).contains("C4", "channel '" + name + "'"));
        }
        assertThat(read.rejects).hasSize(16);
    }

    @Test
    void aTimeBaseInAnotherUnitIsBelieved() throws IOException {
        Mdf4Read read = read(16, 0, countedRecords(0, 2), Cn.time().unit(build.text("ms")), new Cn("x", 4, 8, 64));

        assertThat(read.seconds.get("g [0]")).containsExactly(0.0, 0.001);
        assertThat(read.column("t")).containsExactly(0.0, 1.0);
    }

    @Test
    void aTimeBaseOfTextsHasTheNumbersThatATableMakesOfThemElseNoneAndThatIsNamed() throws IOException {
        long table = build.conversion(9, new double[] {0, 0.5, Double.NaN}, build.text("a"), build.text("b"));
        Mdf4Read read = read(
                1, 0, new byte[] {'a', 'b'}, new Cn("t", 6, 0, 8).type(2, 1).conversion(table));
        assertThat(read.seconds.get("g [0]")).containsExactly(0.0, 0.5);

        build = new Mdf4Build();
        read = read(1, 0, new byte[] {'a', 'b'}, new Cn("t", 6, 0, 8).type(2, 1));
        assertThat(read.column("t")).containsExactly("a", "b");
        assertThat(read.seconds.get("g [0]")).containsExactly(Double.NaN, Double.NaN);
        assertThat(read.rejects).anySatisfy(fault -> assertThat(fault.message()).contains("a time base of text"));
    }
}
