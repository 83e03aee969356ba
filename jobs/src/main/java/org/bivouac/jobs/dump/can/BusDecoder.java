package org.bivouac.jobs.dump.can;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;

/**
 * Turns the frames of one dump into groups of channels, in two passes over the same frames: {@link #see} each, then
 * {@link #groups}, then {@link #decode} each, then {@link #finish}. A frame that no database knows is kept raw, in a
 * group of its bus.
 */
public final class BusDecoder {
    private static final int BLOCK_ROWS = 4096;
    private static final List<RawChannel> RAW = List.of(
            new RawChannel("id", "", Role.NUMBER),
            new RawChannel("extended", "", Role.NUMBER),
            new RawChannel("kind", "", Role.TEXT),
            new RawChannel("sent", "", Role.NUMBER),
            new RawChannel("length", "", Role.NUMBER),
            new RawChannel("data", "", Role.TEXT));

    private final Map<String, RawFrames> buses = new LinkedHashMap<>();

    /** A decoder of one dump's frames. */
    public BusDecoder() {}

    /** First pass: takes note of what there is. */
    public void see(Frame frame) {
        buses.computeIfAbsent(frame.bus(), bus -> new RawFrames());
    }

    /**
     * The groups that the second pass gives rows of.
     *
     * @param first index that the first of them has in the dump's header
     */
    public List<DumpHeader.Group> groups(int first) {
        List<DumpHeader.Group> groups = new ArrayList<>();
        buses.forEach((bus, raw) -> {
            raw.group = first + groups.size();
            groups.add(new DumpHeader.Group(("frames " + bus).strip(), Double.NaN, RAW));
        });
        return groups;
    }

    /** Second pass: hands over rows, a block at a time. */
    public void decode(Frame frame, DumpSink sink) {
        buses.get(frame.bus()).add(frame, sink);
    }

    /** Hands over what is left. */
    public void finish(DumpSink sink) {
        buses.values().forEach(raw -> raw.flush(sink));
    }

    private static final class RawFrames {
        private int group;
        private int count;
        private long ordinal;
        private final double[] seconds = new double[BLOCK_ROWS];
        private final double[][] numbers = new double[RAW.size()][];
        private final String[][] texts = new String[RAW.size()][];

        RawFrames() {
            for (int c = 0; c < RAW.size(); c++) {
                if (RAW.get(c).role() == Role.TEXT) {
                    texts[c] = new String[BLOCK_ROWS];
                } else {
                    numbers[c] = new double[BLOCK_ROWS];
                }
            }
        }

        void add(Frame frame, DumpSink sink) {
            seconds[count] = frame.seconds();
            numbers[0][count] = frame.id();
            numbers[1][count] = frame.extended() ? 1 : 0;
            texts[2][count] = frame.format() + " " + frame.kind();
            numbers[3][count] = frame.sent() ? 1 : 0;
            numbers[4][count] = frame.data().length;
            texts[5][count] = HexFormat.of().withUpperCase().formatHex(frame.data());
            if (++count == BLOCK_ROWS) {
                flush(sink);
            }
        }

        void flush(DumpSink sink) {
            if (count > 0) {
                sink.rows(new Rows(group, count, ordinal, null, seconds, numbers, texts, null));
                ordinal += count;
                count = 0;
            }
        }
    }
}
