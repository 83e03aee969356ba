package org.bivouac.jobs.simulate.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed bytes against Java's own inflater, which is another program. */
class DeflateTest {
    private final Deflate deflate = new Deflate();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsPackedUnpacksToTheSameBytes(long seed) throws DataFormatException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int length : new int[] {0, 1, 2, 3, 7, 8, 9, 300, 4096, 100_000, 1 << 20}) {
            for (int kind = 0; kind < 5; kind++) {
                byte[] bytes = bytes(random, length, kind);
                for (int period : new int[] {1, 2, 40, 291, 100_000}) {
                    unpacks(bytes, deflate.pack(bytes, length, period));
                }
            }
        }
    }

    private void unpacks(byte[] bytes, int size) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(deflate.packed(), 0, size);
        byte[] again = new byte[bytes.length + 1];
        assertThat(inflater.inflate(again)).isEqualTo(bytes.length);
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isZero();
        assertThat(Arrays.equals(again, 0, bytes.length, bytes, 0, bytes.length))
                .isTrue();
        inflater.end();
    }

    /** Records as loggers write them: a clock, numbers of two decimals as doubles, slow walks as 16 bits, noise as floats. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void recordsPackAsSmallWhereOnlySomeOfTheirColumnsAreSearched(long seed) throws DataFormatException {
        SplittableRandom random = new SplittableRandom(seed);
        int recordBytes = 8 + 10 * 8 + 10 * 2 + 10 * 4;
        ByteBuffer records = ByteBuffer.allocate(1000 * recordBytes).order(ByteOrder.LITTLE_ENDIAN);
        double[] level = new double[20];
        for (int row = 0; row < 1000; row++) {
            records.putDouble(row / 100.0);
            for (int c = 0; c < 20; c++) {
                level[c] += random.nextDouble() - 0.5;
            }
            for (int c = 0; c < 10; c++) {
                records.putDouble(Math.rint(level[c] * 100) / 100);
                records.putShort((short) (level[10 + c] * 10));
                records.putFloat(random.nextFloat());
            }
        }
        byte[] bytes = records.array();
        int everywhere = deflate.pack(bytes, bytes.length, 1);
        int columns = deflate.pack(bytes, bytes.length, recordBytes);
        unpacks(bytes, columns);
        assertThat(columns).isLessThan(everywhere * 103 / 100);
        assertThat(columns).isLessThan(bytes.length * 8 / 10);
    }

    /** Noise, one byte, few bytes, slow walks as records, and Fibonacci counts that need the longest codes. */
    private static byte[] bytes(SplittableRandom random, int length, int kind) {
        byte[] bytes = new byte[length];
        double level = 0;
        for (int i = 0; i < length; i++) {
            level += random.nextDouble() - 0.5;
            bytes[i] = (byte)
                    switch (kind) {
                        case 0 -> random.nextInt();
                        case 1 -> 7;
                        case 2 -> random.nextInt(4);
                        case 3 -> (int) level >> (i % 2 * 8);
                        default -> Long.numberOfTrailingZeros(random.nextLong() | 1L << 40);
                    };
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void packsNearlyAsSmallAsZlibsFastestLevel(int kind) {
        byte[] bytes = bytes(new SplittableRandom(99), 1 << 20, kind);
        Deflater fastest = new Deflater(1);
        fastest.setInput(bytes);
        fastest.finish();
        int zlib = fastest.deflate(new byte[2 << 20]);
        fastest.end();
        assertThat(deflate.pack(bytes, bytes.length, 1)).isLessThan(zlib * 6 / 5);
    }
}
