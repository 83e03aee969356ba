package org.bivouac.jobs.dump.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    private static final int TRIES = 50_000;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 5);
    }

    private final Decimals decimals = new Decimals();

    private Decimals.Outcome parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return decimals.parse(bytes, 0, bytes.length, (byte) '.');
    }

    private void same(String text) {
        double wanted = Double.parseDouble(text);
        Decimals.Outcome outcome = parse(text);
        if (Double.isInfinite(wanted)) {
            assertThat(outcome).as(text).isEqualTo(Decimals.Outcome.OVERFLOW);
        } else {
            assertThat(outcome).as(text).isEqualTo(Decimals.Outcome.NUMBER);
            if (Double.doubleToRawLongBits(decimals.value) != Double.doubleToRawLongBits(wanted)) {
                throw new AssertionError(text + " gives " + decimals.value + ", wanted " + wanted);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void printedDoublesAreReadBackToTheBit(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                same(Double.toString(value));
            }
            same(Double.toString((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12) - 4)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCountOfDigitsAndExponentsEqualsTheLibrary(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
            int whole = random.nextInt(14);
            int fraction = random.nextInt(14) + (whole == 0 ? 1 : 0);
            random.ints(whole, '0', '9' + 1).forEach(text::appendCodePoint);
            if (fraction > 0) {
                text.append('.');
                random.ints(fraction, '0', '9' + 1).forEach(text::appendCodePoint);
            }
            if (random.nextInt(3) == 0) {
                text.append(random.nextBoolean() ? "e" : "E").append(random.nextInt(120) - 60);
            }
            same(text.toString());
        }
    }

    /** Half-way cases: 2^53 + 1 and its like lie exactly between two doubles. */
    @ParameterizedTest
    @MethodSource("seeds")
    void halfWayCasesRoundToEven(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES / 10; i++) {
            long odd = (1L << 53) + 1 + 2 * (random.nextLong() >>> 12);
            same(Long.toString(odd));
            same(odd + "e" + (random.nextInt(30) - 6));
            same(new java.math.BigDecimal(odd)
                    .scaleByPowerOfTen(-random.nextInt(8))
                    .toPlainString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "+1",
                ".5",
                "5.",
                "1e0",
                "0e400",
                "1e-400",
                "4.9e-324",
                "1e400",
                "-1e400",
                "179769313486231570000000000000000000000000000000",
                "000000000000000000000000000001.50",
                "0.000000000000000000000000000000123456789012345678",
                "9007199254740993",
                "1e22",
                "1e23",
                "8.5e22"
            })
    void edgesEqualTheLibrary(String text) {
        same(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "-.",
                "e5",
                "1e",
                "1e+",
                "1e5x",
                "0x10",
                "1_000",
                "1.2.3",
                "NaN",
                "Infinity",
                "1f",
                "1d",
                "--1",
                "1 2",
                "1,5",
                "\u00b11",
                "1.#QNAN"
            })
    void whatIsNoDecimalIsNoNumber(String text) {
        assertThat(parse(text)).isEqualTo(Decimals.Outcome.NOT_A_NUMBER);
    }
}
