package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.SplittableReader;
import org.bivouac.jobs.fault.Fault;

/** What the reader says of a dump built by a test: columns by the name of their group and channel. */
final class Mdf4Read implements DumpSink {
    DumpHeader header;
    final List<Fault> rejects = new ArrayList<>();
    final ByteLedger ledger = new ByteLedger();
    final Map<String, List<Object>> columns = new LinkedHashMap<>();
    final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    final Map<String, List<Long>> ordinals = new LinkedHashMap<>();

    static Mdf4Read of(Path folder, byte[] dump) throws IOException {
        Mdf4Read read = new Mdf4Read();
        DumpFile file = file(folder, dump);
        new Mdf4Reader().read(file, read);
        read.requireClosed(dump.length);
        return read;
    }

    /** Reads all parts of about so many bytes, one behind the other. */
    static Mdf4Read ofParts(Path folder, byte[] dump, long wantedBytes) throws IOException {
        Mdf4Read read = new Mdf4Read();
        DumpFile file = file(folder, dump);
        Mdf4Reader reader = new Mdf4Reader();
        for (SplittableReader.Part part : reader.parts(file, wantedBytes)) {
            reader.read(file, part, read);
        }
        read.requireClosed(dump.length);
        return read;
    }

    static DumpFile file(Path folder, byte[] dump) throws IOException {
        return new DumpFile(Files.write(folder.resolve("dump.mf4"), dump), "dump.mf4", dump.length);
    }

    private void requireClosed(long size) {
        Optional<String> discrepancy = ledger.discrepancy(size);
        if (discrepancy.isPresent()) {
            throw new AssertionError(discrepancy.get());
        }
    }

    /** Values of a channel of the only group that has one of this name; numbers as doubles, missing ones null. */
    List<Object> column(String name) {
        List<Object> found = null;
        for (Map.Entry<String, List<Object>> column : columns.entrySet()) {
            if (column.getKey().endsWith("/" + name)) {
                found = column.getValue();
            }
        }
        if (found == null) {
            throw new AssertionError("no " + name + " in " + columns.keySet());
        }
        return found;
    }

    List<String> names() {
        return columns.keySet().stream()
                .map(key -> key.substring(key.indexOf('/') + 1))
                .toList();
    }

    List<String> reasons() {
        return rejects.stream()
                .map(fault -> fault.rule() + ": " + fault.reason())
                .toList();
    }

    @Override
    public void begin(DumpHeader begun) {
        header = begun;
        for (DumpHeader.Group group : begun.groups()) {
            for (DumpHeader.RawChannel channel : group.channels()) {
                columns.computeIfAbsent(group.name() + "/" + channel.name(), key -> new ArrayList<>());
            }
        }
    }

    @Override
    public void rows(Rows rows) {
        DumpHeader.Group group = header.groups().get(rows.group());
        for (int c = 0; c < group.channels().size(); c++) {
            List<Object> into =
                    columns.get(group.name() + "/" + group.channels().get(c).name());
            for (int i = 0; i < rows.count(); i++) {
                boolean text = group.channels().get(c).role() == DumpHeader.Role.TEXT;
                double number = text ? 0 : rows.numbers()[c][i];
                into.add(text ? rows.texts()[c][i] : Double.isNaN(number) ? null : (Object) number);
            }
        }
        List<Double> times = seconds.computeIfAbsent(group.name(), key -> new ArrayList<>());
        Arrays.stream(rows.seconds(), 0, rows.count()).forEach(times::add);
        List<Long> numbers = ordinals.computeIfAbsent(group.name(), key -> new ArrayList<>());
        for (int i = 0; i < rows.count(); i++) {
            numbers.add(rows.firstOrdinal() + i);
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
