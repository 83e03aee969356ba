package org.bivouac.jobs.dump.readers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.Fault;

/** Keeps everything that a reader says, row by row, or for many reads a digest of each row. */
public final class Recording implements DumpSink {
    /** What the header said. */
    public DumpHeader header;

    private final boolean digest;

    /** Rows by group: time and cells as text, so that NaN equals NaN, or digests of them. */
    public final Map<Integer, List<String>> rows = new TreeMap<>();

    /** Refused rows that can be read. */
    public final List<String> refused = new ArrayList<>();

    /** Flagged rows. */
    public long flagged;

    /** Everything refused. */
    public final List<Fault> rejects = new ArrayList<>();

    /** The bytes. */
    public final ByteLedger ledger = new ByteLedger();

    private Recording(boolean digest) {
        this.digest = digest;
    }

    /** Reads a dump and keeps what the reader says. */
    public static Recording of(DumpFile file, DumpReader reader) throws IOException {
        return of(file, reader, new Recording(false));
    }

    /** Reads a dump and keeps a digest of each row. */
    public static Recording digestOf(DumpFile file, DumpReader reader) throws IOException {
        return of(file, reader, new Recording(true));
    }

    private static Recording of(DumpFile file, DumpReader reader, Recording recording) throws IOException {
        reader.read(file, recording);
        return recording;
    }

    @Override
    public void begin(DumpHeader begun) {
        header = begun;
    }

    @Override
    public void rows(Rows block) {
        append(block, rows.computeIfAbsent(block.group(), group -> new ArrayList<>()));
    }

    @Override
    public void refusedRows(Rows block) {
        append(block, refused);
    }

    private void append(Rows block, List<String> to) {
        for (int i = 0; i < block.count(); i++) {
            to.add(digest ? digest(block, i) : text(block, i));
            flagged += block.flagged() != null && block.flagged()[i] ? 1 : 0;
        }
    }

    private static String text(Rows block, int i) {
        StringBuilder row = new StringBuilder().append(block.seconds()[i]);
        for (int c = 0; c < block.numbers().length; c++) {
            row.append(' ').append(block.numbers()[c] == null ? block.texts()[c][i] : "" + block.numbers()[c][i]);
        }
        return row.toString();
    }

    private static String digest(Rows block, int i) {
        long sum = Double.doubleToLongBits(block.seconds()[i]);
        for (int c = 0; c < block.numbers().length; c++) {
            sum = sum * 1_000_003
                    + (block.numbers()[c] == null
                            ? Objects.hashCode(block.texts()[c][i])
                            : Double.doubleToLongBits(block.numbers()[c][i]));
        }
        return Long.toHexString(sum);
    }

    @Override
    public void reject(Fault fault) {
        rejects.add(fault);
        ledger.reject(fault);
    }

    @Override
    public void bytes(ByteUse use, long from, long to) {
        ledger.bytes(use, from, to);
    }

    /** The rule ids of the rejects. */
    public List<String> rules() {
        return rejects.stream().map(Fault::rule).toList();
    }
}
