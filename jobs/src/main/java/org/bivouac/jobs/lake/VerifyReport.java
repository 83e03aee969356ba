package org.bivouac.jobs.lake;

import java.nio.file.Path;
import java.util.List;
import org.bivouac.jobs.fault.Fault;

/**
 * What {@link Lake#verify} saw.
 *
 * @param snapshots length of the chain
 * @param runs runs that some snapshot names
 * @param files files of tables and reports, hashed
 * @param dumps raw dumps, hashed
 * @param bytes bytes hashed
 * @param findings what is missing, extra or changed; each names its file
 * @param leftovers what dead or running processes have unfinished; harmless, swept by the next run
 */
public record VerifyReport(
        long snapshots, long runs, long files, long dumps, long bytes, List<Fault> findings, List<Path> leftovers) {
    /** Whether all is as it was published. */
    public boolean isSound() {
        return findings.isEmpty();
    }
}
