package org.bivouac.jobs.dump.can.text;

import java.util.Arrays;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.Frame.Format;
import org.bivouac.jobs.dump.can.Frame.Kind;

/**
 * The fields of a frame as they are read from one line after the other, without an object for each line. What a line looks
 * like, the formats say.
 */
public abstract class FrameLine {
    /** What became of a line. */
    public enum Result {
        FRAME,
        SKIPPED,
        REFUSED
    }

    /** What was skipped, or why the line was refused. */
    protected String what;

    /** Where the name of the bus begins in the line's bytes. */
    protected int busFrom;

    /** Where it ends. */
    protected int busTo;

    /** What the frame is. */
    protected Kind kind;

    /** Its identifier. */
    protected int id;

    /** Whether that has 29 bits. */
    protected boolean extended;

    /** By which rules it was on the bus. */
    protected Format format;

    /** Whether the logger sent it. */
    protected boolean sent;

    /** Its data length code. */
    protected int dlc;

    /** Bytes of its payload. */
    protected int length;

    /** Whether it ran at the higher bit rate. */
    protected boolean fast;

    /** Whether its sender was error passive. */
    protected boolean passive;

    /** The payload, longer than it. */
    protected final byte[] payload = new byte[64];

    /** Forgets the line before: a classic data frame without bytes. */
    protected final void clear() {
        what = null;
        busFrom = 0;
        busTo = 0;
        kind = Kind.DATA;
        id = 0;
        extended = false;
        format = Format.CAN;
        sent = false;
        dlc = 0;
        length = 0;
        fast = false;
        passive = false;
    }

    /** The line is refused. */
    protected final Result refused(String reason) {
        what = reason;
        return Result.REFUSED;
    }

    /** The line is known to be no frame. */
    public final Result skipped(String event) {
        what = event;
        return Result.SKIPPED;
    }

    /** What was skipped, or why the line was refused; null after a frame. */
    public final String what() {
        return what;
    }

    final int busFrom() {
        return busFrom;
    }

    final int busTo() {
        return busTo;
    }

    /** The frame that was read last. */
    final Frame frame(long ordinal, double seconds, String bus) {
        return new Frame(
                ordinal,
                seconds,
                bus,
                kind,
                id,
                extended,
                format,
                sent,
                Arrays.copyOf(payload, length),
                dlc,
                fast,
                passive);
    }
}
