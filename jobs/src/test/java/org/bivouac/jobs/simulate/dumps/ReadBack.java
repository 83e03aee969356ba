package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.Fault;

/** What a reader makes of a dump: times and numbers of every channel. */
final class ReadBack implements DumpSink {
    /** One channel as read. */
    static final class Read {
        final String unit;
        final List<Double> seconds = new ArrayList<>();
        final List<Double> values = new ArrayList<>();

        Read(String unit) {
            this.unit = unit;
        }
    }

    DumpHeader header;
    final Map<String, Read> channels = new LinkedHashMap<>();
    final List<Fault> rejects = new ArrayList<>();
    private final ByteLedger ledger = new ByteLedger();
    private final List<List<Read>> groups = new ArrayList<>();

    private ReadBack() {}

    /** Reads a dump; fails when a byte is not accounted for. */
    static ReadBack of(Path file, DumpReader reader) throws IOException {
        ReadBack read = new ReadBack();
        long bytes = Files.size(file);
        reader.read(new DumpFile(file, file.getFileName().toString(), bytes), read);
        Optional<String> discrepancy = read.ledger.discrepancy(bytes);
        if (discrepancy.isPresent()) {
            throw new AssertionError(file + ": " + discrepancy.get());
        }
        return read;
    }

    /**
     * Fails unless a number is the expected one; NaN is NaN.
     *
     * @param relative by how much of the expected one it may differ
     */
    static void requireSame(double got, double expected, double relative) {
        if (Double.compare(got, expected) != 0 && !(Math.abs(got - expected) <= relative * Math.abs(expected))) {
            throw new AssertionError("read " + got + ", expected " + expected);
        }
    }

    @Override
    public void begin(DumpHeader begun) {
        header = begun;
        for (DumpHeader.Group group : begun.groups()) {
            List<Read> reads = new ArrayList<>();
            for (DumpHeader.RawChannel channel : group.channels()) {
                Read read = new Read(channel.unit());
                reads.add(read);
                if (channel.role() == Role.NUMBER) {
                    channels.put(channel.name(), read);
                }
            }
            groups.add(reads);
        }
    }

    @Override
    public void rows(Rows rows) {
        List<Read> group = groups.get(rows.group());
        for (int c = 0; c < group.size(); c++) {
            for (int i = 0; rows.numbers()[c] != null && i < rows.count(); i++) {
                group.get(c).seconds.add(rows.seconds()[i]);
                group.get(c).values.add(rows.numbers()[c][i]);
            }
        }
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
}
