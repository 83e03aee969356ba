package org.bivouac.jobs.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.SplittableReader.Part;
import org.bivouac.jobs.fault.Fault;

/** Everything that a reader says of a dump, in an order that does not depend on the parts in which it was read. */
public final class Told implements DumpSink {
    /** One for each part. */
    public final List<String> headers = new ArrayList<>();

    /** Rows of each group of the header. */
    public final Map<Integer, List<String>> rows = new TreeMap<>();

    /** Refused rows of each group. */
    public final Map<Integer, List<String>> refused = new TreeMap<>();

    /** Rejects, in the order in which they were told. */
    public final List<Fault> rejects = new ArrayList<>();

    /** Rejects that stand for all of their kind. */
    public final Map<Integer, Fault> ofAll = new TreeMap<>();

    /** The bytes. */
    public final ByteLedger ledger = new ByteLedger();

    /** What is told of a dump that is read whole. */
    public static Told whole(DumpReader reader, DumpFile file) throws IOException {
        Told told = new Told();
        reader.read(file, told);
        return told;
    }

    /** What is told of a dump that is read in parts, each of which travels as it does to an executor. */
    public static Told parts(SplittableReader reader, DumpFile file, long wantedBytes) throws IOException {
        Told told = new Told();
        for (Part part : reader.parts(file, wantedBytes)) {
            reader.read(file, sent(part), told);
        }
        return told;
    }

    private static Part sent(Part part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(part);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Part) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** How many parts said something. */
    public int parts() {
        return headers.size();
    }

    /** Requires that this is what was told of the whole, each part having the same header and every byte its use. */
    public void requireEqual(Told whole, long bytes) {
        assertThat(headers).containsOnly(whole.headers.get(0));
        assertThat(rows).isEqualTo(whole.rows);
        assertThat(refused).isEqualTo(whole.refused);
        assertThat(rejects).isEqualTo(whole.rejects);
        assertThat(ofAll).isEqualTo(whole.ofAll);
        assertThat(ledger.discrepancy(bytes)).isEmpty();
        for (ByteUse use : ByteUse.values()) {
            assertThat(ledger.of(use)).isEqualTo(whole.ledger.of(use));
        }
    }

    @Override
    public void begin(DumpHeader header) {
        headers.add(header.toString());
    }

    @Override
    public void rows(Rows block) {
        append(block, rows);
    }

    @Override
    public void refusedRows(Rows block) {
        append(block, refused);
    }

    private static void append(Rows block, Map<Integer, List<String>> groups) {
        List<String> to = groups.computeIfAbsent(block.group(), none -> new ArrayList<>());
        for (int i = 0; i < block.count(); i++) {
            StringBuilder row = new StringBuilder();
            row.append(block.ordinals() == null ? block.firstOrdinal() + i : block.ordinals()[i])
                    .append(block.flagged() != null && block.flagged()[i] ? " flagged " : " ")
                    .append(block.seconds()[i]);
            for (int c = 0; c < block.numbers().length; c++) {
                row.append(' ').append(block.numbers()[c] == null ? block.texts()[c][i] : "" + block.numbers()[c][i]);
            }
            to.add(row.toString());
        }
    }

    @Override
    public void reject(Fault fault) {
        rejects.add(fault);
        ledger.reject(fault);
    }

    @Override
    public void rejectAll(int kind, Fault fault) {
        ofAll.merge(
                kind,
                fault,
                (first, more) -> new Fault(
                        first.file(),
                        first.byteOffset(),
                        first.byteLength(),
                        first.line(),
                        first.rule(),
                        first.reason(),
                        first.done(),
                        first.advice(),
                        first.count() + more.count()));
    }

    @Override
    public void bytes(ByteUse use, long from, long to) {
        ledger.bytes(use, from, to);
    }
}
