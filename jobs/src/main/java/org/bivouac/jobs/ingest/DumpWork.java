package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bivouac.jobs.dump.SplittableReader.Part;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.spark.Sized;
import org.bivouac.jobs.spark.Tasks;

/** Has dumps read by tasks: one task for a dump, or one for each part of a large dump, whose books it puts together. */
final class DumpWork {
    /** Each part opens the dump anew, so that more of them would cost more than they bring. */
    private static final int MOST_PARTS = 128;

    private final Readers readers;
    private final long partBytes;
    private final Tasks tasks;

    /** By dump and number of its part what came of it; 0 for a whole dump. */
    private final Map<String, TreeMap<Integer, PartOutcome>> outcomes = new TreeMap<>();

    /**
     * @param partBytes about how large a part is
     */
    DumpWork(Readers readers, long partBytes, Tasks tasks) {
        this.readers = readers;
        this.partBytes = partBytes;
        this.tasks = tasks;
    }

    /** Reads all dumps; what came of each, by the hash of its bytes. */
    Map<String, DumpOutcome> run(List<DumpPlanner.Planned> dumps) throws IOException {
        List<Item> items = new ArrayList<>();
        for (DumpPlanner.Planned planned : dumps) {
            items.addAll(items(planned));
        }
        // The largest first, so that no long task is left for the end.
        items.sort(Comparator.comparingLong((Item item) -> -item.bytes()));
        read(items);
        Map<String, DumpOutcome> joined = new TreeMap<>();
        List<Item> again = new ArrayList<>();
        for (DumpPlanner.Planned planned : dumps) {
            Optional<DumpOutcome> outcome = joined(planned.task());
            outcome.ifPresent(whole -> joined.put(planned.task().sha256(), whole));
            if (outcome.isEmpty()) {
                again.add(new Item(planned.task(), null, null));
            }
        }
        if (!again.isEmpty()) {
            read(again);
            again.forEach(item -> joined.put(
                    item.task().sha256(),
                    outcomes.get(item.task().sha256()).get(0).dump()));
        }
        return joined;
    }

    private List<Item> items(DumpPlanner.Planned planned) throws IOException {
        DumpTask task = planned.task();
        long bytes = Math.max(partBytes, task.bytes() / MOST_PARTS);
        List<Part> parts = planned.refusal() == null ? DumpIngest.parts(task, readers, bytes) : List.of();
        if (parts.size() < 2) {
            return List.of(new Item(task, planned.refusal(), null));
        }
        return parts.stream().map(part -> new Item(task, null, part)).toList();
    }

    private void read(List<Item> items) {
        Readers ours = readers;
        boolean anyParts = items.stream().anyMatch(item -> item.part() != null);
        String what = anyParts ? "reading dumps, large ones in parts" : "reading dumps";
        List<PartOutcome> results = tasks.map(what, items, item -> item.run(ours));
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            outcomes.computeIfAbsent(item.task().sha256(), sha -> new TreeMap<>())
                    .put(item.part() == null ? 0 : item.part().number(), results.get(i));
        }
    }

    /** The outcome of a dump from those of its parts; empty if it must be read whole. */
    private Optional<DumpOutcome> joined(DumpTask task) throws IOException {
        TreeMap<Integer, PartOutcome> parts = outcomes.get(task.sha256());
        if (parts.firstEntry().getValue().dump() != null) {
            return Optional.of(parts.firstEntry().getValue().dump());
        }
        List<DumpBooks> books = new ArrayList<>();
        parts.values().forEach(part -> books.add(part.books()));
        return DumpIngest.join(task, books);
    }

    /**
     * A piece of work.
     *
     * @param refusal that was clear before reading; else null
     * @param part what of the dump to read; null for all of it
     */
    private record Item(DumpTask task, Fault refusal, Part part) implements Sized, Serializable {
        PartOutcome run(Readers readers) throws IOException {
            if (part != null) {
                return new PartOutcome(null, DumpIngest.run(task, part, readers));
            }
            return new PartOutcome(
                    refusal == null
                            ? DumpIngest.run(task, readers)
                            : DumpIngest.refused(task, null, List.of(refusal), Path.of(task.directory())),
                    null);
        }

        @Override
        public long bytes() {
            return part == null ? task.bytes() : task.bytes() / part.count();
        }
    }
}
