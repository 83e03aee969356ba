package org.bivouac.jobs.dump.can;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import org.bivouac.jobs.fault.Fault;

/**
 * Watches the time of each bus of a log and tells where it goes back, or ahead by more than a day. Buses are watched one by
 * one: loggers with several write their frames in the order in which they came to hand.
 */
public final class BusClocks {
    /** Steps that get their own message. */
    private static final int MOST_STEPS = 1_000;

    private static final double DAY = 86_400;

    private final String file;
    private final FrameSink sink;
    private final Last last;
    private String lastBus;
    private double[] lastOfBus;
    private int steps;
    private Fault moreSteps;

    /** Times of the last frame of each bus, s, by its name. */
    public static final class Last implements Serializable {
        private static final long serialVersionUID = 1L;

        private final HashMap<String, double[]> seconds = new HashMap<>();

        private Last copy() {
            Last copy = new Last();
            seconds.forEach((bus, time) -> copy.seconds.put(bus, time.clone()));
            return copy;
        }
    }

    /**
     * A watch over one log or a stretch of it.
     *
     * @param before times before it
     */
    public BusClocks(String file, FrameSink sink, Last before) {
        this.file = file;
        this.sink = sink;
        last = before.copy();
    }

    /** Times of the last frames, as they are now. */
    public Last last() {
        return last.copy();
    }

    /**
     * Looks at the time of the next frame.
     *
     * @param offset where the frame stands in the file
     * @param line or record from 1; 0 when there is none
     */
    public void see(Frame frame, long offset, long line) {
        String bus = frame.bus();
        if (lastOfBus == null || !bus.equals(lastBus)) {
            lastBus = bus;
            lastOfBus = last.seconds.computeIfAbsent(bus, name -> new double[] {Double.NaN});
        }
        double before = lastOfBus[0];
        double after = frame.seconds();
        if (after < before || after - before > DAY) {
            step(offset, line, before, after);
        }
        lastOfBus[0] = after;
    }

    private void step(long offset, long line, double before, double after) {
        if (++steps > MOST_STEPS) {
            moreSteps = moreSteps == null
                    ? fault(offset, line, "the clock steps again", 1)
                    : fault(moreSteps.byteOffset(), moreSteps.line(), moreSteps.reason(), moreSteps.count() + 1);
            return;
        }
        String how = after < before ? "goes back" : "jumps ahead";
        sink.reject(
                fault(offset, line, String.format(Locale.ROOT, "time %s from %s s to %s s", how, before, after), 1));
    }

    private Fault fault(long offset, long line, String reason, long count) {
        return new Fault(
                file,
                offset,
                0,
                line,
                "D1",
                reason,
                "frames kept, to be split here",
                "check whether the logger restarted or two sessions were joined",
                count);
    }

    /** Tells the steps that got no message of their own. */
    public void close() {
        if (moreSteps != null) {
            sink.reject(moreSteps);
        }
    }
}
