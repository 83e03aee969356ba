package org.bivouac.jobs.lake;

import java.io.IOException;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.parquet.ColumnFileReader;

/** Reads every row of a staged Parquet file back; files that are no table pass. */
final class ParquetCheck implements FileCheck {
    @Override
    public void check(TableFile file) throws IOException {
        boolean isParquet = file.path().getFileName().toString().endsWith(".parquet");
        if (isParquet != (file.contentHash() != null)) {
            throw new IllegalStateException(file.path() + ": a Parquet file has a content hash, no other file has one");
        }
        if (isParquet) {
            try (ColumnFileReader reader = ColumnFileReader.open(file.path())) {
                requireEqual(file, "rows", file.rows(), reader.rows());
                requireEqual(file, "content hash", file.contentHash(), reader.contentHash());
            }
        }
    }

    private static void requireEqual(TableFile file, String what, Object written, Object found) {
        if (!written.equals(found)) {
            throw BadInputException.of(
                    ExitCode.INTEGRITY,
                    Fault.ofFile(
                            file.path().toString(),
                            "E4",
                            what + " " + written + " written, " + found + " read back",
                            "nothing was published",
                            "check the disk and the memory of this machine, then run again"));
        }
    }
}
