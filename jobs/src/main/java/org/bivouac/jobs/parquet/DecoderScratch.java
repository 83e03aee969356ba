package org.bivouac.jobs.parquet;

/**
 * What a thread needs to decode a chunk and nobody needs afterwards, as {@link EncoderScratch} for a column: one chunk is
 * decoded at a time, however many files are open. Each array grows to what was needed most and may hold anything.
 */
final class DecoderScratch {
    private static final ThreadLocal<DecoderScratch> OF_THREAD = ThreadLocal.withInitial(DecoderScratch::new);

    private byte[] chunk = new byte[0];
    private byte[] dictionaryPage = new byte[0];
    private byte[] dataPage = new byte[0];
    private int[] codes = new int[0];
    private int[] levels = new int[0];
    private long[] patterns = new long[0];
    private long[] rows = new long[0];

    private DecoderScratch() {}

    static DecoderScratch ofThread() {
        return OF_THREAD.get();
    }

    /** For a chunk as it stands in the file. */
    byte[] chunk(int size) {
        chunk = chunk.length < size ? new byte[size] : chunk;
        return chunk;
    }

    /** For a dictionary page and {@link Bytes#SLACK}. */
    byte[] dictionaryPage(int size) {
        dictionaryPage = dictionaryPage.length < size + Bytes.SLACK ? new byte[size + Bytes.SLACK] : dictionaryPage;
        return dictionaryPage;
    }

    /** For a data page and {@link Bytes#SLACK}. */
    byte[] dataPage(int size) {
        dataPage = dataPage.length < size + Bytes.SLACK ? new byte[size + Bytes.SLACK] : dataPage;
        return dataPage;
    }

    /** For the codes of a page. */
    int[] codes(int count) {
        codes = codes.length < count ? new int[count] : codes;
        return codes;
    }

    /** For the definition levels of a page. */
    int[] levels(int count) {
        levels = levels.length < count ? new int[count] : levels;
        return levels;
    }

    /** For the patterns of a dictionary. */
    long[] patterns(int count) {
        patterns = patterns.length < count ? new long[count] : patterns;
        return patterns;
    }

    /** For the patterns of a row group's rows, where only their hash is wanted. */
    long[] rows(int count) {
        rows = rows.length < count ? new long[count] : rows;
        return rows;
    }
}
