package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bivouac.jobs.dump.can.Frame;

/** The frames of all tables of a dump, merged by time; those without a time come first. */
final class BusFrames implements BusEvents {
    private final List<Table> tables;

    BusFrames(List<Table> tables) {
        this.tables = tables.stream().filter(table -> table.frames() != null).toList();
    }

    @Override
    public boolean hasFrames() {
        return !tables.isEmpty();
    }

    @Override
    public void frames(Consumer<Frame> sink) throws IOException {
        List<FrameWindow> windows = new ArrayList<>();
        for (Table table : tables) {
            windows.add(table.frames());
        }
        long ordinal = 0;
        for (FrameWindow next = earliest(windows); next != null; next = earliest(windows)) {
            sink.accept(next.next(ordinal++));
        }
    }

    /** The window whose next frame is the earliest, of equals the first; null when none has one. */
    private static FrameWindow earliest(List<FrameWindow> windows) throws IOException {
        FrameWindow earliest = null;
        for (FrameWindow window : windows) {
            if (window.more() && (earliest == null || key(window) < key(earliest))) {
                earliest = window;
            }
        }
        return earliest;
    }

    private static double key(FrameWindow window) {
        double seconds = window.seconds();
        return Double.isNaN(seconds) ? Double.NEGATIVE_INFINITY : seconds;
    }
}
