package org.bivouac.jobs.dump.fit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.ByteClaims;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.RowBlock;
import org.bivouac.jobs.dump.SteadyRate;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads Garmin FIT: one group for each kind of message that has a time ({@code record}, {@code lap}, {@code session} …),
 * in the profile's units; positions in degrees instead of semicircles. A field of several values is a channel for each,
 * {@code name[0]}; a field that an application defined has its name. Values that FIT calls invalid are missing. Messages
 * without a time are counted in the metadata.
 */
public final class FitReader implements DumpReader {
    /** 1989-12-31T00:00:00Z. */
    private static final long EPOCH_SECONDS = 631_065_600L;
    /** Times below count from when the device was switched on. */
    private static final long SYSTEM_TIME = 0x1000_0000L;

    private static final int MOST_CHANNELS = 4000;
    private static final int FILE_ID = 0;

    @Override
    public String format() {
        return "fit";
    }

    @Override
    public String description() {
        return "Garmin FIT";
    }

    @Override
    public List<String> extensions() {
        return List.of("fit");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "messages without a time: counted",
                "components packed into other fields, and fields accumulated over a roll-over: kept raw",
                "times since power-up in a file that also has a date",
                "shown on files made in code: no real file was at hand");
    }

    @Override
    public boolean recognises(DumpHead head) {
        return FitScan.begins(ByteBuffer.wrap(head.bytes()).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        Census census = new Census(file);
        FitScan.read(file, census);
        if (census.groups.isEmpty()) {
            throw new DumpException(Fault.ofFile(
                    file.name(), "A2", "empty: no message with a time", "dump refused", "copy the dump again"));
        }
        sink.begin(census.header(format()));
        Decoding decoding = new Decoding(file, census, sink);
        FitScan.read(file, decoding);
        decoding.finish();
    }

    /** A channel: one value of a field. */
    private record Key(int developer, int field, int element, boolean text) {}

    /** The channels of one kind of message. */
    private static final class Group {
        private final int index;
        private final Map<Key, Integer> channels = new LinkedHashMap<>();
        private final Map<Key, Integer> counts = new HashMap<>();
        private final SteadyRate rate = new SteadyRate();

        Group(int index) {
            this.index = index;
        }

        void add(Message message) {
            for (Message.Field field : message.fields()) {
                if (field.number() == Message.TIMESTAMP && field.developer() < 0) {
                    continue;
                }
                int count = field.isText() ? 1 : field.count();
                for (int e = 0; e < count; e++) {
                    Key key = new Key(field.developer(), field.number(), e, field.isText());
                    channels.putIfAbsent(key, channels.size());
                }
                counts.merge(new Key(field.developer(), field.number(), 0, field.isText()), count, Math::max);
            }
        }
    }

    private static double seconds(Message message, ByteBuffer bytes, long timestamp) {
        boolean finer = FitProfile.field(message.number(), 0).name().equals("timestamp_ms");
        Message.Field millis = finer ? message.field(0) : null;
        double more = millis == null || millis.count() != 1 ? 0 : millis.type().number(bytes, millis.offset());
        return timestamp + (Double.isNaN(more) ? 0 : more / 1000);
    }

    /** The first pass: kinds of messages and their channels. */
    private static final class Census implements FitScan.Listener {
        private final DumpFile file;
        private final Map<Integer, Group> groups = new LinkedHashMap<>();
        private final Map<Integer, FitProfile.Entry> described = new HashMap<>();
        private final Map<String, Long> untimed = new TreeMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private final Map<Integer, Message> seen = new HashMap<>();
        private double firstAbsolute = Double.NaN;
        private double firstRelative = Double.NaN;

        Census(DumpFile file) {
            this.file = file;
        }

        @Override
        public void header(long from, long to) {}

        @Override
        public void structure(long from, long to) {}

        @Override
        public void refused(String rule, long from, long to, String reason) {}

        @Override
        public void described(int developer, int number, FitProfile.Entry entry) {
            described.putIfAbsent((developer << 8) | number, entry);
        }

        @Override
        @SuppressWarnings(
                "ReferenceEquality") // whether it is the very definition of the last message, not an equal one
        public void data(Message message, ByteBuffer bytes, long timestamp, long from, long to) {
            if (message.number() == FILE_ID) {
                fileId(message, bytes);
            }
            if (timestamp == FitScan.UNTIMED) {
                untimed.merge(FitProfile.message(message.number()), 1L, Long::sum);
                return;
            }
            double seconds = seconds(message, bytes, timestamp);
            if (timestamp >= SYSTEM_TIME) {
                firstAbsolute = Double.isNaN(firstAbsolute) ? seconds : firstAbsolute;
            } else {
                firstRelative = Double.isNaN(firstRelative) ? seconds : firstRelative;
            }
            Group group = groups.computeIfAbsent(message.number(), number -> new Group(groups.size()));
            group.rate.add(seconds);
            if (seen.put(message.number(), message) != message) {
                group.add(message);
                if (group.channels.size() > MOST_CHANNELS) {
                    throw new DumpException(Fault.ofFile(
                            file.name(),
                            "B4",
                            "message " + message.number() + " has more than " + MOST_CHANNELS + " values",
                            "dump refused",
                            "copy the dump again"));
                }
            }
        }

        private void fileId(Message message, ByteBuffer bytes) {
            String[] names = {"type", "manufacturer", "product", "serial_number"};
            for (int f = 0; f < names.length; f++) {
                Message.Field field = message.field(f);
                double value = field == null || field.count() != 1
                        ? Double.NaN
                        : field.type().number(bytes, field.offset());
                if (!Double.isNaN(value)) {
                    metadata.putIfAbsent("file_id " + names[f], Long.toString((long) value));
                }
            }
        }

        boolean dated() {
            return !Double.isNaN(firstAbsolute);
        }

        /** FIT's time of second 0. */
        double zero() {
            return dated() ? firstAbsolute : firstRelative;
        }

        DumpHeader header(String format) {
            untimed.forEach((name, count) -> metadata.put("skipped " + name, Long.toString(count)));
            List<DumpHeader.Group> all = new ArrayList<>();
            groups.forEach((number, group) -> all.add(
                    new DumpHeader.Group(FitProfile.message(number), group.rate.hertz(), channels(number, group))));
            return new DumpHeader(
                    format,
                    metadata.containsKey("file_id product") ? "product " + metadata.get("file_id product") : "",
                    dated() ? Instant.EPOCH.plusMillis(Math.round((EPOCH_SECONDS + zero()) * 1000)) : null,
                    dated() ? DumpHeader.Clock.UTC : DumpHeader.Clock.RELATIVE,
                    all,
                    metadata);
        }

        List<RawChannel> channels(int number, Group group) {
            List<RawChannel> channels = new ArrayList<>();
            for (Key key : group.channels.keySet()) {
                FitProfile.Entry entry = entry(number, key);
                boolean several = group.counts.get(new Key(key.developer(), key.field(), 0, key.text())) > 1;
                channels.add(new RawChannel(
                        several ? entry.name() + "[" + key.element() + "]" : entry.name(),
                        key.text() ? "" : entry.unit(),
                        key.text() ? Role.TEXT : Role.NUMBER));
            }
            return channels;
        }

        FitProfile.Entry entry(int message, Key key) {
            return key.developer() < 0
                    ? FitProfile.field(message, key.field())
                    : described.getOrDefault(
                            (key.developer() << 8) | key.field(),
                            new FitProfile.Entry("developer field " + key.developer() + "." + key.field(), "", 1, 0));
        }
    }

    /** The second pass: rows. */
    private static final class Decoding implements FitScan.Listener {
        private final DumpFile file;
        private final Census census;
        private final DumpSink sink;
        private final ByteClaims claims;
        private final Map<Integer, RowBlock> blocks = new HashMap<>();
        private final Map<Integer, Long> ordinals = new HashMap<>();

        Decoding(DumpFile file, Census census, DumpSink sink) {
            this.file = file;
            this.census = census;
            this.sink = sink;
            claims = new ByteClaims(file.name(), sink);
            census.groups.forEach((number, group) ->
                    blocks.put(number, new RowBlock(group.index, census.channels(number, group), sink)));
        }

        @Override
        public void header(long from, long to) {
            claims.upTo(from, ByteUse.DECODED);
            claims.upTo(to, ByteUse.HEADER);
        }

        @Override
        public void structure(long from, long to) {
            claims.upTo(from, ByteUse.DECODED);
            claims.upTo(to, ByteUse.HEADER);
        }

        @Override
        public void data(Message message, ByteBuffer bytes, long timestamp, long from, long to) {
            if (timestamp == FitScan.UNTIMED) {
                claims.upTo(to, ByteUse.DECODED);
                return;
            }
            if (census.dated() && timestamp < SYSTEM_TIME) {
                claims.refuse(
                        "D1",
                        from,
                        to,
                        0,
                        "time " + timestamp + " s counts from power-up, others have a date",
                        "nothing, unless it is most of the dump",
                        1);
                return;
            }
            Group group = census.groups.get(message.number());
            RowBlock block = blocks.get(message.number());
            block.row(
                    seconds(message, bytes, timestamp) - census.zero(),
                    ordinals.merge(message.number(), 1L, Long::sum) - 1);
            for (Message.Field field : message.fields()) {
                if (field.number() == Message.TIMESTAMP && field.developer() < 0) {
                    continue;
                }
                if (field.isText()) {
                    Key key = new Key(field.developer(), field.number(), 0, true);
                    block.text(group.channels.get(key), BaseType.text(bytes, field.offset(), field.size()));
                    continue;
                }
                for (int e = 0; e < field.count(); e++) {
                    Key key = new Key(field.developer(), field.number(), e, false);
                    double raw = field.type()
                            .number(bytes, field.offset() + e * field.type().size());
                    block.number(
                            group.channels.get(key),
                            census.entry(message.number(), key).value(raw));
                }
            }
            claims.upTo(to, ByteUse.DECODED);
        }

        @Override
        public void refused(String rule, long from, long to, String reason) {
            if (to > from && !rule.equals("C3")) {
                claims.refuse(rule, from, to, 0, reason, "copy the dump again", 1);
            } else {
                // The bytes of a wrong checksum are accounted for behind the data that it is about.
                sink.reject(new Fault(
                        file.name(), from, 0, 0, rule, reason, "the messages are used", "copy the dump again", 1));
            }
        }

        void finish() {
            blocks.values().forEach(RowBlock::flush);
            claims.close(file.bytes(), ByteUse.DECODED);
        }
    }
}
