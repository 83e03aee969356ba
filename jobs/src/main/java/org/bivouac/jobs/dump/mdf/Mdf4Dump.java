package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private final BusEvents frames;
    /** What the frames mean, in groups behind those of the dump. */
    private final BusDecoder decoder;

    private final DumpHeader header;
    /** Per table and group its index in the header. */
    private final List<int[]> indices = new ArrayList<>();

    /** Opens a dump whose frames no database knows. */
    Mdf4Dump(DumpFile file, String format) throws IOException {
        this(file, format, Databases.NONE);
    }

    /**
     * Opens a dump and reads what describes it.
     *
     * @param databases what frames of a bus mean
     * @throws org.bivouac.jobs.dump.DumpException if the dump must be refused
     */
    Mdf4Dump(DumpFile file, String format, Databases databases) throws IOException {
        this.file = file;
        channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        try {
            blocks = new Mdf4Blocks(channel, Math.min(file.bytes(), channel.size()), new Faults(file.name()));
            Mdf4Tree tree = new Mdf4Tree(blocks);
            Map<String, String> metadata = Mdf4Metadata.of(tree, blocks);
            blocks.sweep();
            tables = new Mdf4Tables(blocks, tree, new Unpacking(channel));
            List<DumpHeader.Group> groups = groups();
            skips(metadata);
            if (groups.isEmpty()) {
                throw empty("no group with a channel that can be read");
            }
            frames = new Mdf4Frames(tables.tables());
            decoder = new BusDecoder(databases, file.name(), Unknown.COUNTED);
            if (frames.hasFrames()) {
                decoder.logger(tree.program());
                frames.frames(decoder::see);
                groups.addAll(decoder.groups(groups.size()));
                metadata.putAll(decoder.metadata());
            }
            header = new DumpHeader(format, tree.program(), tree.start(), tree.clock(), groups, metadata);
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
    private List<DumpHeader.Group> groups() throws IOException {
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
                        groups.add(group(table, g));
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

    /** Units of all tables, one table behind the other. */
    private long units() {
        return tables.tables().stream().mapToLong(Table::units).sum();
    }

    /** The parts of about so many bytes. */
    List<Part> parts(long wantedBytes) {
        List<Long> cuts = new ArrayList<>(List.of(0L));
        long base = 0;
        long bytes = 0;
        for (Table table : tables.tables()) {
            long units = table.units();
            long ofTable = table.bytes();
            long unit = 0;
            // The first cut lies where the part begun before is full.
            double perUnit = Math.max(1e-9, (double) ofTable / units);
            while (bytes + (units - unit) * perUnit >= wantedBytes) {
                long full = unit + (long) Math.ceil(Math.max(0, wantedBytes - bytes) / perUnit);
                long cut = table.cut(Math.max(unit + 1, Math.min(full, units)));
                if (base + cut > cuts.get(cuts.size() - 1)) {
                    cuts.add(base + cut);
                }
                unit = cut;
                bytes = 0;
                if (cut >= units) {
                    break;
                }
            }
            bytes += (long) ((units - unit) * perUnit);
            base += units;
        }
        if (cuts.get(cuts.size() - 1) == base && cuts.size() > 1) {
            cuts.remove(cuts.size() - 1);
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            parts.add(new Part(i, cuts.size(), cuts.get(i), i + 1 < cuts.size() ? cuts.get(i + 1) : base));
        }
        return parts;
    }

    /** Reads everything. */
    void read(DumpSink sink) throws IOException {
        read(new Part(0, 1, 0, units()), sink);
    }

    /** Reads a part. */
    void read(Part part, DumpSink sink) throws IOException {
        sink.begin(header);
        if (part.number() == 0) {
            blocks.faults().all().forEach(sink::reject);
        }
        int columns = header.groups().stream()
                .mapToInt(group -> group.channels().size())
                .max()
                .orElse(1);
        ColumnPool pool = new ColumnPool(columns);
        long base = 0;
        for (int t = 0; t < tables.tables().size(); t++) {
            Table table = tables.tables().get(t);
            long from = Math.max(0, part.from() - base);
            long to = Math.min(table.units(), part.to() - base);
            if (from < to) {
                table.read(from, to, indices.get(t), pool, sink);
            }
            base += table.units();
        }
        if (part.number() == part.count() - 1 && frames.hasFrames()) {
            frames.frames(frame -> decoder.decode(frame, sink));
            decoder.finish(sink);
        }
        if (part.number() == 0) {
            new ByteAccount(file.name(), channel, sink).tell(blocks.claims(), tables.unread(), blocks.size());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
