package org.bivouac.jobs.dump.can.j1939;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.TreeMap;

/**
 * Puts long messages of one bus together: the transport protocol of SAE J1939-21, section 5.10, broadcast (BAM) and
 * between two (RTS, CTS), one at a time per source and destination. A packet is a sequence number from 1 and seven bytes.
 */
public final class Transport implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int RTS = 16;
    private static final int CTS = 17;
    private static final int END_OF_MESSAGE = 19;
    private static final int BAM = 32;
    private static final int ABORT = 255;

    private static final int PACKET = 7;
    private static final int SHORTEST = 9;
    private static final int LONGEST = 1785;

    private final TreeMap<Integer, Session> open = new TreeMap<>();

    /** Pairs whose packets nobody announced, told once each. */
    private final HashSet<Integer> orphans = new HashSet<>();

    /** What becomes of the frames. */
    public interface Receiver {
        /** A whole message. */
        void message(int pgn, int source, byte[] payload);

        /** A message that is not whole, and why. */
        void broken(String reason);
    }

    private static final class Session implements Serializable {
        private static final long serialVersionUID = 1L;

        final int pgn;
        final int size;
        byte[] payload = new byte[64];
        int next = 1;

        Session(int pgn, int size) {
            this.pgn = pgn;
            this.size = size;
        }

        Session copy() {
            Session copy = new Session(pgn, size);
            copy.payload = payload.clone();
            copy.next = next;
            return copy;
        }

        int packets() {
            return (size + PACKET - 1) / PACKET;
        }
    }

    /** The same in the same state, independent from now on. */
    public Transport copy() {
        Transport copy = new Transport();
        open.forEach((key, session) -> copy.open.put(key, session.copy()));
        copy.orphans.addAll(orphans);
        return copy;
    }

    /** Takes a frame of connection management. */
    public void connection(int source, int destination, byte[] data, Receiver receiver) {
        if (data.length < 8) {
            receiver.broken(
                    from(source, destination) + "connection management of " + data.length + " bytes, expected 8");
            return;
        }
        switch (data[0] & 0xFF) {
            case RTS, BAM -> begin(source, destination, data, receiver);
            case CTS -> again(destination, source, data);
            case END_OF_MESSAGE -> {
                // From the receiver; the last packet has ended the message already.
            }
            case ABORT -> {
                abort(source, destination, data, receiver);
                abort(destination, source, data, receiver);
            }
            default ->
                receiver.broken(from(source, destination) + "connection management with control byte "
                        + (data[0] & 0xFF) + ", expected 16, 17, 19, 32 or 255");
        }
    }

    private void begin(int source, int destination, byte[] data, Receiver receiver) {
        int key = key(source, destination);
        orphans.remove(key);
        Session before = open.remove(key);
        if (before != null) {
            receiver.broken(unfinished(key, before) + "the next message begins");
        }
        int size = (data[1] & 0xFF) | ((data[2] & 0xFF) << 8);
        int pgn = (data[5] & 0xFF) | ((data[6] & 0xFF) << 8) | ((data[7] & 0x3) << 16);
        Session session = new Session(pgn, size);
        if (size < SHORTEST || size > LONGEST || session.packets() != (data[3] & 0xFF)) {
            receiver.broken(from(source, destination) + "group " + pgn + " is announced with " + size + " bytes in "
                    + (data[3] & 0xFF) + " packets, expected " + SHORTEST + " to " + LONGEST
                    + " bytes in packets of 7");
            orphans.add(key);
            return;
        }
        open.put(key, session);
    }

    /** The receiver may ask for packets again. */
    private void again(int sender, int receiver, byte[] data) {
        Session session = open.get(key(sender, receiver));
        int wanted = data[2] & 0xFF;
        if (session != null && wanted >= 1 && wanted < session.next) {
            session.next = wanted;
        }
    }

    private void abort(int sender, int destination, byte[] data, Receiver receiver) {
        int key = key(sender, destination);
        Session session = open.remove(key);
        if (session != null) {
            receiver.broken(unfinished(key, session) + "the connection is aborted with reason " + (data[1] & 0xFF));
            orphans.add(key);
        }
    }

    /** Takes a packet. */
    public void data(int source, int destination, byte[] data, Receiver receiver) {
        int key = key(source, destination);
        Session session = open.get(key);
        if (session == null) {
            if (orphans.add(key)) {
                receiver.broken(from(source, destination) + "packet without an announcement");
            }
            return;
        }
        int sequence = data.length == 0 ? 0 : data[0] & 0xFF;
        int from = (session.next - 1) * PACKET;
        int wanted = Math.min(PACKET, session.size - from);
        if (sequence != session.next || data.length < 1 + wanted) {
            open.remove(key);
            orphans.add(key);
            receiver.broken(
                    sequence != session.next
                            ? unfinished(key, session) + "found packet " + sequence
                            : unfinished(key, session) + "it has " + (data.length - 1) + " bytes, expected " + wanted);
            return;
        }
        if (session.payload.length < from + wanted) {
            session.payload = Arrays.copyOf(session.payload, 2 * (from + wanted));
        }
        System.arraycopy(data, 1, session.payload, from, wanted);
        session.next++;
        if (from + wanted == session.size) {
            open.remove(key);
            receiver.message(session.pgn, source, Arrays.copyOf(session.payload, session.size));
        }
    }

    /** The log ends, and the next begins. */
    public void end(Receiver receiver) {
        open.forEach((key, session) -> receiver.broken(unfinished(key, session) + "the log ends"));
        open.clear();
        orphans.clear();
    }

    private static int key(int source, int destination) {
        return source << 8 | destination;
    }

    private static String from(int source, int destination) {
        return "from " + source + " to " + destination + ": ";
    }

    private static String unfinished(int key, Session session) {
        return from(key >> 8, key & 0xFF) + "group " + session.pgn + " of " + session.packets()
                + " packets: expected packet " + session.next + ", ";
    }
}
