package org.bivouac.jobs.dump.can.obd;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Puts the messages of one sender together: ISO 15765-2. The high half of the first byte says what a frame is: 0 a
 * message of its own, 1 the first of many, with a length of 12 bits, 2 one of those that follow, numbered from 1 and on
 * from 15 to 0, 3 flow control, which goes the other way. What fills the last frame up is cut off.
 */
public final class IsoTp implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_LENGTH = 0xFFF;

    private byte[] payload = new byte[0];
    private int size;
    private int have;
    private int next;
    private boolean orphansTold;

    /** What becomes of the frames. */
    public interface Receiver {
        /** A whole message. */
        void message(byte[] payload);

        /** A message that is not whole, and why. */
        void broken(String reason);
    }

    /** The same in the same state, independent from now on. */
    public IsoTp copy() {
        IsoTp copy = new IsoTp();
        copy.payload = payload.clone();
        copy.size = size;
        copy.have = have;
        copy.next = next;
        copy.orphansTold = orphansTold;
        return copy;
    }

    /** Whether a frame is a message of its own. */
    public static boolean isSingle(byte[] data) {
        return data.length > 0 && data[0] >> 4 == 0;
    }

    /** Takes the next frame. */
    public void accept(byte[] data, Receiver receiver) {
        if (data.length == 0) {
            return;
        }
        switch (data[0] >> 4 & 0xF) {
            case 0 -> single(data, receiver);
            case 1 -> first(data, receiver);
            case 2 -> following(data, receiver);
            default -> {
                // Flow control, and kinds that the standard reserves.
            }
        }
    }

    private void single(byte[] data, Receiver receiver) {
        interrupted("a message of its own", receiver);
        // A length of 0 means that of a CAN FD frame, in the second byte.
        int from = (data[0] & 0xF) == 0 && data.length > 8 ? 2 : 1;
        int length = from == 2 ? data[1] & 0xFF : data[0] & 0xF;
        if (length == 0 || from + length > data.length) {
            receiver.broken("a message of " + length + " bytes in a frame of " + data.length);
            return;
        }
        receiver.message(Arrays.copyOfRange(data, from, from + length));
    }

    private void first(byte[] data, Receiver receiver) {
        interrupted("the first frame of the next", receiver);
        orphansTold = true;
        if (data.length < 8) {
            receiver.broken("a first frame of " + data.length + " bytes, expected 8");
            return;
        }
        int announced = (data[0] & 0xF) << 8 | (data[1] & 0xFF);
        if (announced < 8 || announced <= data.length - 2) {
            receiver.broken("a first frame announces " + announced + " bytes, expected " + (data.length - 1) + " to "
                    + LONGEST_LENGTH);
            return;
        }
        size = announced;
        payload = new byte[Math.min(size, 64)];
        have = 0;
        append(data, 2);
        next = 1;
    }

    private void append(byte[] data, int from) {
        int count = Math.min(data.length - from, size - have);
        if (payload.length < have + count) {
            payload = Arrays.copyOf(payload, Math.min(size, 2 * (have + count)));
        }
        System.arraycopy(data, from, payload, have, count);
        have += count;
    }

    private void following(byte[] data, Receiver receiver) {
        int sequence = data[0] & 0xF;
        if (size == 0) {
            if (!orphansTold) {
                orphansTold = true;
                receiver.broken("frame " + sequence + " of a message whose first frame is not there");
            }
            return;
        }
        if (sequence != next) {
            receiver.broken(unfinished() + "found frame " + sequence);
            size = 0;
            return;
        }
        if (data.length < 8 && have + data.length - 1 < size) {
            receiver.broken(unfinished() + "it has " + (data.length - 1) + " bytes, expected 7");
            size = 0;
            return;
        }
        append(data, 1);
        next = next + 1 & 0xF;
        if (have == size) {
            byte[] whole = Arrays.copyOf(payload, size);
            size = 0;
            receiver.message(whole);
        }
    }

    private void interrupted(String by, Receiver receiver) {
        if (size > 0) {
            receiver.broken(unfinished() + "found " + by);
            size = 0;
        }
        orphansTold = false;
    }

    private String unfinished() {
        return "a message of " + size + " bytes has " + have + ": expected frame " + next + ", ";
    }

    /** The log ends, and the next begins. */
    public void end(Receiver receiver) {
        interrupted("the end of the log", receiver);
        payload = new byte[0];
    }
}
