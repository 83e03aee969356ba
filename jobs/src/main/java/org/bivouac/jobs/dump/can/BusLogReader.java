package org.bivouac.jobs.dump.can;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.Clock;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.fault.Fault;

/** Reads a log of frames as a dump: a first pass says which groups there are, a second one gives their rows. */
public final class BusLogReader implements DumpReader {
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
        Census census = new Census(decoder);
        source.read(file, census);
        census.metadata.putAll(census.skips());
        List<DumpHeader.Group> groups = decoder.groups(0);
        census.metadata.putAll(decoder.metadata());
        sink.begin(new DumpHeader(format(), census.logger, census.start, census.clock, groups, census.metadata));
        source.read(file, new Decoding(decoder, sink));
        decoder.finish(sink);
    }

    /** The first pass. */
    private static final class Census implements FrameSink {
        private final BusDecoder decoder;
        private final Map<String, Long> skipped = new TreeMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private String logger;
        private Instant start;
        private Clock clock;

        Census(BusDecoder decoder) {
            this.decoder = decoder;
        }

        Map<String, String> skips() {
            Map<String, String> skips = new LinkedHashMap<>();
            skipped.forEach((kind, count) -> skips.put("skipped " + kind, Long.toString(count)));
            return skips;
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
            decoder.see(frame);
        }

        @Override
        public void reject(Fault fault) {}

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
