package org.bivouac.jobs.simulate.dumps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;

/**
 * Packs a logger's channels into messages: channels of one rate share frames of eight bytes, messages are Intel and Motorola
 * in turn, and those of 1 Hz are pages of one multiplexed message with an extended identifier. A bus takes messages up to
 * {@value #MOST_LOAD} of its time, then comes the next bus. Frames of one instant follow each other on their bus, fast
 * messages first, so a frame comes a known delay after its samples' instant.
 */
final class CanPlan {
    /** Time of a frame of eight bytes on a bus of 1 Mbit/s. */
    private static final int FRAME_MICROS = 130;

    private static final double MOST_LOAD = 0.7;
    private static final int FIRST_ID = 0x100;
    private static final int PAGED_ID = 0x18ff1000;
    private static final int PAGE_MICROS = 10_000;
    private static final int PAGED_BYTES = CanMessage.BYTES - 1;

    private final List<CanMessage> messages = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final String prefix;
    private final List<Integer> frames = new ArrayList<>();
    private double load;

    /** The plan of a logger. */
    CanPlan(Logger logger) {
        prefix = identifier(logger.name()).toUpperCase(Locale.ROOT);
        frames.add(0);
        List<LoggedChannel> channels = logger.channels();
        List<Integer> rates = channels.stream()
                .map(LoggedChannel::rateHz)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (int rate : rates) {
            if (rate == 1) {
                paged(channels);
            } else {
                packed(channels, rate);
            }
        }
    }

    /** The messages, fast ones first. */
    List<CanMessage> messages() {
        return messages;
    }

    private void packed(List<LoggedChannel> channels, int rate) {
        List<CanSignal> signals = new ArrayList<>();
        int filled = 0;
        for (int column = 0; column < channels.size(); column++) {
            LoggedChannel channel = channels.get(column);
            if (channel.rateHz() != rate) {
                continue;
            }
            if (filled + CanSignal.bytes(channel) > CanMessage.BYTES) {
                add(signals, rate, 0);
                signals = new ArrayList<>();
                filled = 0;
            }
            CanSignal.Order order = messages.size() % 2 == 0 ? CanSignal.Order.INTEL : CanSignal.Order.MOTOROLA;
            signals.add(new CanSignal(column, channel, unique(channel), filled, order, -1));
            filled += CanSignal.bytes(channel);
        }
        add(signals, rate, 0);
    }

    private void paged(List<LoggedChannel> channels) {
        List<CanSignal> signals = new ArrayList<>();
        int page = 0;
        int filled = 0;
        for (int column = 0; column < channels.size(); column++) {
            LoggedChannel channel = channels.get(column);
            if (channel.rateHz() == 1) {
                if (filled + CanSignal.bytes(channel) > PAGED_BYTES) {
                    page++;
                    filled = 0;
                }
                signals.add(new CanSignal(column, channel, unique(channel), 1 + filled, CanSignal.Order.INTEL, page));
                filled += CanSignal.bytes(channel);
            }
        }
        add(signals, 1, page + 1);
    }

    private void add(List<CanSignal> signals, int rate, int pages) {
        double share = rate * Math.max(1, pages) * FRAME_MICROS * 1e-6;
        if (load + share > MOST_LOAD) {
            load = 0;
            frames.add(0);
        }
        load += share;
        int bus = frames.size() - 1;
        int before = frames.get(bus);
        frames.set(bus, before + 1);
        int number = messages.size();
        messages.add(new CanMessage(
                prefix + "_" + rate + "HZ_" + (number + 1),
                pages == 0 ? FIRST_ID + number : PAGED_ID + number,
                pages > 0,
                bus,
                rate,
                pages,
                before * FRAME_MICROS,
                List.copyOf(signals)));
    }

    private String unique(LoggedChannel channel) {
        String name = identifier(channel.name());
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** The name as a database can spell it: letters, digits and underscores. */
    static String identifier(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
        return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "X" + plain : plain;
    }

    /**
     * The frames of one second in the order of time.
     *
     * @param micros when each is on its bus
     * @param message which
     * @param page of a multiplexed one; 0 else
     * @param sample of the second whose values it carries
     */
    record Second(int[] micros, CanMessage[] message, int[] page, int[] sample) {}

    /** The frames of any second. */
    Second second() {
        List<long[]> frames = new ArrayList<>();
        for (int m = 0; m < messages.size(); m++) {
            CanMessage one = messages.get(m);
            for (int sample = 0; sample < one.rateHz(); sample++) {
                for (int page = 0; page < Math.max(1, one.pages()); page++) {
                    long micros = 1_000_000L * sample / one.rateHz() + one.delayMicros() + (long) page * PAGE_MICROS;
                    frames.add(new long[] {micros, m, page, sample});
                }
            }
        }
        frames.sort(Comparator.<long[]>comparingLong(frame -> frame[0]).thenComparingLong(frame -> frame[1]));
        return new Second(
                frames.stream().mapToInt(frame -> (int) frame[0]).toArray(),
                frames.stream().map(frame -> messages.get((int) frame[1])).toArray(CanMessage[]::new),
                frames.stream().mapToInt(frame -> (int) frame[2]).toArray(),
                frames.stream().mapToInt(frame -> (int) frame[3]).toArray());
    }

    /** How many buses there are. */
    int buses() {
        return frames.size();
    }

    /** All signals, of one message after the other. */
    List<CanSignal> signals() {
        return messages.stream().flatMap(one -> one.signals().stream()).toList();
    }

    /** The signals that stand together in a frame. */
    static CanSignal[] onPage(CanMessage message, int page) {
        return message.signals().stream()
                .filter(one -> message.pages() == 0 || one.page() == page)
                .toArray(CanSignal[]::new);
    }
}
