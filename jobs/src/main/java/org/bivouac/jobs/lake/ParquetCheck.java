package org.bivouac.jobs.lake;

import java.io.IOException;

/** Reads Parquet files back. */
final class ParquetCheck implements FileCheck {
    @Override
    public void check(TableFile file) throws IOException {}
}
