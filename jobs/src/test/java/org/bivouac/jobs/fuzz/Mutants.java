package org.bivouac.jobs.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes damaged bytes of sound ones, the same for the same seed. */
final class Mutants {
    private static final byte[][] TOKENS = {
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
        {0, 0, 0, 0, 0, 0, 0, 0},
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F},
        {0, 0, 0, (byte) 0x80},
        "-1".getBytes(StandardCharsets.US_ASCII),
        "1e308".getBytes(StandardCharsets.US_ASCII),
        "99999999999999999999".getBytes(StandardCharsets.US_ASCII),
        "NaN".getBytes(StandardCharsets.US_ASCII),
        "\"".getBytes(StandardCharsets.US_ASCII),
        "\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        ",,;;\t\t".getBytes(StandardCharsets.US_ASCII),
        {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
        {(byte) 0xE2, (byte) 0x82},
    };

    private Mutants() {}

    /** A mutant of one of the seeds, of at most {@code most} bytes. */
    static byte[] of(List<byte[]> seeds, long seed, int most) {
        Random random = new Random(seed);
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            bytes = change(bytes, seeds, random);
        }
        return bytes.length > most ? Arrays.copyOf(bytes, most) : bytes;
    }

    private static byte[] change(byte[] bytes, List<byte[]> seeds, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> splice(bytes, at, to, new byte[0]);
            case 2 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            case 3 -> splice(bytes, at, at, TOKENS[random.nextInt(TOKENS.length)]);
            case 4 -> {
                byte[] token = TOKENS[random.nextInt(TOKENS.length)];
                yield splice(bytes, at, Math.min(bytes.length, at + token.length), token);
            }
            case 5 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                int from = random.nextInt(other.length + 1);
                yield splice(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
            }
            case 6 -> {
                int far = random.nextInt(bytes.length + 1);
                byte[] moved = Arrays.copyOfRange(bytes, at, to);
                yield splice(bytes, far, Math.min(bytes.length, far + moved.length), moved);
            }
            default -> {
                if (at < bytes.length) {
                    bytes[at] = (byte) (random.nextBoolean() ? bytes[at] ^ (1 << random.nextInt(8)) : random.nextInt());
                }
                yield bytes;
            }
        };
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
        byte[] result = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }
}
