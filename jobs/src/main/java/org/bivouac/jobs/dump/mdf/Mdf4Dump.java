package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.SplittableReader.Part;
import org.bivouac.jobs.dump.can.BusDecoder;
import org.bivouac.jobs.dump.can.BusDecoder.Unknown;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.fault.Fault;

/** An open MDF 4 dump: what it says of itself, and its tables to read. */
final class Mdf4Dump implements AutoCloseable {
    private static final double DAY_SECONDS = 86_400;

    private final DumpFile file;
    private final FileChannel channel;
    private final Mdf4Blocks blocks;
    private final Mdf4Tables tables;
    private final Mdf4Frames frames;
    /** What the frames mean; null if there are none. */
    private final Mdf4Events events;

    private final DumpHeader header;
    private final ArrayList<Fault> faults;
    /** Per table and group its index in the header. */
    private final List<int[]> indices = new ArrayList<>();

    /** Opens a dump to read it whole. */
    Mdf4Dump(DumpFile file, String format, Databases databases) throws IOException {
        this(file, format, databases, null, 1);
    }

    /** Opens a dump to look for places at which it can be cut. */
    static Mdf4Dump toCut(DumpFile file, String format, Databases databases) throws IOException {
        return new Mdf4Dump(file, format, databases, null, Mdf4Events.MOST_PLACES);
    }

    /** Opens a dump to read a part. */
    static Mdf4Dump toReadPart(DumpFile file, String format, Databases databases, Learnt learnt) throws IOException {
        return new Mdf4Dump(file, format, databases, learnt, 1);
    }

    /**
     * Opens a dump and reads what describes it.
     *
     * @param databases what frames of a bus mean
     * @param learnt what was learnt of it before; null when it is opened first
     * @param places at which it may be cut among what its frames mean
     * @throws org.bivouac.jobs.dump.DumpException if the dump must be refused
     */
    private Mdf4Dump(DumpFile file, String format, Databases databases, Learnt learnt, int places) throws IOException {
        this.file = file;
        channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        try {
            blocks = new Mdf4Blocks(channel, Math.min(file.bytes(), channel.size()), new Faults(file.name()));
            Mdf4Tree tree = new Mdf4Tree(blocks);
            Map<String, String> metadata = Mdf4Metadata.of(tree, blocks);
            blocks.sweep();
            tables = new Mdf4Tables(blocks, tree, new Unpacking(channel), learnt);
            List<DumpHeader.Group> groups = groups(learnt);
            skips(metadata);
            if (groups.isEmpty()) {
                throw empty("no group with a channel that can be read");
            }
            frames = new Mdf4Frames(tables.tables());
            events = !frames.hasFrames()
                    ? null
                    : new Mdf4Events(frames, new BusDecoder(databases, file.name(), Unknown.COUNTED, tree.program()));
            if (events != null && learnt == null) {
                groups.addAll(events.see(groups.size(), places, metadata));
            }
            header = learnt == null
                    ? new DumpHeader(format, tree.program(), tree.start(), tree.clock(), groups, metadata)
                    : learnt.header();
            faults = learnt == null ? new ArrayList<>(blocks.faults().all()) : learnt.faults();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private RuntimeException empty(String reason) {
        List<Fault> all = blocks.faults().all();
        String why = all.isEmpty() ? "" : "; " + all.get(0).reason();
        return blocks.faults().refusal(-1, "A2", "empty: " + reason + why, "copy the dump again, or check the logger");
    }

    /** The groups of the header: those with records first, so that they come first where names are alike. */
    private List<DumpHeader.Group> groups(Learnt learnt) throws IOException {
        List<DumpHeader.Group> groups = new ArrayList<>();
        for (Table table : tables.tables()) {
            indices.add(new int[table.groups().size()]);
        }
        for (int pass = 0; pass < 2; pass++) {
            for (int t = 0; t < tables.tables().size(); t++) {
                Table table = tables.tables().get(t);
                for (int g = 0; g < table.groups().size(); g++) {
                    if (table.records(g) > 0 == (pass == 0)) {
                        indices.get(t)[g] = groups.size();
                        groups.add(
                                learnt == null
                                        ? group(table, g)
                                        : learnt.header().groups().get(groups.size()));
                    }
                }
            }
        }
        return groups;
    }

    private DumpHeader.Group group(Table table, int g) throws IOException {
        GroupRows rows = table.groups().get(g);
        double[] seconds = table.records(g) > 0 ? table.firstSeconds(g) : new double[0];
        double step = GroupRows.medianStep(seconds);
        RecordChannel time = rows.time();
        if (step > DAY_SECONDS) {
            blocks.faults()
                    .tell(
                            -1,
                            "D1",
                            String.format(
                                    Locale.ROOT,
                                    "group '%s': time goes on by %s from record to record, in '%s'",
                                    rows.name(),
                                    step,
                                    time.unit()),
                            "kept as recorded",
                            "check the unit of the time base");
        }
        if (time != null && Double.isNaN(GroupRows.secondsPerUnit(time.unit()))) {
            blocks.faults()
                    .tell(
                            -1,
                            "D5",
                            "group '" + rows.name() + "': time in '" + time.unit() + "', which is no unit of time",
                            "read as seconds",
                            "check the unit of the time base");
        }
        return rows.header(GroupRows.rateHz(seconds));
    }

    /** Counts what is in the dump and never read as records. */
    private void skips(Map<String, String> metadata) {
        Map.of("CH", "channel hierarchies", "SR", "sample reductions", "EV", "events", "AT", "attachments")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(kind -> {
                    if (blocks.count(kind.getKey()) > 0) {
                        metadata.put("skipped " + kind.getValue(), Integer.toString(blocks.count(kind.getKey())));
                    }
                });
    }

    DumpHeader header() {
        return header;
    }

    /** The frames of its bus events. */
    BusEvents frames() {
        return frames;
    }

    /** The parts of about so many bytes. */
    List<Part> parts(long wantedBytes) {
        List<Divided> all = new ArrayList<>(tables.tables());
        if (events != null) {
            all.add(events);
        }
        long base = DividedParts.units(tables.tables());
        TreeMap<Long, MixedIndex.Found> mixed = new TreeMap<>(tables.found());
        TreeMap<Long, StoredStretch> stretches = new TreeMap<>(tables.stretches());
        return DividedParts.of(all, wantedBytes).stream()
                .map(part -> part.knowing(new Learnt(header, faults, mixed, stretches, known(part, base))))
                .toList();
    }

    private Mdf4Events.Known known(Part part, long base) {
        return events == null ? null : events.known(Math.max(0, part.from() - base), part.to() - base);
    }

    /** Reads everything. */
    void read(DumpSink sink) throws IOException {
        long base = DividedParts.units(tables.tables());
        long units = base + (events == null ? 0 : events.units());
        read(new Part(0, 1, 0, units), events == null ? null : events.known(0, events.units()), sink);
    }

    /** Reads a part of a dump of which this was learnt. */
    void read(Part part, Mdf4Events.Known bus, DumpSink sink) throws IOException {
        sink.begin(header);
        if (part.number() == 0) {
            faults.forEach(sink::reject);
            new ByteAccount(file.name(), channel, sink).tell(blocks.claims(), tables.unread(), blocks.size());
        }
        int columns = header.groups().stream()
                .mapToInt(group -> group.channels().size())
                .max()
                .orElse(1);
        DividedParts.read(part, tables.tables(), indices, new ColumnPool(columns), sink);
        if (bus != null) {
            events.read(bus, sink);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
