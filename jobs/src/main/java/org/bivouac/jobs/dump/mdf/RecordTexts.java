package org.bivouac.jobs.dump.mdf;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where the text of a channel lies in its records. Records are handed over as to {@link RecordNumbers}.
 *
 * @param byteOffset of the first byte in the record, the record's id not counted
 * @param byteCount how many bytes it may take
 */
record RecordTexts(TextCoding coding, int byteOffset, int byteCount) {
    /** Why it cannot be read from records of this length, if it cannot. */
    Optional<String> obstacle(int recordBytes) {
        return byteOffset < 0 || byteCount < 0 || (long) byteOffset + byteCount > recordBytes
                ? Optional.of("its " + byteCount + " bytes from " + byteOffset + " on lie outside the record of "
                        + recordBytes + " bytes")
                : Optional.empty();
    }

    /**
     * The texts of {@code count} records. Equal neighbours are one string.
     *
     * @param lengths how many bytes of each record count; null when all do
     * @return how many are null because their bytes are no text of the coding
     */
    int decode(byte[] records, int at, int stride, int count, double[] lengths, String[] out) {
        int broken = 0;
        int lastFrom = 0;
        int lastTo = -1;
        String last = null;
        for (int i = 0, p = at + byteOffset; i < count; i++, p += stride) {
            int to = p + (lengths == null ? byteCount : (int) Math.max(0, Math.min(lengths[i], byteCount)));
            if (lastTo < 0 || !Arrays.equals(records, p, to, records, lastFrom, lastTo)) {
                last = coding.text(records, p, to);
                lastFrom = p;
                lastTo = to;
            }
            broken += last == null ? 1 : 0;
            out[i] = last;
        }
        return broken;
    }
}
