package org.bivouac.jobs.dump.motec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.Fault;

/** The samples of a {@code .ld}: who owns which bytes, and the channels of a group read side by side. */
final class LdData {
    private static final int BLOCK_ROWS = 8192;
    private static final int CHUNK = 1 << 16;

    /** Channels that share rate and declared length. */
    private record Key(int rateHz, long declared) {}

    private final DumpFile file;
    private final FileChannel channel;
    private final Map<Key, List<LdChannel>> groups = new LinkedHashMap<>();
    private final List<LdChannel> byPlace;
    private final Map<LdChannel, Long> whole = new HashMap<>();

    /** @param faults takes what is wrong with single channels */
    LdData(DumpFile file, FileChannel channel, List<LdChannel> channels, List<Fault> faults) {
        this.file = file;
        this.channel = channel;
        this.byPlace = disjoint(channels, faults);
        Set<LdChannel> kept = new HashSet<>(byPlace);
        for (LdChannel one : channels) {
            if (kept.contains(one)) {
                long fitting = Math.max(0, Math.min(one.declared(), (file.bytes() - one.data()) / one.size()));
                whole.put(one, fitting);
                groups.computeIfAbsent(new Key(one.rateHz(), one.declared()), key -> new ArrayList<>())
                        .add(one);
                if (fitting < one.declared()) {
                    faults.add(fault(
                            one,
                            "A1",
                            String.format(Locale.ROOT, "%d of %d samples are in the file", fitting, one.declared()),
                            "channel missing from there",
                            one.declared() - fitting));
                }
            }
        }
        flagDurations(faults);
    }

    private Fault fault(LdChannel one, String rule, String reason, String done, long count) {
        return new Fault(
                file.name(),
                one.at(),
                0,
                0,
                rule,
                "channel '" + one.name() + "': " + reason,
                done,
                "copy the dump again",
                Math.max(1, count));
    }

    /** The channels in the order of their samples, less those whose samples lie on another's or on the blocks. */
    private List<LdChannel> disjoint(List<LdChannel> channels, List<Fault> faults) {
        List<long[]> taken = new ArrayList<>();
        taken.add(new long[] {0, 64});
        channels.forEach(one -> taken.add(new long[] {one.at(), one.at() + LdChannel.BLOCK}));
        List<LdChannel> kept = new ArrayList<>();
        for (LdChannel one : channels) {
            long from = one.data();
            long to = from + one.declared() * one.size();
            if (taken.stream().anyMatch(range -> from < range[1] && range[0] < to)) {
                faults.add(fault(
                        one,
                        "C1",
                        "its samples overlap those of another, or a channel block",
                        "channel rejected",
                        one.declared()));
            } else {
                taken.add(new long[] {from, to});
                kept.add(one);
            }
        }
        kept.sort(Comparator.comparingLong(LdChannel::data));
        return kept;
    }

    /** A channel that lasts shorter than the longest has a wrong rate or lost its end; nothing tells which. */
    private void flagDurations(List<Fault> faults) {
        double longest = groups.keySet().stream()
                .mapToDouble(key -> (double) key.declared() / key.rateHz())
                .max()
                .orElse(0);
        for (Map.Entry<Key, List<LdChannel>> group : groups.entrySet()) {
            Key key = group.getKey();
            double lasts = (double) key.declared() / key.rateHz();
            if (longest - lasts > Math.max(1.0 / key.rateHz(), 0.01 * longest)) {
                for (LdChannel one : group.getValue()) {
                    String reason = String.format(
                            Locale.ROOT, "lasts %.1f s at %d Hz, the longest %.1f s", lasts, key.rateHz(), longest);
                    faults.add(fault(one, "D1", reason, "samples kept at the stated rate", 1));
                }
            }
        }
    }

    /** True when not one whole sample is in the file. */
    boolean isEmpty() {
        return whole.values().stream().allMatch(samples -> samples == 0);
    }

    List<DumpHeader.Group> groups() {
        List<DumpHeader.Group> all = new ArrayList<>();
        groups.forEach((key, channels) -> all.add(new DumpHeader.Group(
                name(key),
                key.rateHz(),
                channels.stream()
                        .map(one -> new RawChannel(one.name(), one.unit(), Role.NUMBER))
                        .toList())));
        return all;
    }

    private String name(Key key) {
        boolean alone =
                groups.keySet().stream().filter(k -> k.rateHz() == key.rateHz()).count() == 1;
        return key.rateHz() + " Hz" + (alone ? "" : ", " + key.declared() + " samples");
    }

    /** How many seconds the samples of the longest channel take, rounded up. */
    long seconds() {
        return groups.entrySet().stream()
                .mapToLong(group -> (rows(group.getValue()) + group.getKey().rateHz() - 1)
                        / group.getKey().rateHz())
                .max()
                .orElse(0);
    }

    private long rows(List<LdChannel> channels) {
        return channels.stream().mapToLong(whole::get).max().orElse(0);
    }

    /** Hands over the rows from one whole second to another. */
    void read(long fromSecond, long toSecond, DumpSink sink) throws IOException {
        int index = 0;
        for (Map.Entry<Key, List<LdChannel>> group : groups.entrySet()) {
            int rateHz = group.getKey().rateHz();
            long rows = rows(group.getValue());
            rows(
                    index++,
                    rateHz,
                    group.getValue(),
                    Math.min(rows, fromSecond * rateHz),
                    Math.min(rows, toSecond * rateHz),
                    sink);
        }
    }

    private void rows(int group, int rateHz, List<LdChannel> channels, long from, long to, DumpSink sink)
            throws IOException {
        int most = (int) Math.min(to - from, BLOCK_ROWS);
        double[][] numbers = new double[channels.size()][most];
        double[] seconds = new double[most];
        for (long first = from; first < to; first += BLOCK_ROWS) {
            int count = (int) Math.min(BLOCK_ROWS, to - first);
            for (int i = 0; i < count; i++) {
                seconds[i] = (double) (first + i) / rateHz;
            }
            for (int c = 0; c < numbers.length; c++) {
                LdChannel one = channels.get(c);
                int present = (int) Math.max(0, Math.min(count, whole.get(one) - first));
                ByteBuffer bytes = MotecLdReader.bytes(channel, one.data() + first * one.size(), present * one.size());
                // The file may have shrunk since it was measured.
                present = bytes.limit() / one.size();
                one.decode(bytes, present, numbers[c]);
                Arrays.fill(numbers[c], present, count, Double.NaN);
            }
            sink.rows(new Rows(group, count, first, null, seconds, numbers, null, null));
        }
    }

    /** Says what every byte is. */
    void account(DumpSink sink) throws IOException {
        long at = 0;
        for (LdChannel one : byPlace) {
            long from = Math.min(one.data(), file.bytes());
            gap(at, from, sink);
            long to = from + whole.get(one) * one.size();
            if (to > from) {
                sink.bytes(ByteUse.DECODED, from, to);
            }
            at = Math.max(at, to);
            long cut = Math.min(one.data() + one.declared() * one.size(), file.bytes());
            if (cut > at) {
                sink.reject(new Fault(
                        file.name(),
                        at,
                        cut - at,
                        0,
                        "A1",
                        "channel '" + one.name() + "': a sample is cut after " + (cut - at) + " of " + one.size()
                                + " bytes",
                        "bytes rejected",
                        "copy the dump again",
                        1));
                at = cut;
            }
        }
        gap(at, file.bytes(), sink);
    }

    /** Bytes that no channel owns: header before the first samples, then filling if they are zero. */
    private void gap(long from, long to, DumpSink sink) throws IOException {
        if (from >= to) {
            return;
        }
        if (from == 0) {
            sink.bytes(ByteUse.HEADER, from, to);
            return;
        }
        boolean zero = true;
        for (long at = from; at < to && zero; at += CHUNK) {
            ByteBuffer bytes = MotecLdReader.bytes(channel, at, (int) Math.min(CHUNK, to - at));
            while (bytes.hasRemaining() && zero) {
                zero = bytes.get() == 0;
            }
        }
        boolean blocks = byPlace.stream().anyMatch(one -> one.at() >= from && one.at() < to);
        if (zero || blocks) {
            sink.bytes(zero ? ByteUse.PADDING : ByteUse.HEADER, from, to);
        } else {
            sink.reject(new Fault(
                    file.name(),
                    from,
                    to - from,
                    0,
                    "A10",
                    "bytes that no channel owns",
                    "bytes rejected",
                    "nothing, unless a channel is missing",
                    1));
        }
    }
}
