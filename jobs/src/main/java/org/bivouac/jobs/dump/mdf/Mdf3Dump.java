package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.SplittableReader.Part;
import org.bivouac.jobs.dump.mdf.Mdf3Blocks.Block;
import org.bivouac.jobs.fault.Fault;

/** An open MDF 2 or 3 dump: what it says of itself, and its tables to read. */
final class Mdf3Dump implements AutoCloseable {
    /** Bytes of the identification, in front of the header block. */
    private static final int IDENTIFICATION = 64;

    private final DumpFile file;
    private final FileChannel channel;
    private final Mdf3Blocks blocks;
    private final Mdf3Tables tables;
    private final DumpHeader header;
    private final ArrayList<Fault> faults;
    private final List<int[]> indices = new ArrayList<>();

    /**
     * Opens a dump and reads what describes it.
     *
     * @param learnt what was learnt of it before; null when it is opened first
     * @throws org.bivouac.jobs.dump.DumpException if the dump must be refused
     */
    Mdf3Dump(DumpFile file, String format, Learnt learnt) throws IOException {
        this.file = file;
        channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        try {
            Faults wrong = new Faults(file.name());
            long size = Math.min(file.bytes(), channel.size());
            ByteBuffer id = ByteBuffer.allocate(IDENTIFICATION).order(ByteOrder.LITTLE_ENDIAN);
            while (id.hasRemaining() && channel.read(id, id.position()) >= 0) {}
            if (id.hasRemaining()) {
                throw wrong.refusal(0, "A2", "the file ends in its identification", "copy the dump again");
            }
            boolean bigEndian = id.getShort(24) != 0;
            blocks = new Mdf3Blocks(channel, size, bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, wrong);
            blocks.claims().claim(0, IDENTIFICATION);
            Block head = blocks.chained(IDENTIFICATION, "HD", 164);
            if (head == null) {
                throw wrong.refusal(IDENTIFICATION, "C1", wrong.all().get(0).reason(), "copy the dump again");
            }
            Map<String, String> metadata = metadata(id, head);
            Mdf3Channels channels = new Mdf3Channels(blocks, bigEndian, metadata);
            boolean unfinished = id.get(0) == 'U';
            tables = new Mdf3Tables(
                    blocks,
                    channels,
                    head.u32(4),
                    unfinished,
                    new Unpacking(channel),
                    metadata,
                    Learnt.mixedOf(learnt));
            DumpHeader found = header(format, head, text(id, 16), metadata);
            header = learnt == null ? found : learnt.header();
            faults = learnt == null ? new ArrayList<>(blocks.faults().all()) : learnt.faults();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Map<String, String> metadata(ByteBuffer id, Block head) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        note(metadata, "version", text(id, 8));
        note(metadata, "author", head.text(36, 32));
        note(metadata, "organisation", head.text(68, 32));
        note(metadata, "project", head.text(100, 32));
        note(metadata, "subject", head.text(132, 32));
        if (head.u32(8) != 0) {
            note(metadata, "comment", blocks.text(head.u32(8)));
        }
        if (head.u32(12) != 0) {
            blocks.block(head.u32(12), "PR", 4);
        }
        return metadata;
    }

    private static String text(ByteBuffer id, int from) {
        return new Block(0, id).text(from, 8);
    }

    private static void note(Map<String, String> metadata, String key, String value) {
        if (!value.isEmpty()) {
            metadata.put(key, value);
        }
    }

    private DumpHeader header(String format, Block head, String program, Map<String, String> metadata)
            throws IOException {
        List<DumpHeader.Group> groups = new ArrayList<>();
        long records = 0;
        for (Table table : tables.tables()) {
            int[] of = new int[table.groups().size()];
            for (int g = 0; g < of.length; g++) {
                of[g] = groups.size();
                groups.add(group(table, g));
                records += table.records(g);
            }
            indices.add(of);
        }
        if (records == 0) {
            List<Fault> all = blocks.faults().all();
            throw blocks.faults()
                    .refusal(
                            -1,
                            "A2",
                            "empty: no record of a channel that can be read"
                                    + (all.isEmpty() ? "" : "; " + all.get(0).reason()),
                            "copy the dump again, or check the logger");
        }
        Mdf3Start start = Mdf3Start.of(head);
        return new DumpHeader(format, program, start.time(), start.clock(), groups, metadata);
    }

    private DumpHeader.Group group(Table table, int g) throws IOException {
        GroupRows rows = table.groups().get(g);
        RecordChannel time = rows.time();
        double[] seconds = time != null && table.records(g) > 0 ? table.firstSeconds(g) : new double[0];
        if (time != null && Double.isNaN(GroupRows.secondsPerUnit(time.unit()))) {
            blocks.faults()
                    .tell(
                            -1,
                            "D5",
                            String.format(
                                    Locale.ROOT,
                                    "group '%s': time in '%s', which is no unit of time",
                                    rows.name(),
                                    time.unit()),
                            "read as seconds",
                            "check the unit of the time base");
        }
        return rows.header(GroupRows.rateHz(seconds));
    }

    /** The parts of about so many bytes. */
    List<Part> parts(long wantedBytes) {
        Learnt learnt = new Learnt(header, faults, new TreeMap<>(tables.found()), new TreeMap<>(), null);
        return DividedParts.of(tables.tables(), wantedBytes).stream()
                .map(part -> part.knowing(learnt))
                .toList();
    }

    /** Reads everything. */
    void read(DumpSink sink) throws IOException {
        read(new Part(0, 1, 0, DividedParts.units(tables.tables())), sink);
    }

    /** Reads a part. */
    void read(Part part, DumpSink sink) throws IOException {
        sink.begin(header);
        if (part.number() == 0) {
            faults.forEach(sink::reject);
            new ByteAccount(file.name(), channel, sink).tell(blocks.claims(), tables.unread(), blocks.size());
        }
        int columns = header.groups().stream()
                .mapToInt(group -> group.channels().size())
                .max()
                .orElse(1);
        ColumnPool pool = new ColumnPool(columns);
        DividedParts.read(part, tables.tables(), indices, pool, sink);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
