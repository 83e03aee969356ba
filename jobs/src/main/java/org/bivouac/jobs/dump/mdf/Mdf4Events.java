package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.can.BusDecoder;
import org.bivouac.jobs.dump.can.CutSteps;
import org.bivouac.jobs.dump.can.Frame;

/**
 * What the bus events of a dump mean, in groups behind those of the dump: a first pass over all frames says which groups,
 * a second one gives their rows. At some places the first pass notes what a part of the second must know.
 */
final class Mdf4Events implements Divided {
    /** Places that the first pass notes, if the dump is to be cut. */
    static final int MOST_PLACES = 256;

    private final Mdf4Frames frames;
    private final BusDecoder decoder;
    private final List<Cut> cuts = new ArrayList<>();
    private BusDecoder.Plan plan;

    /** A place between two frames, and what the decoder knows there. */
    private record Cut(Mdf4Frames.Start start, BusDecoder.State state) implements Serializable {}

    /**
     * What a part of the second pass is told.
     *
     * @param units into which the pass is divided
     * @param from null if the part has no frames
     * @param end ordinal of the first frame behind it
     */
    record Known(BusDecoder.Plan plan, long units, Cut from, long end) implements Serializable {
        private boolean isLast() {
            return end == Long.MAX_VALUE;
        }
    }

    Mdf4Events(Mdf4Frames frames, BusDecoder decoder) {
        this.frames = frames;
        this.decoder = decoder;
    }

    /**
     * The first pass; what it found.
     *
     * @param first index that the first group has in the header
     * @param places to note at most; one for none but the beginning
     */
    List<DumpHeader.Group> see(int first, int places, Map<String, String> metadata) throws IOException {
        Mdf4Frames.Walk walk = frames.new Walk(frames.beginning());
        long apart = Math.max(1, frames.count() / places);
        cuts.add(new Cut(frames.beginning(), decoder.state()));
        double before = Double.NaN;
        while (walk.hasNext()) {
            boolean wanted = cuts.size() < places && walk.ordinal() >= apart * cuts.size();
            if (wanted && CutSteps.allow(before, walk.seconds())) {
                cuts.add(new Cut(walk.here(), decoder.state()));
            }
            before = walk.seconds();
            Frame frame = walk.next();
            if (frame != null) {
                decoder.see(frame);
            }
        }
        List<DumpHeader.Group> groups = decoder.groups(first);
        metadata.putAll(decoder.metadata());
        plan = decoder.plan();
        return groups;
    }

    @Override
    public long units() {
        return cuts.size();
    }

    @Override
    public long cut(long unit) {
        return Math.min(units(), unit);
    }

    @Override
    public long bytes() {
        return frames.bytes();
    }

    /** What the part must know that reads the units {@code [from, to)}. */
    Known known(long from, long to) {
        boolean any = from < Math.min(to, units());
        long end = any && to < units() ? cuts.get((int) to).start.ordinal() : Long.MAX_VALUE;
        return new Known(plan, units(), any ? cuts.get((int) from) : null, end);
    }

    /** The second pass, or a part of it. */
    void read(Known known, DumpSink sink) throws IOException {
        if (known.from == null) {
            return;
        }
        decoder.resume(known.plan, known.from.state);
        Mdf4Frames.Walk walk = frames.new Walk(known.from.start);
        while (walk.hasNext() && walk.ordinal() < known.end) {
            Frame frame = walk.next();
            if (frame != null) {
                decoder.decode(frame, sink);
            }
        }
        if (known.isLast()) {
            decoder.finish(sink);
        } else {
            decoder.pause(sink);
        }
    }
}
