package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a logger's samples into frames in the order of time. A frame whose samples are all missing is not sent, as that of a
 * box that is silent.
 */
final class CanFrames {
    private final LoggerClock clock;
    private final List<Payloads> payloads = new ArrayList<>();
    /** Per frame of a second: when, whose payload, and of which sample. */
    private final int[] micros;

    private final Payloads[] of;
    private final int[] sample;
    private long second;

    CanFrames(CanPlan plan, LoggerClock clock) {
        this.clock = clock;
        CanPlan.Second frames = plan.second();
        micros = frames.micros();
        sample = frames.sample();
        of = new Payloads[micros.length];
        Map<String, Payloads> known = new HashMap<>();
        for (int f = 0; f < of.length; f++) {
            CanMessage message = frames.message()[f];
            int page = frames.page()[f];
            of[f] = known.computeIfAbsent(message.name() + " " + page, key -> new Payloads(message, page));
        }
        payloads.addAll(known.values());
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

    /** One second's payloads of a message, or of a page of it. */
    private static final class Payloads {
        private final CanMessage message;
        private final long page;
        private final CanSignal[] signals;
        private final long[] bits;
        private final boolean[] present;

        Payloads(CanMessage message, int page) {
            this.message = message;
            this.page = message.pages() > 0 ? page : 0;
            signals = CanPlan.onPage(message, page);
            bits = new long[message.rateHz()];
            present = new boolean[message.rateHz()];
        }

        void set(double[][] values, int first) {
            Arrays.fill(bits, page);
            Arrays.fill(present, false);
            for (CanSignal signal : signals) {
                signal.put(values[signal.column()], first, bits, present);
            }
        }
    }

    /** Sends a stretch of whole seconds. */
    void send(double[][] values, int seconds, Sink sink) throws IOException {
        for (int s = 0; s < seconds; s++, second++) {
            for (Payloads each : payloads) {
                each.set(values, s * each.message.rateHz());
            }
            for (int f = 0; f < of.length; f++) {
                Payloads one = of[f];
                if (one.present[sample[f]]) {
                    sink.frame(nanos(micros[f]), one.message, one.bits[sample[f]]);
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
