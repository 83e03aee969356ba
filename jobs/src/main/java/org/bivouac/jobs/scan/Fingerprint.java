package org.bivouac.jobs.scan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.schemas.Catalogue;

/** Hashes what a result depends on, line by line: equal fingerprint, equal result. */
public final class Fingerprint {
    private final StringBuilder text = new StringBuilder();

    /** A fingerprint of a job's results, of a version that is counted up when the same inputs give others. */
    public Fingerprint(String job, int version) {
        line(job + " " + version);
    }

    /** Adds what the telemetry holds, wherever it lies. */
    public Fingerprint telemetry(List<TableFile> files) {
        files.forEach(file -> line(file.contentHash() + " " + file.partition()));
        return this;
    }

    /** Adds how channels are read and by what their sensors are judged. */
    public Fingerprint catalogue(Catalogue catalogue) {
        catalogue.channels().forEach(this::line);
        catalogue.sensors().forEach(this::line);
        return this;
    }

    /** Adds anything whose text says all about it, e.g. a record. */
    public Fingerprint line(Object part) {
        text.append(part).append('\n');
        return this;
    }

    /** The hash, in hex. */
    public String hex() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
