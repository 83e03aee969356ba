package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.SplittableReader.Part;

/** The parts of an MDF: its tables stand one behind the other, and a part is a stretch of their units. */
final class DividedParts {
    private DividedParts() {}

    /** The parts of about so many bytes; one if there is not more to read. */
    static List<Part> of(List<? extends Divided> tables, long wantedBytes) {
        List<Long> cuts = new ArrayList<>(List.of(0L));
        long base = 0;
        long bytes = 0;
        for (Divided table : tables) {
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

    /** Reads what of the tables lies in a part; their groups have these indices in the dump's header. */
    static void read(Part part, List<Table> tables, List<int[]> indices, ColumnPool pool, DumpSink sink)
            throws IOException {
        long base = 0;
        for (int t = 0; t < tables.size(); t++) {
            Table table = tables.get(t);
            long from = Math.max(0, part.from() - base);
            long to = Math.min(table.units(), part.to() - base);
            if (from < to) {
                table.read(from, to, indices.get(t), pool, sink);
            }
            base += table.units();
        }
    }

    /** Units of all tables. */
    static long units(List<? extends Divided> tables) {
        return tables.stream().mapToLong(Divided::units).sum();
    }
}
