package org.bivouac.jobs.dump.can;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.can.obd.PidTable;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.schemas.ValidityGuard;

/**
 * Turns the frames of one dump into groups of channels, in two passes over the same frames: {@link #logger}, {@link #see}
 * each, then {@link #groups}, then {@link #decode} each, then {@link #finish}. There is a group for each message of each
 * bus that a database knows, under J1939 and OBD-II for each sender of it; frames that none knows are kept raw, in a group
 * of their bus.
 */
public final class BusDecoder {
    /** About as many cells are kept before they are handed over, all groups together. */
    private static final int BUFFERED_CELLS = 4 << 20;

    /** In an MDF, rejects of its own groups are numbered by channel. */
    private static final int CHANNELS_OF_MDF = 16_384;

    private static final int FEWEST_ROWS = 16;
    private static final int MOST_ROWS = 4096;

    private final Databases databases;
    private final String dump;
    private final Unknown unknown;
    private final List<ValidityGuard> validity;
    private final PidTable pids = PidTable.builtIn();
    private final Map<String, Bus> buses = new TreeMap<>();
    private final Map<Databases.Entry, Databases.Named> read;
    private final Seeing seeing = new Seeing();
    private String logger = "";
    private int firstGroup;
    private Bus lastBus;
    private String lastName;
    private Decoding decoding;

    /** What becomes of frames that no database knows. */
    public enum Unknown {
        /** They are rows of a group of their bus. */
        KEPT_RAW,
        /** They are counted: the dump shows its frames otherwise. */
        COUNTED
    }

    /**
     * A decoder of one dump's frames.
     *
     * @param databases what the frames mean
     * @param dump its name, for messages
     */
    public BusDecoder(Databases databases, String dump) {
        this(databases, dump, Unknown.KEPT_RAW, "");
    }

    /**
     * A decoder of one dump's frames.
     *
     * @param read databases that were read before, to which others are added
     */
    BusDecoder(Databases databases, String dump, Map<Databases.Entry, Databases.Named> read) {
        this(databases, dump, Unknown.KEPT_RAW, ValidityGuard.builtIn(), read);
    }

    /**
     * A decoder that says what becomes of frames that no database knows.
     *
     * @param logger as the dump states it
     */
    public BusDecoder(Databases databases, String dump, Unknown unknown, String logger) {
        this(databases, dump, unknown, ValidityGuard.builtIn(), new HashMap<>());
        logger(logger);
    }

    BusDecoder(Databases databases, String dump, List<ValidityGuard> validity) {
        this(databases, dump, Unknown.KEPT_RAW, validity, new HashMap<>());
    }

    private BusDecoder(
            Databases databases,
            String dump,
            Unknown unknown,
            List<ValidityGuard> validity,
            Map<Databases.Entry, Databases.Named> read) {
        this.databases = databases;
        this.dump = dump;
        this.unknown = unknown;
        this.validity = validity;
        this.read = read;
    }

    /**
     * What the first pass found, for who reads a part of the log.
     *
     * @param logger as the log states it
     * @param first index that the first group has in the dump's header
     * @param buses what there is on each bus, in order
     */
    public record Plan(String logger, int first, ArrayList<BusPlan> buses) implements Serializable {}

    /**
     * What there is on a bus.
     *
     * @param groups what its groups are keyed with, in order
     * @param raw whether frames are kept raw
     */
    record BusPlan(String bus, ArrayList<List<Integer>> groups, boolean raw) implements Serializable {}

    /** Where a log is cut, what went before on each bus. */
    public record State(TreeMap<String, BusState> buses) implements Serializable {}

    /** What went before, in the first pass. */
    public State state() {
        TreeMap<String, BusState> states = new TreeMap<>();
        buses.forEach((name, bus) -> states.put(name, bus.state()));
        return new State(states);
    }

    /** What the first pass found; to be asked after {@link #groups}. */
    public Plan plan() {
        ArrayList<BusPlan> plans = new ArrayList<>();
        buses.forEach((name, bus) -> plans.add(
                new BusPlan(name, new ArrayList<>(bus.keys()), bus.raw().seen() > 0 && unknown == Unknown.KEPT_RAW)));
        return new Plan(logger, firstGroup, plans);
    }

    /** Gets ready for the second pass over a part of the log, without a first one. */
    public void resume(Plan plan, State state) {
        logger(plan.logger);
        List<MessageGroup> found = new ArrayList<>();
        List<Long> before = new ArrayList<>();
        for (BusPlan one : plan.buses) {
            Bus bus = bus(one.bus);
            BusState had = state.buses.getOrDefault(one.bus, BusState.NEW);
            bus.resume(had);
            for (List<Integer> key : one.groups) {
                found.add(bus.group(key));
                before.add(had.rows().getOrDefault(key, 0L));
            }
        }
        int next = begin(plan.first, found, before).size() + plan.first;
        for (BusPlan one : plan.buses) {
            if (one.raw) {
                bus(one.bus)
                        .raw()
                        .begin(
                                next++,
                                state.buses.getOrDefault(one.bus, BusState.NEW).raw());
            }
        }
    }

    /** The logger as the log states it, before the first frame; empty if it states none. */
    public void logger(String stated) {
        logger = stated == null ? "" : stated;
    }

    private Bus bus(String name) {
        if (!name.equals(lastName)) {
            lastBus = buses.computeIfAbsent(name, bus -> new Bus(bus, databases.of(logger, bus, read), validity, pids));
            lastName = name;
        }
        return lastBus;
    }

    /** First pass: takes note of what there is. */
    public void see(Frame frame) {
        bus(frame.bus()).accept(frame, seeing);
    }

    /**
     * The groups that the second pass gives rows of.
     *
     * @param first index that the first of them has in the dump's header
     */
    public List<DumpHeader.Group> groups(int first) {
        buses.values().forEach(bus -> bus.end(seeing));
        List<MessageGroup> found = new ArrayList<>();
        buses.values()
                .forEach(bus ->
                        bus.groups().stream().filter(group -> group.seen() > 0).forEach(found::add));
        firstGroup = first;
        List<DumpHeader.Group> groups = begin(first, found, Collections.nCopies(found.size(), 0L));
        for (Bus bus : buses.values()) {
            if (bus.raw().seen() > 0 && unknown == Unknown.KEPT_RAW) {
                groups.add(bus.raw().begin(first + groups.size(), 0));
            }
        }
        return groups;
    }

    private static List<DumpHeader.Group> begin(int first, List<MessageGroup> found, List<Long> before) {
        int channels = found.stream().mapToInt(MessageGroup::channels).sum();
        int rows = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, BUFFERED_CELLS / Math.max(channels, 1)));
        List<DumpHeader.Group> groups = new ArrayList<>();
        for (int g = 0; g < found.size(); g++) {
            groups.add(found.get(g).begin(first + g, rows, before.get(g)));
        }
        return groups;
    }

    /** What the first pass counted, for the dump's header: what is decoded, kept raw, refused by its sender, implausible. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (seeing.messages > 0) {
            metadata.put("messages decoded", Long.toString(seeing.messages));
        }
        if (seeing.raw > 0) {
            metadata.put(
                    unknown == Unknown.KEPT_RAW ? "frames kept raw" : "frames not decoded", Long.toString(seeing.raw));
        }
        if (seeing.negative > 0) {
            metadata.put("negative replies", Long.toString(seeing.negative));
        }
        buses.values().forEach(bus -> bus.groups().forEach(group -> group.tell(metadata)));
        return metadata;
    }

    /** Second pass: hands over rows, a block at a time. */
    public void decode(Frame frame, DumpSink sink) {
        if (decoding == null || decoding.sink != sink) {
            decoding = new Decoding(sink);
        }
        decoding.ordinal = frame.ordinal();
        bus(frame.bus()).accept(frame, decoding);
    }

    /** The log ends: hands over what is left, and tells what is missing for reasons of the log or the databases. */
    public void finish(DumpSink sink) {
        Decoding last = decoding == null ? new Decoding(sink) : decoding;
        for (Bus bus : buses.values()) {
            last.ordinal = -1;
            bus.end(last);
            for (MessageGroup group : bus.groups()) {
                for (String refusal : group.hasBegun() ? bus.refusals(group.message()) : List.<String>of()) {
                    sink.reject(Fault.ofFile(
                            dump, "C1", "database " + refusal, "not decoded, the others are", "correct the database"));
                }
            }
        }
        pause(sink);
    }

    /** The part ends: hands over what is left, and tells of its rows what is missing in them. */
    public void pause(DumpSink sink) {
        for (Bus bus : buses.values()) {
            for (MessageGroup group : bus.groups()) {
                if (!group.hasBegun()) {
                    continue;
                }
                group.flush(sink);
                if (group.shortSignals() > 0) {
                    Fault missing = new Fault(
                            dump,
                            -1,
                            0,
                            0,
                            "C1",
                            group.name() + ": payloads end before byte " + group.neededBytes()
                                    + ", where the last signal ends",
                            "signals beyond the end are missing",
                            "check that the database is the car's",
                            group.shortSignals());
                    sink.rejectAll(group.index() * CHANNELS_OF_MDF, missing);
                }
            }
            if (bus.raw().hasBegun()) {
                bus.raw().flush(sink);
            }
        }
    }

    /** The first pass. */
    private static final class Seeing implements Meaning {
        private long messages;
        private long raw;
        private long negative;

        @Override
        public void message(MessageGroup group, double seconds, byte[] payload) {
            messages++;
            group.see(payload);
        }

        @Override
        public void raw(RawFrames frames, Frame frame) {
            raw++;
            frames.see();
        }

        @Override
        public void negative() {
            negative++;
        }

        @Override
        public void broken(String reason) {}
    }

    /** The second pass. */
    private final class Decoding implements Meaning {
        private final DumpSink sink;
        private long ordinal;

        Decoding(DumpSink sink) {
            this.sink = sink;
        }

        @Override
        public void message(MessageGroup group, double seconds, byte[] payload) {
            requireSeen(group.hasBegun());
            group.add(seconds, payload, sink);
        }

        @Override
        public void raw(RawFrames frames, Frame frame) {
            if (unknown == Unknown.KEPT_RAW) {
                requireSeen(frames.hasBegun());
                frames.add(frame, sink);
            }
        }

        private void requireSeen(boolean seen) {
            if (!seen) {
                throw new DumpException(Fault.ofFile(
                        dump, "A3", "changed while it was read", "dump refused", "copy it again and wait until done"));
            }
        }

        @Override
        public void negative() {}

        @Override
        public void broken(String reason) {
            sink.reject(Fault.ofFile(
                    dump,
                    "C3",
                    reason + (ordinal < 0 ? "" : " in frame " + (ordinal + 1)),
                    "message not decoded, its frames are kept raw",
                    "nothing, if the logger began or lost frames there"));
        }
    }
}
