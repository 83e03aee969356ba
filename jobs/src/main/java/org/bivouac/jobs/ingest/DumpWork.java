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

/**
 * Has dumps read by tasks. A large dump is first looked at for places to cut it, while others are read; then each of its
 * parts is a task, and their books are put together.
 */
final class DumpWork {
    /** Each part opens the dump anew, so that more of them would cost more than they bring. */
    private static final int MOST_PARTS = 128;

    private final Readers readers;
    private final long partBytes;
    private final Tasks tasks;

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
            long wanted = Math.max(partBytes, planned.task().bytes() / MOST_PARTS);
            boolean isLarge = planned.refusal() == null && planned.task().bytes() > wanted;
            items.add(new Item(planned.task(), planned.refusal(), null, isLarge ? wanted : 0));
        }
        Map<String, DumpOutcome> done = new TreeMap<>();
        List<Item> parts = new ArrayList<>();
        for (Done first : read("reading dumps", items)) {
            if (first.outcome.dump() != null) {
                done.put(first.item.task.sha256(), first.outcome.dump());
            }
            first.outcome.parts().forEach(part -> parts.add(new Item(first.item.task, null, part, 0)));
        }
        Map<String, TreeMap<Integer, DumpBooks>> books = new TreeMap<>();
        for (Done part : read("reading large dumps in parts", parts)) {
            books.computeIfAbsent(part.item.task.sha256(), sha -> new TreeMap<>())
                    .put(part.item.part.number(), part.outcome.books());
        }
        List<Item> again = new ArrayList<>();
        for (DumpPlanner.Planned planned : dumps) {
            String sha = planned.task().sha256();
            if (books.containsKey(sha)) {
                Optional<DumpOutcome> joined = DumpIngest.join(
                        planned.task(), new ArrayList<>(books.get(sha).values()));
                joined.ifPresentOrElse(
                        outcome -> done.put(sha, outcome), () -> again.add(new Item(planned.task(), null, null, 0)));
            }
        }
        for (Done whole : read("reading dumps whole", again)) {
            done.put(whole.item.task.sha256(), whole.outcome.dump());
        }
        return done;
    }

    private List<Done> read(String what, List<Item> items) {
        Readers ours = readers;
        // The largest first, so that no long task is left for the end.
        List<Item> ordered = new ArrayList<>(items);
        ordered.sort(Comparator.comparingLong((Item item) -> -item.bytes()));
        List<PartOutcome> results = ordered.isEmpty() ? List.of() : tasks.map(what, ordered, item -> item.run(ours));
        List<Done> done = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            done.add(new Done(ordered.get(i), results.get(i)));
        }
        return done;
    }

    private record Done(Item item, PartOutcome outcome) {}

    /**
     * A piece of work.
     *
     * @param refusal that was clear before reading; else null
     * @param part what of the dump to read; null for all of it
     * @param cutBytes how large parts should be of which it is not known yet where they begin; 0 if it is not to be cut
     */
    private record Item(DumpTask task, Fault refusal, Part part, long cutBytes) implements Sized, Serializable {
        PartOutcome run(Readers readers) throws IOException {
            if (part != null) {
                return PartOutcome.of(DumpIngest.run(task, part, readers));
            }
            if (refusal != null) {
                return PartOutcome.of(DumpIngest.refused(task, null, List.of(refusal), Path.of(task.directory())));
            }
            List<Part> parts = cutBytes == 0 ? List.of() : DumpIngest.parts(task, readers, cutBytes);
            return parts.size() < 2
                    ? PartOutcome.of(DumpIngest.run(task, readers))
                    : PartOutcome.of(new ArrayList<>(parts));
        }

        @Override
        public long bytes() {
            return part == null ? task.bytes() : task.bytes() / part.count();
        }
    }
}
