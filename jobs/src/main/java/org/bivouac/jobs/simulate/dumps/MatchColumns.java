package org.bivouac.jobs.simulate.dumps;

import java.util.Arrays;

/**
 * Where in records of equal length something that stood before is worth looking for. Samples recur at the column where their
 * number begins and hardly elsewhere: some records are searched at every byte, and from then on only the columns that
 * brought something, until the next records are searched whole.
 */
final class MatchColumns {
    /** Records that are searched whole, and records after which this is done again. */
    private static final int LEARNT = 8;

    private static final int KEPT = 256;

    private int period = 1;
    private int[] saved = new int[0];
    /** Of each column the way to the next one that is searched; 0 for itself. */
    private int[] ahead = new int[0];

    private int learnFrom;
    private int learnTo;
    private int recordFrom;

    /** Begins new data with records of so many bytes. */
    void begin(int recordBytes) {
        period = recordBytes;
        recordFrom = 0;
        if (saved.length < period) {
            saved = new int[period];
            ahead = new int[period];
        }
        learn(0);
    }

    private void learn(int at) {
        Arrays.fill(saved, 0);
        Arrays.fill(ahead, 0);
        learnFrom = at;
        learnTo = at + LEARNT * period;
    }

    /** The first place at or after this one that is to be searched. */
    int next(int at) {
        if (at >= learnTo) {
            turn(at);
        }
        return at + ahead[column(at)];
    }

    /** Says that there was a match of so many bytes. */
    void found(int at, int length) {
        saved[column(at)] += length;
    }

    /** Places come in order, so this is quicker than to divide. */
    private int column(int at) {
        while (at - recordFrom >= period) {
            recordFrom += period;
        }
        return at - recordFrom;
    }

    private void turn(int at) {
        if (learnTo - learnFrom > LEARNT * period) {
            learn(at);
            return;
        }
        learnTo = learnFrom + KEPT * period;
        int next = 2 * period;
        for (int c = 2 * period - 1; c >= 0; c--) {
            // A byte saved in each record, or the search is not worth it.
            if (saved[c % period] > LEARNT) {
                next = c;
            }
            if (c < period) {
                ahead[c] = Math.min(next - c, period);
            }
        }
    }
}
