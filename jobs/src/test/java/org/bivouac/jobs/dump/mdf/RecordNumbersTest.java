package org.bivouac.jobs.dump.mdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bivouac.jobs.dump.mdf.RecordNumbers.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordNumbersTest {
    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    /** The number by its definition, bit by bit. */
    private static BigInteger byDefinition(byte[] record, RecordNumbers numbers) {
        BigInteger all = BigInteger.ZERO;
        for (int i = 0; i < numbers.bytes(); i++) {
            int place = numbers.bigEndian() ? i : numbers.bytes() - 1 - i;
            all = all.shiftLeft(8).or(BigInteger.valueOf(record[numbers.byteOffset() + place] & 0xff));
        }
        BigInteger bits = all.shiftRight(numbers.bitOffset())
                .and(BigInteger.ONE.shiftLeft(numbers.bitCount()).subtract(BigInteger.ONE));
        return numbers.coding() == Coding.SIGNED && bits.testBit(numbers.bitCount() - 1)
                ? bits.subtract(BigInteger.ONE.shiftLeft(numbers.bitCount()))
                : bits;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void integersOfEveryWidthOffsetAndOrderAreThoseOfTheDefinition(long seed) {
        Random random = new Random(seed);
        int stride = 9 + random.nextInt(20);
        int count = 5;
        byte[] records = new byte[3 + count * stride + RecordNumbers.SLACK];
        random.nextBytes(records);
        for (int bits = 1; bits <= 64; bits++) {
            for (int offset = 0; offset < 8; offset++) {
                for (Coding coding : List.of(Coding.UNSIGNED, Coding.SIGNED)) {
                    for (boolean bigEndian : new boolean[] {false, true}) {
                        RecordNumbers numbers = new RecordNumbers(coding, bigEndian, 0, offset, bits);
                        double[] found = new double[count];
                        long[] exact = new long[count];
                        numbers.decode(records, 3, stride, count, found);
                        numbers.decodeBits(records, 3, stride, count, exact);
                        for (int i = 0; i < count; i++) {
                            byte[] record = java.util.Arrays.copyOfRange(records, 3 + i * stride, 3 + (i + 1) * stride);
                            BigInteger expected = byDefinition(record, numbers);
                            assertThat(found[i]).as("%s", numbers).isEqualTo(expected.doubleValue());
                            assertThat(exact[i]).as("%s", numbers).isEqualTo(expected.longValue());
                        }
                    }
                }
            }
        }
    }

    @Test
    void allFloatsOf16BitsAreThoseOfTheirDefinition() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            double size = exponent == 0
                    ? Math.scalb((double) (bits & 1023), -24)
                    : Math.scalb(1024.0 + (bits & 1023), exponent - 25);
            double expected = exponent < 31
                    ? size * (bits < 1 << 15 ? 1 : -1)
                    : (bits & 1023) != 0
                            ? Double.NaN
                            : bits < 1 << 15 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            if (Double.compare(RecordNumbers.half(bits), expected) != 0) {
                throw new AssertionError(Integer.toHexString(bits) + " is " + expected);
            }
        }
    }

    @Test
    void infiniteFloatsAreMissingAndAllOthersKeepTheirBits() {
        double[] given = {
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, -0.0, Double.MAX_VALUE, 4.9e-324
        };
        byte[] records = new byte[8 * given.length + RecordNumbers.SLACK];
        for (int i = 0; i < given.length; i++) {
            java.nio.ByteBuffer.wrap(records)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putDouble(8 * i, given[i]);
        }
        double[] found = new double[given.length];
        new RecordNumbers(Coding.FLOAT, false, 0, 0, 64).decode(records, 0, 8, given.length, found);

        assertThat(found).containsExactly(Double.NaN, Double.NaN, Double.NaN, -0.0, Double.MAX_VALUE, 4.9e-324);
    }

    @Test
    void aPlaceOutsideTheRecordIsAnObstacle() {
        assertThat(new RecordNumbers(Coding.UNSIGNED, false, 6, 1, 16).obstacle(8))
                .isPresent();
        assertThat(new RecordNumbers(Coding.UNSIGNED, false, 6, 0, 16).obstacle(8))
                .isEmpty();
        assertThat(new RecordNumbers(Coding.FLOAT, false, 0, 0, 24).obstacle(8)).isPresent();
        assertThatThrownBy(() -> new RecordNumbers(Coding.SIGNED, false, -1, 0, 8))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
