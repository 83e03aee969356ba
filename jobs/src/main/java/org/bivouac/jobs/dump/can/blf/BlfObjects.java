package org.bivouac.jobs.dump.can.blf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bivouac.jobs.dump.can.BusClocks;
import org.bivouac.jobs.dump.can.CutSteps;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.FrameSink;
import org.bivouac.jobs.dump.can.Stretch;
import org.bivouac.jobs.fault.Fault;

/**
 * The objects of a {@code .blf} as one stream of bytes: containers are fed in order, an object may begin in one and end in
 * another. What is no object is passed over up to the next that is one.
 */
final class BlfObjects {
    /** Objects of more bytes are passed over: the largest frame has 200. */
    private static final int LARGEST = 1 << 20;
    /** Padding behind an object whose length is no multiple of four has up to so many bytes. */
    private static final int PADDING = 7;

    private static final int MOST_KINDS = 1_000;
    private static final double NANOS = 1e9;

    private final String file;
    private final FrameSink sink;
    private BusClocks clocks;
    private final BlfObject object = new BlfObject();
    private final Map<Integer, String> buses = new LinkedHashMap<>();
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private byte[] bytes = new byte[1 << 12];
    private int filled;
    /** Bytes of an object too large to keep that are still to come. */
    private long passing;
    /** Whether the next bytes may stand in the middle of an object. */
    private boolean lost;

    private long frames;
    private long ordinal;
    private long count;
    private double seconds = Double.NaN;
    /** Where the log may be cut if the next frame's time allows it; else null. */
    private Place cut;

    /**
     * A place before a container.
     *
     * @param bytes of an object that began before and is not whole
     * @param passing bytes of an object too large to keep that are still to come
     * @param lost whether the next bytes may stand in the middle of an object
     * @param ordinal of the next frame
     * @param count of objects so far
     * @param lastSeconds time of the last frame of each bus
     * @param faults refused so far
     */
    record Place(
            long offset,
            byte[] bytes,
            long passing,
            boolean lost,
            long ordinal,
            long count,
            BusClocks.Last lastSeconds,
            LinkedHashMap<String, Fault> faults)
            implements Stretch.Place {}

    BlfObjects(String file, FrameSink sink) {
        this.file = file;
        this.sink = sink;
        clocks = new BusClocks(file, sink, new BusClocks.Last());
    }

    /** Goes on from a place. */
    void resume(Place place) {
        bytes = Arrays.copyOf(place.bytes, Math.max(bytes.length, place.bytes.length));
        filled = place.bytes.length;
        passing = place.passing;
        lost = place.lost;
        ordinal = place.ordinal;
        count = place.count;
        clocks = new BusClocks(file, sink, place.lastSeconds);
        faults.putAll(place.faults);
    }

    /** The next object of the file, a container or not, begins here. */
    void near(long offset) {
        if (cut == null && frames > 0 && offset >= sink.placeWanted()) {
            cut = new Place(
                    offset,
                    Arrays.copyOf(bytes, filled),
                    passing,
                    lost,
                    ordinal,
                    count,
                    clocks.last(),
                    new LinkedHashMap<>(faults));
        }
    }

    /** Frames handed over. */
    long frames() {
        return frames;
    }

    /** Objects seen, without containers. */
    long objects() {
        return count;
    }

    /** Why the first refused object was; empty when none was. */
    String firstFault() {
        return faults.isEmpty() ? "" : faults.keySet().iterator().next();
    }

    /** A container was lost: an object that began before is cut, and the next one that is fed may begin anywhere. */
    void gap(long offset) {
        if (filled > 0 || passing > 0) {
            refuse(offset, "an object that a refused container continues is cut");
        }
        filled = 0;
        passing = 0;
        lost = true;
    }

    /**
     * Takes the next bytes.
     *
     * @param offset of the container in the file, for messages
     */
    void feed(byte[] more, int length, long offset) {
        int from = (int) Math.min(passing, length);
        passing -= from;
        int wanted = filled + length - from;
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(wanted, 2 * bytes.length));
        }
        System.arraycopy(more, from, bytes, filled, length - from);
        filled = wanted;
        int at = objects(offset);
        at = Math.min(at, filled);
        System.arraycopy(bytes, at, bytes, 0, filled - at);
        filled -= at;
    }

    /** Reads whole objects from the buffer; where the first stands that is not whole. */
    private int objects(long offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, filled).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (filled - at >= BlfObject.BASE + PADDING) {
            int found = find(at);
            if (found < 0) {
                // The first bytes of the next object may be here.
                int rest = filled - 3;
                noise(rest - at, offset);
                return rest;
            }
            noise(found - at, offset);
            at = found;
            if (filled - at < BlfObject.BASE) {
                return at;
            }
            int header = Short.toUnsignedInt(buffer.getShort(at + 4));
            long size = Integer.toUnsignedLong(buffer.getInt(at + 8));
            if (header < BlfObject.BASE || size < header) {
                refuse(offset, "an object states " + size + " bytes with a header of " + header);
                at += 4;
                lost = true;
                continue;
            }
            if (size > LARGEST) {
                count++;
                sink.skipped("object of more than " + LARGEST + " bytes");
                if (size > filled - at) {
                    passing = size - (filled - at);
                    return filled;
                }
            } else if (size > filled - at) {
                return at;
            } else {
                one(buffer, at, (int) size, offset);
            }
            at += (int) size;
            lost = false;
        }
        return at;
    }

    /** Where the next object begins, from {@code from}; -1 if none is in the buffer. */
    private int find(int from) {
        for (int at = from; at + 4 <= filled; at++) {
            if (bytes[at] == 'L' && bytes[at + 1] == 'O' && bytes[at + 2] == 'B' && bytes[at + 3] == 'J') {
                return at;
            }
        }
        return -1;
    }

    private void noise(int length, long offset) {
        if (length > PADDING && !lost) {
            refuse(offset, "no object begins where the one before ends");
            lost = true;
        }
    }

    private void one(ByteBuffer buffer, int at, int size, long offset) {
        count++;
        object.read(buffer, at, size);
        if (object.wrong != null) {
            refuse(offset, "object of type " + Integer.toUnsignedString(buffer.getInt(at + 12)) + ": " + object.wrong);
            return;
        }
        if (object.skipped != null) {
            sink.skipped(object.skipped);
            return;
        }
        Frame frame = new Frame(
                ordinal++,
                object.nanos / NANOS,
                buses.computeIfAbsent(object.channel, channel -> Integer.toString(channel)),
                object.kind,
                object.id,
                object.extended,
                object.format,
                object.sent,
                object.data,
                object.dlc,
                object.fast,
                object.passive);
        frames++;
        if (cut != null && CutSteps.allow(seconds, frame.seconds())) {
            sink.place(cut);
        }
        cut = null;
        seconds = frame.seconds();
        clocks.see(frame, offset, count);
        sink.frame(frame);
    }

    /** Refuses an object: its bytes are packed, so that no range of the file is its own. */
    private void refuse(long offset, String reason) {
        ordinal++;
        Fault first = faults.get(reason);
        String key = first == null && faults.size() >= MOST_KINDS ? "more objects are impossible" : reason;
        Fault known = faults.get(key);
        faults.put(
                key,
                new Fault(
                        file,
                        known == null ? offset : known.byteOffset(),
                        0,
                        known == null ? count : known.line(),
                        "C1",
                        key,
                        "object rejected",
                        "copy the dump again",
                        known == null ? 1 : known.count() + 1));
    }

    /** Tells what was refused; the file ends at {@code offset}. */
    void close(long offset) {
        if (passing > 0 || filled >= BlfObject.BASE) {
            refuse(offset, "the last object is cut");
        }
        faults.values().forEach(sink::reject);
        clocks.close();
    }
}
