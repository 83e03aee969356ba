package org.bivouac.jobs.dump.can.dbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Coding;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A compiled message against a decoder that goes bit by bit, and what is missing when. */
class MessagePlanTest {
    private static final String HEAD = "VERSION \"\"\nBS_:\nBU_: A\n";

    private static DbcMessage message(String signals) {
        return Dbc.of((HEAD + signals).getBytes(StandardCharsets.UTF_8))
                .messages()
                .get(0);
    }

    /** Decodes one payload; a row of numbers. */
    private static double[] numbers(MessagePlan plan, byte... payload) {
        double[][] numbers = new double[plan.signals().size()][1];
        plan.decode(payload, payload.length, numbers, new String[numbers.length][1], 0);
        return IntStream.range(0, numbers.length)
                .mapToDouble(s -> numbers[s][0])
                .toArray();
    }

    private static String[] texts(MessagePlan plan, byte... payload) {
        String[][] texts = new String[plan.signals().size()][1];
        plan.decode(payload, payload.length, new double[texts.length][1], texts, 0);
        return IntStream.range(0, texts.length).mapToObj(s -> texts[s][0]).toArray(String[]::new);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySignalIsWhatItsBitsSayOneByOne(int seed) {
        Random random = new Random(seed);
        int length = seed % 3 == 0 ? 9 + random.nextInt(56) : 1 + random.nextInt(8);
        StringBuilder text = new StringBuilder("BO_ 100 M: " + length + " A\n");
        StringBuilder types = new StringBuilder();
        for (int s = 0; s < 20; s++) {
            int isFloat = length >= 8 && random.nextInt(5) == 0 ? 1 + random.nextInt(2) : 0;
            int bits = isFloat > 0 ? 32 * isFloat : 1 + random.nextInt(Math.min(64, 8 * length));
            int position = random.nextInt(8 * length - bits + 1);
            boolean intel = random.nextBoolean();
            int start = intel ? position : position / 8 * 8 + 7 - position % 8;
            text.append(String.format(
                    Locale.ROOT,
                    " SG_ S%d : %d|%d@%d%s (%s,%s) [0|0] \"\" A\n",
                    s,
                    start,
                    bits,
                    intel ? 1 : 0,
                    random.nextBoolean() ? "-" : "+",
                    random.nextInt(2000) / 1000.0,
                    random.nextInt(200) - 100));
            if (isFloat > 0) {
                types.append("SIG_VALTYPE_ 100 S" + s + " : " + isFloat + ";\n");
            }
        }
        DbcMessage message = message(text.toString() + types);
        assertThat(message.signals()).hasSize(20);
        MessagePlan plan = new MessagePlan(message);
        for (int n = 0; n < 20; n++) {
            byte[] payload = new byte[n == 19 ? random.nextInt(length + 1) : length];
            random.nextBytes(payload);
            assertThat(numbers(plan, payload))
                    .as("%s of %s", message, HexFormat.of().formatHex(payload))
                    .containsExactly(message.signals().stream()
                            .mapToDouble(signal -> slow(signal, payload))
                            .toArray());
        }
    }

    /** The value of a signal by walking from bit to bit as the format's numbering goes. */
    private static double slow(DbcSignal signal, byte[] payload) {
        BigInteger raw = BigInteger.ZERO;
        int bit = signal.start();
        for (int n = 0; n < signal.bits(); n++) {
            if (bit / 8 >= payload.length) {
                return Double.NaN;
            }
            int value = payload[bit / 8] >> bit % 8 & 1;
            if (signal.order() == Order.INTEL) {
                raw = raw.add(BigInteger.valueOf(value).shiftLeft(n));
                bit++;
            } else {
                raw = raw.shiftLeft(1).add(BigInteger.valueOf(value));
                bit = bit % 8 == 0 ? bit + 15 : bit - 1;
            }
        }
        if (signal.coding() == Coding.FLOAT32) {
            return Float.intBitsToFloat(raw.intValue()) * signal.factor() + signal.offset();
        } else if (signal.coding() == Coding.FLOAT64) {
            return Double.longBitsToDouble(raw.longValue()) * signal.factor() + signal.offset();
        } else if (signal.coding() == Coding.SIGNED && raw.testBit(signal.bits() - 1)) {
            raw = raw.subtract(BigInteger.ONE.shiftLeft(signal.bits()));
        }
        return raw.doubleValue() * signal.factor() + signal.offset();
    }

    @Test
    void aMotorolaSignalStartsAtItsMostSignificantBitAndAnIntelOneAtItsLeast() {
        // 0x3210 as 16 bits over the first two bytes, in both orders
        MessagePlan plan = new MessagePlan(message(
                "BO_ 1 M: 2 A\n SG_ Big : 7|16@0+ (1,0) [0|0] \"\" A\n SG_ Little : 0|16@1+ (1,0) [0|0] \"\" A\n"));
        assertThat(numbers(plan, bytes(0x32, 0x10))).containsExactly(0x3210, 0x1032);
    }

    @Test
    void aSignalThatItsMultiplexerDoesNotNameIsMissing() {
        MessagePlan plan = new MessagePlan(message("BO_ 1 M: 2 A\n SG_ Mode M : 0|8@1+ (1,0) [0|0] \"\" A\n"
                + " SG_ A m1 : 8|8@1+ (1,0) [0|0] \"\" A\n SG_ B m2 : 8|8@1- (2,1) [0|0] \"\" A\n"));
        assertThat(numbers(plan, bytes(1, 200))).containsExactly(1, 200, Double.NaN);
        assertThat(numbers(plan, bytes(2, 0xFF))).containsExactly(2, Double.NaN, -1);
        assertThat(numbers(plan, bytes(3, 7))).containsExactly(3, Double.NaN, Double.NaN);
    }

    @Test
    void aCascadeNeedsEveryMultiplexerAndRangesNameManyValues() {
        MessagePlan plan = new MessagePlan(message("BO_ 1 M: 3 A\n SG_ Leaf m0 : 16|8@1+ (1,0) [0|0] \"\" A\n"
                + " SG_ Inner m3M : 8|8@1+ (1,0) [0|0] \"\" A\n SG_ Outer M : 0|8@1+ (1,0) [0|0] \"\" A\n"
                + "SG_MUL_VAL_ 1 Leaf Inner 5-7, 9-9;\nSG_MUL_VAL_ 1 Inner Outer 3-3;\n"));
        assertThat(numbers(plan, bytes(3, 6, 42))).containsExactly(42, 6, 3);
        assertThat(numbers(plan, bytes(3, 9, 42))).containsExactly(42, 9, 3);
        assertThat(numbers(plan, bytes(3, 8, 42))).containsExactly(Double.NaN, 8, 3);
        assertThat(numbers(plan, bytes(4, 6, 42))).containsExactly(Double.NaN, Double.NaN, 4);
    }

    @Test
    void aPayloadThatEndsBeforeASignalLeavesItMissingAndTheOthersThere() {
        MessagePlan plan = new MessagePlan(message(
                "BO_ 1 M: 8 A\n SG_ Head : 0|8@1+ (1,0) [0|0] \"\" A\n" + " SG_ Tail : 8|16@1+ (1,0) [0|0] \"\" A\n"));
        double[][] numbers = new double[2][1];
        assertThat(plan.decode(bytes(5, 6), 2, numbers, new String[2][1], 0)).isEqualTo(1);
        assertThat(numbers[0][0]).isEqualTo(5);
        assertThat(numbers[1][0]).isNaN();
        assertThat(plan.neededBytes()).isEqualTo(3);
    }

    @Test
    void valuesHaveTheirTextsBesideTheNumberAndNoneWhereTheTableHasNone() {
        MessagePlan plan = new MessagePlan(message("BO_ 1 M: 2 A\n SG_ Gear : 0|8@1- (1,0) [0|0] \"\" A\n"
                + " SG_ Map : 8|8@1+ (1,0) [0|0] \"\" A\nVAL_ 1 Gear -1 \"reverse\" 0 \"neutral\" 100 \"park\" ;\n"
                + "VAL_ 1 Map 0 \"dry\" 1 \"wet\" ;\n"));
        assertThat(texts(plan, bytes(0xFF, 1))).containsExactly("reverse", "wet");
        assertThat(texts(plan, bytes(100, 2))).containsExactly("park", null);
        assertThat(numbers(plan, bytes(0xFF, 2))).containsExactly(-1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 16, 32})
    void underJ1939ErrorAndNotAvailableAreMissingAndTheGreatestValidValueIsNot(int bits) {
        // SAE J1939-71, table 1: valid up to 0xFA, 0xFAFF, 0xFAFFFFFF; of two bits 00 and 01
        long greatest = bits == 2 ? 1 : 0xFAFFFFFFL >>> (32 - bits);
        DbcMessage message = message("BO_ 2364540158 EEC1: 8 A\n SG_ S : 8|" + bits + "@1+ (1,0) [0|0] \"\" A\n"
                + "BA_DEF_ BO_ \"VFrameFormat\" ENUM \"StandardCAN\",\"ExtendedCAN\",\"reserved\",\"J1939PG\";\n"
                + "BA_ \"VFrameFormat\" BO_ 2364540158 3;\n");
        assertThat(message.j1939()).isTrue();
        MessagePlan plan = new MessagePlan(message);
        assertThat(numbers(plan, little(greatest))).containsExactly(greatest);
        assertThat(numbers(plan, little(greatest + 1))).containsExactly(Double.NaN);
        assertThat(numbers(plan, little(0xFFFFFFFFL))).containsExactly(Double.NaN);
    }

    private static byte[] little(long value) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 5; i++) {
            bytes[1 + i] = (byte) (value >> (8 * i));
        }
        return bytes;
    }

    @Test
    void declaredLimitsAreNoFilterAndOnlyWhatCanLeaveThemIsWatched() {
        MessagePlan plan = new MessagePlan(message("BO_ 1 M: 2 A\n SG_ Fuel : 0|8@1+ (0.5,0) [0|61] \"l\" A\n"));
        assertThat(plan.hasLimits()).isTrue();
        assertThat(numbers(plan, bytes(125, 0))).containsExactly(62.5);
        assertThat(plan.outside(0, 62.5)).isTrue();
        assertThat(plan.outside(0, 61)).isFalse();
        assertThat(plan.outside(0, Double.NaN)).isFalse();
        assertThat(new MessagePlan(message("BO_ 1 M: 1 A\n SG_ S : 0|8@1- (0.1,0) [-12.8|12.7] \"\" A\n")).hasLimits())
                .isFalse();
    }
}
