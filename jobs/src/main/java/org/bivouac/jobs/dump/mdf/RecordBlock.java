package org.bivouac.jobs.dump.mdf;

/**
 * Consecutive records of one group.
 *
 * @param bytes they lie in, with {@link RecordNumbers#SLACK} bytes behind the last
 * @param at where the first begins, its id left out
 * @param stride bytes from one to the next
 * @param count how many
 * @param ordinal of the first in its group, from 0
 */
record RecordBlock(byte[] bytes, int at, int stride, int count, long ordinal) {
    /** The first records of it. */
    RecordBlock first(int some) {
        return some == count ? this : new RecordBlock(bytes, at, stride, some, ordinal);
    }
}
