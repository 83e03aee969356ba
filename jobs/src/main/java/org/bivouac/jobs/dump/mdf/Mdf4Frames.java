package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.bivouac.jobs.dump.can.Frame;

/** The bus events of an open MDF 4 dump: of all groups that have the members of a frame. */
final class Mdf4Frames implements BusEvents {
    /** A group with frames: of which table, and where. */
    private record Place(Table table, int group, FrameMembers members) {}

    private final List<Place> places = new ArrayList<>();

    /**
     * Between which two frames a walk stands.
     *
     * @param ordinal of the frame behind
     * @param rows of each group with frames, its row that comes next
     * @param seconds time by which each is merged with the others
     */
    record Start(long ordinal, long[] rows, double[] seconds) implements Serializable {}

    Mdf4Frames(List<Table> tables) {
        for (Table table : tables) {
            for (int g = 0; g < table.groups().size(); g++) {
                FrameMembers members = FrameMembers.of(table.groups().get(g).columns());
                if (members != null && table.records(g) > 0) {
                    places.add(new Place(table, g, members));
                }
            }
        }
    }

    @Override
    public boolean hasFrames() {
        return !places.isEmpty();
    }

    /** How many frames there are, at most. */
    long count() {
        return places.stream()
                .mapToLong(place -> place.table.records(place.group))
                .sum();
    }

    /** Bytes of the file that hold them. */
    long bytes() {
        return places.stream()
                .map(Place::table)
                .distinct()
                .mapToLong(Table::bytes)
                .sum();
    }

    /** Before the first frame. */
    Start beginning() {
        return new Start(0, new long[places.size()], new double[places.size()]);
    }

    @Override
    public void frames(Consumer<Frame> sink) throws IOException {
        Walk walk = new Walk(beginning());
        while (walk.hasNext()) {
            Frame frame = walk.next();
            if (frame != null) {
                sink.accept(frame);
            }
        }
    }

    /** A walk through the frames of all groups, merged by time. */
    final class Walk {
        private final PriorityQueue<FrameCursor> waiting = new PriorityQueue<>();
        private final FrameCursor[] cursors = new FrameCursor[places.size()];
        private long ordinal;

        Walk(Start start) throws IOException {
            ordinal = start.ordinal;
            for (int p = 0; p < cursors.length; p++) {
                Place place = places.get(p);
                GroupCursor rows = place.table.cursor(place.group, start.rows[p]);
                cursors[p] = new FrameCursor(rows, place.members, p, start.seconds[p]);
                if (cursors[p].advance()) {
                    waiting.add(cursors[p]);
                }
            }
        }

        boolean hasNext() {
            return !waiting.isEmpty();
        }

        /** Ordinal of the next frame. */
        long ordinal() {
            return ordinal;
        }

        /** Time of the next frame. */
        double seconds() {
            return waiting.element().seconds();
        }

        /** The next frame; null if its record holds none. */
        Frame next() throws IOException {
            FrameCursor next = waiting.remove();
            Frame frame = next.frame(ordinal++);
            if (next.advance()) {
                waiting.add(next);
            }
            return frame;
        }

        /** Where it stands. */
        Start here() {
            long[] rows = new long[cursors.length];
            double[] seconds = new double[cursors.length];
            for (int p = 0; p < cursors.length; p++) {
                rows[p] = cursors[p].row(places.get(p).table.records(places.get(p).group));
                seconds[p] = cursors[p].seconds();
            }
            return new Start(ordinal, rows, seconds);
        }
    }
}
