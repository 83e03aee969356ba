package org.bivouac.jobs.dump.can;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.can.Databases.Named;
import org.bivouac.jobs.dump.can.dbc.Dbc;
import org.bivouac.jobs.dump.can.dbc.DbcMessage;
import org.bivouac.jobs.dump.can.j1939.Pgn;
import org.bivouac.jobs.dump.can.j1939.Transport;
import org.bivouac.jobs.dump.can.obd.IsoTp;
import org.bivouac.jobs.dump.can.obd.PidTable;
import org.bivouac.jobs.dump.can.obd.PidTable.Extent;
import org.bivouac.schemas.ValidityGuard;

/**
 * Finds out what the frames of one bus mean. What a frame of an identifier is for is looked up once:
 *
 * <ol>
 *   <li>the first database that has a message of this identifier, or of its parameter group, says what is in it. A
 *       message of more than 8 bytes that comes in classic frames is put together first: under J1939 by its transport
 *       protocol, else by ISO-TP, and then its payload is preceded by its length, as the databases of diagnostics have it
 *       (a frame that is a message of its own begins with its length anyhow);
 *   <li>replies of OBD-II that no database has are read by the table of parameters;
 *   <li>all others are kept raw, and so are frames that carry but a part of a longer message.
 * </ol>
 */
final class Bus {
    private static final int CLASSIC_BYTES = 8;
    /** Set in the keys of identifiers of 29 bits. */
    private static final int EXTENDED = 0x80000000;
    /** In place of the database where a group is one of the table of parameters. */
    private static final int PARAMETERS = Integer.MAX_VALUE;

    /** What is done with the frames of an identifier. */
    private interface Route {
        void accept(Frame frame, Meaning meaning);

        /** The log ends. */
        default void end(Meaning meaning) {}
    }

    private final String prefix;
    private final List<Named> databases;
    private final List<ValidityGuard> validity;
    private final PidTable pids;
    private final RawFrames raw;
    private final Map<String, Integer> namesakes = new HashMap<>();

    /** Groups by what they are keyed with; their order in the header is that of the databases. */
    private final Map<List<Integer>, MessageGroup> groups = new TreeMap<>(Bus::compare);

    /** What is being put together by ISO-TP, by the identifiers of its frames, in the order in which they came first. */
    private final Map<Integer, IsoTp> transfers = new LinkedHashMap<>();

    private final Map<Integer, Route> special = new LinkedHashMap<>();
    private final IntMap<Route> routes = new IntMap<>();
    private Transport transport = new Transport();

    Bus(String name, List<Named> databases, List<ValidityGuard> validity, PidTable pids) {
        prefix = name.isEmpty() ? "" : name + " ";
        this.databases = databases;
        this.validity = validity;
        this.pids = pids;
        raw = new RawFrames(name);
        for (Named database : databases) {
            database.dbc().messages().forEach(message -> namesakes.merge(message.name(), 1, Integer::sum));
        }
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int compared = Integer.compare(one.get(i), other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    /** Takes the next frame. */
    void accept(Frame frame, Meaning meaning) {
        if (frame.kind() != Frame.Kind.DATA || frame.format() == Frame.Format.LIN) {
            meaning.raw(raw, frame);
            return;
        }
        route(frame.extended() ? frame.id() | EXTENDED : frame.id()).accept(frame, meaning);
    }

    private Route route(int key) {
        Route route = routes.get(key);
        if (route == null) {
            route = route(key & ~EXTENDED, (key & EXTENDED) != 0);
            routes.put(key, route);
        }
        return route;
    }

    /** The log ends: what is not whole is told; the next pass begins anew. */
    void end(Meaning meaning) {
        special.values().forEach(route -> route.end(meaning));
        transport.end(new Assembled(meaning, 0));
    }

    /** What went before, in the first pass. */
    BusState state() {
        LinkedHashMap<List<Integer>, Long> rows = new LinkedHashMap<>();
        groups.forEach((key, group) -> rows.put(key, group.seen()));
        LinkedHashMap<Integer, IsoTp> copies = new LinkedHashMap<>();
        transfers.forEach((key, transfer) -> copies.put(key, transfer.copy()));
        return new BusState(rows, raw.seen(), copies, transport.copy());
    }

    /** Goes on where another bus was in this state. */
    void resume(BusState state) {
        state.transfers().forEach((key, transfer) -> transfers.put(key, transfer.copy()));
        state.transfers().keySet().forEach(this::route);
        transport = state.transport().copy();
    }

    /** What the groups are keyed with that the first pass has seen, in the order of {@link #groups}. */
    List<List<Integer>> keys() {
        return groups.keySet().stream()
                .filter(key -> groups.get(key).seen() > 0)
                .map(List::copyOf)
                .toList();
    }

    /** The group of a key. */
    MessageGroup group(List<Integer> key) {
        return key.get(0) == PARAMETERS
                ? new Replies(key.get(1), new IsoTp()).group(pids.message(key.get(2)))
                : group(key.get(0), key.get(1), key.get(2));
    }

    RawFrames raw() {
        return raw;
    }

    /** All groups that there may be, in the order of the databases, then senders. */
    List<MessageGroup> groups() {
        return List.copyOf(groups.values());
    }

    /** What the databases of this bus refuse of a message, with their names. */
    List<String> refusals(DbcMessage message) {
        List<String> found = new ArrayList<>();
        for (Named database : databases) {
            if (database.dbc().messages().contains(message)) {
                for (Dbc.Refused refused : database.dbc().refused()) {
                    if (refused.message().equals(message.name()) && refused.line() >= message.line()) {
                        found.add(database.name() + ", line " + refused.line() + ": " + refused.reason());
                    }
                }
            }
        }
        return found;
    }

    private Route route(int id, boolean extended) {
        int pgn = Pgn.of(id);
        for (int d = 0; d < databases.size(); d++) {
            int place = place(databases.get(d).dbc().messages(), id, extended);
            if (place >= 0) {
                return route(d, place, id);
            }
        }
        if (extended && isJ1939() && pgn == Pgn.TRANSPORT_CONNECTION) {
            return (frame, meaning) -> {
                meaning.raw(raw, frame);
                transport.connection(
                        Pgn.source(id), Pgn.destination(id), frame.data(), new Assembled(meaning, frame.seconds()));
            };
        }
        if (extended && isJ1939() && pgn == Pgn.TRANSPORT_DATA) {
            return (frame, meaning) -> {
                meaning.raw(raw, frame);
                transport.data(
                        Pgn.source(id), Pgn.destination(id), frame.data(), new Assembled(meaning, frame.seconds()));
            };
        }
        if (PidTable.isReply(id, extended ? Extent.BITS_29 : Extent.BITS_11)) {
            int key = extended ? id | EXTENDED : id;
            return special(key, new Replies(id, transfer(key)));
        }
        return (frame, meaning) -> meaning.raw(raw, frame);
    }

    /** The message of an identifier; of several of one parameter group that which names the source, else the first. */
    private static int place(List<DbcMessage> messages, int id, boolean extended) {
        int found = -1;
        for (int m = 0; m < messages.size(); m++) {
            DbcMessage message = messages.get(m);
            if (message.extended() != extended || message.signals().isEmpty()) {
                continue;
            }
            boolean group = message.j1939() && Pgn.of(message.id()) == Pgn.of(id);
            if (message.id() == id || (group && Pgn.source(message.id()) == Pgn.source(id))) {
                return m;
            }
            found = group && found < 0 ? m : found;
        }
        return found;
    }

    private Route route(int database, int place, int id) {
        DbcMessage message = databases.get(database).dbc().messages().get(place);
        int source = message.j1939() ? Pgn.source(id) : -1;
        MessageGroup group = group(database, place, source);
        Route plain = (frame, meaning) -> meaning.message(group, frame.seconds(), frame.data());
        if (message.length() <= CLASSIC_BYTES || message.j1939() || message.canFd()) {
            return plain;
        }
        int key = message.extended() ? id | EXTENDED : id;
        return special(key, new LongMessage(group, plain, transfer(key)));
    }

    private Route special(int key, Route route) {
        special.put(key, route);
        return route;
    }

    private IsoTp transfer(int key) {
        return transfers.computeIfAbsent(key, none -> new IsoTp());
    }

    private boolean isJ1939() {
        return databases.stream().anyMatch(one -> one.dbc().messages().stream().anyMatch(DbcMessage::j1939));
    }

    private MessageGroup group(int database, int place, int source) {
        return groups.computeIfAbsent(List.of(database, place, source), key -> {
            DbcMessage message = databases.get(database).dbc().messages().get(place);
            String name = prefix + message.name();
            // Names repeat within a database and between them; identifiers do not.
            if (namesakes.get(message.name()) > 1) {
                name += String.format(message.extended() ? " 0x%08X" : " 0x%03X", message.id());
                name += database > 0 ? " " + databases.get(database).name() : "";
            }
            return new MessageGroup(source < 0 ? name : name + " source " + source, message, validity);
        });
    }

    /** A whole message of the transport protocol finds its group. */
    private final class Assembled implements Transport.Receiver {
        private final Meaning meaning;
        private final double seconds;

        Assembled(Meaning meaning, double seconds) {
            this.meaning = meaning;
            this.seconds = seconds;
        }

        @Override
        public void message(int pgn, int source, byte[] payload) {
            int id = pgn << 8 | source;
            for (int d = 0; d < databases.size(); d++) {
                List<DbcMessage> messages = databases.get(d).dbc().messages();
                int place = place(messages, id, true);
                if (place >= 0 && messages.get(place).j1939()) {
                    meaning.message(group(d, place, source), seconds, payload);
                    return;
                }
            }
        }

        @Override
        public void broken(String reason) {
            meaning.broken(prefix + "J1939 " + reason);
        }
    }

    /** A message of a database that is longer than a classic frame. */
    private final class LongMessage implements Route {
        private final MessageGroup group;
        private final Route plain;
        private final IsoTp parts;

        LongMessage(MessageGroup group, Route plain, IsoTp parts) {
            this.group = group;
            this.plain = plain;
            this.parts = parts;
        }

        @Override
        public void accept(Frame frame, Meaning meaning) {
            if (frame.format() == Frame.Format.CAN_FD) {
                plain.accept(frame, meaning);
                return;
            }
            if (!IsoTp.isSingle(frame.data())) {
                meaning.raw(raw, frame);
            }
            parts.accept(frame.data(), receiver(frame.seconds(), meaning));
        }

        private IsoTp.Receiver receiver(double seconds, Meaning meaning) {
            return new IsoTp.Receiver() {
                @Override
                public void message(byte[] payload) {
                    byte[] whole = new byte[payload.length + 1];
                    whole[0] = (byte) payload.length;
                    System.arraycopy(payload, 0, whole, 1, payload.length);
                    meaning.message(group, seconds, whole);
                }

                @Override
                public void broken(String reason) {
                    meaning.broken(group.name() + ": ISO-TP " + reason);
                }
            };
        }

        @Override
        public void end(Meaning meaning) {
            parts.end(receiver(0, meaning));
        }
    }

    /** Replies of one control unit, read by the table of parameters. */
    private final class Replies implements Route {
        private final int id;
        private final String sender;
        private final IsoTp parts;

        Replies(int id, IsoTp parts) {
            this.id = id;
            this.parts = parts;
            sender = prefix + "OBD " + String.format("%X", id);
        }

        @Override
        public void accept(Frame frame, Meaning meaning) {
            boolean[] read = {false};
            parts.accept(frame.data(), receiver(frame.seconds(), meaning, read));
            if (!read[0] || !IsoTp.isSingle(frame.data())) {
                meaning.raw(raw, frame);
            }
        }

        private IsoTp.Receiver receiver(double seconds, Meaning meaning, boolean[] read) {
            return new IsoTp.Receiver() {
                @Override
                public void message(byte[] payload) {
                    read[0] = reply(payload, seconds, meaning);
                }

                @Override
                public void broken(String reason) {
                    meaning.broken(sender + ": ISO-TP " + reason);
                }
            };
        }

        /** Reads a reply of service 01: parameters one after the other. False if it has others, or is another service's. */
        private boolean reply(byte[] payload, double seconds, Meaning meaning) {
            int service = payload[0] & 0xFF;
            if (service == PidTable.NEGATIVE) {
                meaning.negative();
                return false;
            }
            int at = 1;
            while (service == PidTable.REPLY && at < payload.length) {
                DbcMessage message = pids.message(payload[at] & 0xFF);
                if (message == null || at + 1 + message.length() > payload.length) {
                    return false;
                }
                at += 1 + message.length();
            }
            if (service != PidTable.REPLY || at == 1) {
                return false;
            }
            for (at = 1; at < payload.length; ) {
                DbcMessage message = pids.message(payload[at] & 0xFF);
                byte[] value = Arrays.copyOfRange(payload, at + 1, at + 1 + message.length());
                meaning.message(group(message), seconds, value);
                at += 1 + message.length();
            }
            return true;
        }

        private MessageGroup group(DbcMessage message) {
            return groups.computeIfAbsent(
                    List.of(PARAMETERS, id, message.id()),
                    key -> new MessageGroup(sender + " " + message.name(), message, validity));
        }

        @Override
        public void end(Meaning meaning) {
            parts.end(receiver(0, meaning, new boolean[1]));
        }
    }
}
