package org.bivouac.jobs.dump.can;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;

/** Keeps everything that a source of frames says. */
public final class FrameRecording implements FrameSink {
    /** Time of second 0. */
    public Instant start;

    /** How sure it is. */
    public Clock clock;

    /** What the header said. */
    public Map<String, String> metadata;

    /** The frames, in recorded order. */
    public final List<Frame> frames = new ArrayList<>();

    /** Everything refused. */
    public final List<Fault> rejects = new ArrayList<>();

    /** Skipped items by kind. */
    public final Map<String, Integer> skipped = new TreeMap<>();

    /** The bytes. */
    public final ByteLedger ledger = new ByteLedger();

    private FrameRecording() {}

    /** Reads a log and keeps what its source says. */
    public static FrameRecording of(DumpFile file, FrameSource source) throws IOException {
        FrameRecording recording = new FrameRecording();
        source.read(file, recording);
        return recording;
    }

    /** Writes a log into a folder and reads it. */
    public static FrameRecording of(Path folder, byte[] bytes, FrameSource source) throws IOException {
        Path path = folder.resolve("log");
        Files.write(path, bytes);
        return of(new DumpFile(path, "log", bytes.length), source);
    }

    @Override
    public void begin(String logger, Instant from, Clock how, Map<String, String> said) {
        start = from;
        clock = how;
        metadata = said;
    }

    @Override
    public void frame(Frame frame) {
        frames.add(frame);
    }

    @Override
    public void reject(Fault fault) {
        rejects.add(fault);
        ledger.reject(fault);
    }

    @Override
    public void skipped(String kind) {
        skipped.merge(kind, 1, Integer::sum);
    }

    @Override
    public void bytes(ByteUse use, long from, long to) {
        ledger.bytes(use, from, to);
    }

    /** The rule ids of the rejects. */
    public List<String> rules() {
        return rejects.stream().map(Fault::rule).toList();
    }

    /** The frames as one line each: time, bus, identifier, what it is, code, payload. */
    public List<String> lines() {
        return frames.stream().map(FrameRecording::line).toList();
    }

    private static String line(Frame frame) {
        return String.format(
                        Locale.ROOT,
                        "%s %s %X%s %s %s%s%s%s %d %s",
                        frame.seconds(),
                        frame.bus(),
                        frame.id(),
                        frame.extended() ? "x" : "",
                        frame.format(),
                        frame.kind(),
                        frame.sent() ? " sent" : "",
                        frame.bitRateSwitch() ? " fast" : "",
                        frame.errorPassive() ? " passive" : "",
                        frame.dlc(),
                        HexFormat.of().withUpperCase().formatHex(frame.data()))
                .strip();
    }
}
