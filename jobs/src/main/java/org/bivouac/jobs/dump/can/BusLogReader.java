package org.bivouac.jobs.dump.can;

import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.SplittableReader;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads a log of frames as a dump: a first pass says which groups there are, a second one gives their rows. The first pass
 * also notes, at each place where the log is to be cut, all that must be known of what went before, so that a part goes on
 * as if it had read it.
 */
public final class BusLogReader implements SplittableReader {
    /** A part has a file for each message of each bus: of small parts there would be too many. */
    private static final int PARTS_TOGETHER = 2;

    private final FrameSource source;
    private final Databases databases;
    /** A database is read once, however many logs it explains. */
    private final Map<Databases.Entry, Databases.Named> read = new ConcurrentHashMap<>();

    /** A reader of one format of logs, with the databases that say what the frames mean. */
    public BusLogReader(FrameSource source, Databases databases) {
        this.source = source;
        this.databases = databases;
    }

    @Override
    public List<String> settings() {
        return databases.settings();
    }

    @Override
    public String format() {
        return source.format();
    }

    @Override
    public String description() {
        return source.description();
    }

    @Override
    public List<String> extensions() {
        return source.extensions();
    }

    @Override
    public List<String> notRead() {
        return source.notRead();
    }

    @Override
    public boolean recognises(DumpHead head) {
        return source.recognises(head);
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        BusDecoder decoder = new BusDecoder(databases, file.name(), read);
        Census census = new Census(decoder, file.bytes(), 1);
        source.read(file, census);
        sink.begin(census.header(format()));
        source.read(file, new Decoding(decoder, sink));
        decoder.finish(sink);
    }

    /**
     * What a part is told.
     *
     * @param header of the whole dump
     * @param plan of the second pass
     * @param stretch of the log
     * @param state in which the part finds the decoder
     */
    private record Known(DumpHeader header, BusDecoder.Plan plan, Stretch stretch, BusDecoder.State state)
            implements Serializable {}

    @Override
    public List<Part> parts(DumpFile file, long wantedBytes) throws IOException {
        Part whole = new Part(0, 1, 0, file.bytes());
        int count = (int) Math.min(Integer.MAX_VALUE, file.bytes() / wantedBytes / PARTS_TOGETHER);
        if (count < 2) {
            return List.of(whole);
        }
        BusDecoder decoder = new BusDecoder(databases, file.name(), read);
        Census census = new Census(decoder, file.bytes(), count);
        source.read(file, census);
        if (!census.steady) {
            return List.of(whole);
        }
        DumpHeader header = census.header(format());
        List<Part> parts = new ArrayList<>();
        List<Stretch.Place> places = census.places;
        for (int i = 0; i <= places.size(); i++) {
            Stretch stretch = new Stretch(i == 0 ? null : places.get(i - 1), i == places.size() ? null : places.get(i));
            long from = i == 0 ? 0 : stretch.from().offset();
            parts.add(new Part(i, places.size() + 1, from, Math.min(stretch.end(), file.bytes()))
                    .knowing(new Known(header, decoder.plan(), stretch, census.states.get(i))));
        }
        return parts;
    }

    @Override
    public void read(DumpFile file, Part part, DumpSink sink) throws IOException {
        if (part.known() == null) {
            read(file, sink);
            return;
        }
        Known known = (Known) part.known();
        BusDecoder decoder = new BusDecoder(databases, file.name(), read);
        decoder.resume(known.plan, known.state);
        sink.begin(known.header);
        source.read(file, known.stretch, new Decoding(decoder, sink));
        if (known.stretch.to() == null) {
            decoder.finish(sink);
        } else {
            decoder.pause(sink);
        }
    }

    /** The first pass. */
    private static final class Census implements FrameSink {
        private final BusDecoder decoder;
        private final long partBytes;
        private final List<Stretch.Place> places = new ArrayList<>();
        /** One before each part. */
        private final List<BusDecoder.State> states = new ArrayList<>();

        private long placeWanted;
        /** Whether every frame has a time, and time goes on; else only the whole log tells what its clock did. */
        private boolean steady = true;

        private final Map<String, Long> skipped = new TreeMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private String logger;
        private Instant start;
        private Clock clock;

        Census(BusDecoder decoder, long bytes, int parts) {
            this.decoder = decoder;
            partBytes = (bytes + parts - 1) / parts;
            placeWanted = parts > 1 ? partBytes : Long.MAX_VALUE;
            states.add(decoder.state());
        }

        /** The header; to be asked once, after the last frame. */
        DumpHeader header(String format) {
            skipped.forEach((kind, count) -> metadata.put("skipped " + kind, Long.toString(count)));
            List<DumpHeader.Group> groups = decoder.groups(0);
            metadata.putAll(decoder.metadata());
            return new DumpHeader(format, logger, start, clock, groups, metadata);
        }

        @Override
        public long placeWanted() {
            return placeWanted;
        }

        @Override
        public void place(Stretch.Place place) {
            places.add(place);
            states.add(decoder.state());
            placeWanted = (place.offset() / partBytes + 1) * partBytes;
        }

        @Override
        public void begin(String device, Instant from, Clock how, Map<String, String> said) {
            logger = device;
            decoder.logger(device);
            start = from;
            clock = how;
            metadata.putAll(said);
        }

        @Override
        public void frame(Frame frame) {
            steady &= !Double.isNaN(frame.seconds());
            decoder.see(frame);
        }

        @Override
        public void reject(Fault fault) {
            steady &= !fault.rule().equals("D1");
        }

        @Override
        public void skipped(String kind) {
            skipped.merge(kind, 1L, Long::sum);
        }

        @Override
        public void bytes(ByteUse use, long from, long to) {}
    }

    /** The second pass. */
    private record Decoding(BusDecoder decoder, DumpSink sink) implements FrameSink {
        @Override
        public void begin(String logger, Instant start, Clock clock, Map<String, String> metadata) {}

        @Override
        public void frame(Frame frame) {
            decoder.decode(frame, sink);
        }

        @Override
        public void reject(Fault fault) {
            sink.reject(fault);
        }

        @Override
        public void skipped(String kind) {}

        @Override
        public void bytes(ByteUse use, long from, long to) {
            sink.bytes(use, from, to);
        }
    }
}
