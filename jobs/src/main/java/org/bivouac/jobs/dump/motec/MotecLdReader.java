package org.bivouac.jobs.dump.motec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bivouac.jobs.dump.DateFault;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.SplittableReader;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads MoTeC {@code .ld}: a header, a chain of channel blocks, and the samples of one channel after the other. Only the
 * chain's forward pointers are followed. Channels with the same rate and the same declared length share a group, so a
 * channel keeps its own count; one that the file is too short for is missing from where it ends. Rates are whole numbers,
 * so that every group can be cut at a whole second.
 */
public final class MotecLdReader implements SplittableReader {
    private static final int HEADER = 414;
    private static final int MOST_CHANNELS = 10_000;

    @Override
    public String format() {
        return "motec-ld";
    }

    @Override
    public String description() {
        return "MoTeC .ld";
    }

    @Override
    public List<String> extensions() {
        return List.of("ld");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "samples of unknown type: known are float32 and integers of 2 or 4 bytes",
                "channels with a shift and a multiplier together, which has no agreed meaning",
                "beacons of the .ldx file beside it");
    }

    @Override
    public boolean recognises(DumpHead head) {
        return head.bytes().length >= 12
                && head.startsWith("@\0\0\0\0\0\0\0")
                && Integer.toUnsignedLong(ByteBuffer.wrap(head.bytes())
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getInt(8))
                        >= 64;
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        read(file, new Part(0, 1, 0, Integer.MAX_VALUE), sink);
    }

    @Override
    public List<Part> parts(DumpFile file, long wantedBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            ByteBuffer header = header(file, channel);
            long seconds = data(file, channel, header, new ArrayList<>()).seconds();
            int count = (int) Math.max(1, Math.min(seconds, file.bytes() / wantedBytes));
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                parts.add(new Part(i, count, seconds * i / count, seconds * (i + 1) / count));
            }
            return parts;
        }
    }

    /** Reads the seconds from {@code part.from()} to {@code part.to()}. */
    @Override
    public void read(DumpFile file, Part part, DumpSink sink) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            ByteBuffer header = header(file, channel);
            List<Fault> faults = new ArrayList<>();
            LdData data = data(file, channel, header, faults);
            DumpHeader said = header(header, data.groups());
            sink.begin(said);
            if (part.number() == 0) {
                if (said.start() == null && said.metadata().containsKey("Log Date")) {
                    sink.reject(DateFault.of(
                            file,
                            said.metadata().get("Log Date") + " "
                                    + said.metadata().getOrDefault("Log Time", "")));
                }
                faults.forEach(sink::reject);
            }
            data.read(part.from(), part.to(), sink);
            if (part.number() == part.count() - 1) {
                data.account(sink);
            }
        }
    }

    private static ByteBuffer header(DumpFile file, FileChannel channel) throws IOException {
        if (file.bytes() < HEADER) {
            throw refusal(file, 0, "A2", "the header has " + HEADER + " bytes, the file " + file.bytes());
        }
        return bytes(channel, 0, HEADER);
    }

    private static LdData data(DumpFile file, FileChannel channel, ByteBuffer header, List<Fault> faults)
            throws IOException {
        List<LdChannel> channels = usable(file, chain(file, channel, header, faults), faults);
        if (channels.isEmpty()) {
            throw refusal(file, -1, "A2", "empty: no channel with samples that can be read");
        }
        LdData data = new LdData(file, channel, channels, faults);
        if (data.isEmpty()) {
            throw refusal(file, -1, "A2", "empty: the file ends before the first sample");
        }
        return data;
    }

    static DumpException refusal(DumpFile file, long offset, String rule, String reason) {
        return new DumpException(
                new Fault(file.name(), offset, 0, 0, rule, reason, "dump refused", "copy the dump again", 1));
    }

    /** Little-endian bytes of the file, fewer at its end. */
    static ByteBuffer bytes(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
        return buffer.flip();
    }

    /** Text up to the first NUL. */
    static String text(ByteBuffer bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.ISO_8859_1).strip();
    }

    private static List<LdChannel> chain(DumpFile file, FileChannel channel, ByteBuffer header, List<Fault> faults)
            throws IOException {
        List<LdChannel> channels = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long at = Integer.toUnsignedLong(header.getInt(8));
        while (at != 0) {
            if (!seen.add(at) || at < 64 || at + LdChannel.BLOCK > file.bytes() || seen.size() > MOST_CHANNELS) {
                String reason = at + LdChannel.BLOCK > file.bytes()
                        ? "channel block " + seen.size() + " lies outside the file"
                        : "the chain of channels does not end: it comes back to a block, or has more than "
                                + MOST_CHANNELS;
                faults.add(new Fault(
                        file.name(), at, 0, seen.size(), "C1", reason, "chain ended here", "copy the dump again", 1));
                break;
            }
            ByteBuffer block = bytes(channel, at, LdChannel.BLOCK);
            channels.add(LdChannel.of(at, block));
            at = LdChannel.next(block);
        }
        int stated = header.getInt(86);
        if (stated != channels.size()) {
            faults.add(new Fault(
                    file.name(),
                    86,
                    0,
                    0,
                    "C1",
                    channels.size() + " channels found, the header states " + Integer.toUnsignedString(stated),
                    "the channels found are read",
                    "copy the dump again",
                    1));
        }
        return channels;
    }

    private static List<LdChannel> usable(DumpFile file, List<LdChannel> all, List<Fault> faults) {
        List<LdChannel> usable = new ArrayList<>();
        for (LdChannel channel : all) {
            Optional<String> obstacle = channel.obstacle();
            if (obstacle.isPresent()) {
                faults.add(new Fault(
                        file.name(),
                        channel.at(),
                        0,
                        all.indexOf(channel) + 1L,
                        "C4",
                        "channel '" + channel.name() + "': " + obstacle.get(),
                        "channel rejected",
                        "export the dump as CSV",
                        Math.max(1, channel.declared())));
            } else if (channel.declared() > 0) {
                usable.add(channel);
            }
        }
        return usable;
    }

    private DumpHeader header(ByteBuffer header, List<DumpHeader.Group> groups) {
        String date = text(header, 94, 16);
        String time = text(header, 126, 16);
        Instant start = MotecDates.start(date, time);
        Map<String, String> metadata = new LinkedHashMap<>();
        note(metadata, "Log Date", date);
        note(metadata, "Log Time", time);
        note(metadata, "Driver", text(header, 158, 64));
        note(metadata, "Vehicle", text(header, 222, 64));
        note(metadata, "Venue", text(header, 350, 64));
        note(metadata, "Device Serial", Integer.toUnsignedString(header.getInt(70)));
        return new DumpHeader(
                format(),
                text(header, 74, 8),
                start,
                start == null ? DumpHeader.Clock.RELATIVE : DumpHeader.Clock.LOCAL,
                groups,
                metadata);
    }

    private static void note(Map<String, String> metadata, String key, String value) {
        if (!value.isEmpty()) {
            metadata.put(key, value);
        }
    }
}
