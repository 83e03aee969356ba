package org.bivouac.jobs.parquet;

/**
 * What a thread needs to encode a column and nobody needs afterwards: memory that is touched for the first time costs more
 * than all that is done with it. One column is encoded at a time, however many files are open.
 *
 * @param codes one for each row, as the next two
 */
record EncoderScratch(
        LongDictionary dictionary,
        Bytes dictionaryPage,
        Bytes dataPage,
        Bytes written,
        int[] codes,
        int[] levels,
        long[] present) {
    private static final ThreadLocal<EncoderScratch> OF_THREAD = new ThreadLocal<>();

    private static final int PAGE_BYTES = 1 << 16;

    /** That of this thread, for at least so many rows. */
    static EncoderScratch ofThread(int rows) {
        EncoderScratch kept = OF_THREAD.get();
        if (kept == null || kept.codes.length < rows) {
            kept = new EncoderScratch(
                    new LongDictionary(),
                    new Bytes(PAGE_BYTES),
                    new Bytes(PAGE_BYTES),
                    new Bytes(PAGE_BYTES),
                    new int[rows],
                    new int[rows],
                    new long[rows]);
            OF_THREAD.set(kept);
        }
        return kept;
    }
}
