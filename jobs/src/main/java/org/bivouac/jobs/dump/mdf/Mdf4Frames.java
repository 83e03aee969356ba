package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
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

    @Override
    public void frames(Consumer<Frame> sink) throws IOException {
        PriorityQueue<FrameCursor> waiting = new PriorityQueue<>();
        for (int p = 0; p < places.size(); p++) {
            Place place = places.get(p);
            FrameCursor cursor = new FrameCursor(place.table.cursor(place.group), place.members, p);
            if (cursor.advance()) {
                waiting.add(cursor);
            }
        }
        long ordinal = 0;
        while (!waiting.isEmpty()) {
            FrameCursor next = waiting.remove();
            Frame frame = next.frame(ordinal++);
            if (frame != null) {
                sink.accept(frame);
            }
            if (next.advance()) {
                waiting.add(next);
            }
        }
    }
}
