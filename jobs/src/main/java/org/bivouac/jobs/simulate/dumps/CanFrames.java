package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;

/**
 * Turns a logger's samples into frames in the order of time. A frame whose samples are all missing is not sent, as that of a
 * box that is silent.
 */
final class CanFrames {
    private final CanPlan.Second plan;
    private final CanSignal[][] signals;
    private final LoggerClock clock;
    private long second;

    CanFrames(CanPlan plan, LoggerClock clock) {
        this.plan = plan.second();
        this.clock = clock;
        signals = new CanSignal[this.plan.micros().length][];
        for (int f = 0; f < signals.length; f++) {
            signals[f] = CanPlan.onPage(this.plan.message()[f], this.plan.page()[f]);
        }
    }

    /** Takes frames. */
    interface Sink {
        /**
         * A frame.
         *
         * @param nanos since the drive's start, as the logger's clock shows it
         * @param payload of eight bytes, the first one lowest
         */
        void frame(long nanos, CanMessage message, long payload) throws IOException;
    }

    /** Sends a stretch of whole seconds. */
    void send(double[][] values, int seconds, Sink sink) throws IOException {
        for (int s = 0; s < seconds; s++, second++) {
            for (int f = 0; f < signals.length; f++) {
                CanMessage message = plan.message()[f];
                int sample = s * message.rateHz() + plan.sample()[f];
                long payload = message.pages() > 0 ? plan.page()[f] : 0;
                boolean present = false;
                for (CanSignal signal : signals[f]) {
                    double value = values[signal.column()][sample];
                    present |= value == value;
                    payload |= signal.bits(value);
                }
                if (present) {
                    sink.frame(nanos(plan.micros()[f]), message, payload);
                }
            }
        }
    }

    private long nanos(int micros) {
        return clock.right()
                ? second * 1_000_000_000L + micros * 1000L
                : Math.round(clock.shown(second + micros * 1e-6) * 1e6) * 1000;
    }
}
