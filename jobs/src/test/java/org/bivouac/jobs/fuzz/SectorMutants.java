package org.bivouac.jobs.fuzz;

import java.util.Arrays;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Damages a whole dump as storage and transport do, the same way for the same seed: cut at every block border and at
 * random, bits flipped, sectors lost as NUL bytes, exchanged with others, and repeated.
 */
final class SectorMutants {
    /** How many of each kind are made by chance, beside the cuts at borders. */
    record Amounts(int borders, int cuts, int flips, int holes, int splices, int repeats) {
        /** All borders and 200 cuts. */
        static final Amounts ALL = new Amounts(Integer.MAX_VALUE, 200, 50, 25, 25, 25);

        /** A taste of each. */
        static final Amounts FEW = new Amounts(3, 4, 2, 1, 1, 1);
    }

    /** Takes one mutant after the other. */
    interface Sink {
        /**
         * The next mutant.
         *
         * @param how it was made, so that it can be made again
         */
        void mutant(String how, byte[] bytes);
    }

    private static final int SECTOR = 512;
    private static final int BLOCK = 4096;
    /** Of the blocks of the storage, which say nothing to a format, a large dump is cut at so many. */
    private static final int MOST_BLOCKS = 64;

    private SectorMutants() {}

    /** Hands over all mutants of a dump. */
    static void of(byte[] dump, Amounts amounts, Sink sink) {
        borders(dump).stream()
                .limit(amounts.borders())
                .forEach(at -> sink.mutant("cut at border " + at, Arrays.copyOf(dump, at)));
        Random random = new Random(dump.length);
        for (int i = 0; i < amounts.cuts(); i++) {
            int at = 1 + random.nextInt(dump.length);
            sink.mutant("cut at " + at, Arrays.copyOf(dump, at));
        }
        for (int i = 0; i < amounts.flips(); i++) {
            byte[] bytes = dump.clone();
            // The description of most formats is at the beginning.
            int reach = i % 2 == 0 ? bytes.length : Math.min(bytes.length, BLOCK);
            for (int flip = random.nextInt(3); flip >= 0; flip--) {
                bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
            }
            sink.mutant("flips " + i, bytes);
        }
        for (int i = 0; i < amounts.holes(); i++) {
            byte[] bytes = dump.clone();
            int at = sector(bytes, random);
            Arrays.fill(bytes, at, Math.min(bytes.length, at + (i % 2 == 0 ? SECTOR : BLOCK)), (byte) 0);
            sink.mutant("hole " + i + " at " + at, bytes);
        }
        for (int i = 0; i < amounts.splices(); i++) {
            byte[] bytes = dump.clone();
            int from = sector(bytes, random);
            int to = sector(bytes, random);
            int length = Math.min(SECTOR, bytes.length - Math.max(from, to));
            System.arraycopy(dump, from, bytes, to, length);
            if (i % 2 == 0) {
                System.arraycopy(dump, to, bytes, from, length);
            }
            sink.mutant("splice " + i + " of " + from + " to " + to, bytes);
        }
        for (int i = 0; i < amounts.repeats(); i++) {
            int at = sector(dump, random);
            int length = Math.min(i % 2 == 0 ? SECTOR : BLOCK, dump.length - at);
            byte[] bytes = new byte[dump.length + length];
            System.arraycopy(dump, 0, bytes, 0, at + length);
            System.arraycopy(dump, at, bytes, at + length, dump.length - at);
            sink.mutant("repeat " + i + " at " + at, bytes);
        }
    }

    private static int sector(byte[] bytes, Random random) {
        return random.nextInt(Math.max(1, bytes.length / SECTOR)) * SECTOR;
    }

    /** Where blocks of the formats that have any begin, and where blocks of the storage do. */
    private static SortedSet<Integer> borders(byte[] dump) {
        SortedSet<Integer> borders = new TreeSet<>();
        int blocks = dump.length / BLOCK;
        for (int i = 1; i <= Math.min(blocks, MOST_BLOCKS); i++) {
            borders.add((int) ((long) blocks * i / Math.min(blocks, MOST_BLOCKS)) * BLOCK);
        }
        borders.remove(dump.length);
        for (int at = 1; at + 4 <= dump.length; at++) {
            boolean mdf = dump[at] == '#' && dump[at + 1] == '#' && at % 8 == 0;
            boolean blf = dump[at] == 'L' && dump[at + 1] == 'O' && dump[at + 2] == 'B' && dump[at + 3] == 'J';
            if (mdf || blf) {
                borders.add(at);
            }
        }
        return borders;
    }
}
