package org.bivouac.jobs.dump.can;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.can.dbc.DbcMessage;
import org.bivouac.jobs.dump.can.dbc.DbcSignal;
import org.bivouac.jobs.dump.can.dbc.MessagePlan;
import org.bivouac.schemas.ValidityGuard;

/**
 * One message of one bus (under J1939 and OBD-II: of one sender) as a group of channels: a row for each time that it was
 * on the bus, a channel for each signal, and behind it one of texts where its values have names.
 */
final class MessageGroup {
    private static final int FIRST_ROWS = 64;

    private final String name;
    private final DbcMessage message;
    private final MessagePlan plan;
    private final Guards guards;
    private final boolean limited;
    private final long[] beyondLimits;
    private final List<RawChannel> channels = new ArrayList<>();
    private final double[][] numbers;
    private final String[][] texts;
    private long seen;

    private int group = -1;
    private int mostRows = 1;
    private int rows = 1;
    private int count;
    private long ordinal;
    private long shortSignals;
    private double[] seconds = new double[1];
    private boolean[] flagged = new boolean[1];
    private boolean anyFlagged;

    MessageGroup(String name, DbcMessage message, List<ValidityGuard> validity) {
        this.name = name;
        this.message = message;
        plan = new MessagePlan(message);
        guards = Guards.of(message.name(), plan.signals(), validity);
        limited = plan.hasLimits();
        beyondLimits = new long[plan.signals().size()];
        numbers = new double[plan.signals().size()][1];
        texts = new String[plan.signals().size()][];
        for (int s = 0; s < texts.length; s++) {
            DbcSignal signal = plan.signals().get(s);
            channels.add(new RawChannel(signal.name(), signal.unit(), Role.NUMBER));
            if (!signal.texts().isEmpty()) {
                channels.add(new RawChannel(signal.name() + " text", "", Role.TEXT));
                texts[s] = new String[1];
            }
        }
    }

    String name() {
        return name;
    }

    DbcMessage message() {
        return message;
    }

    int channels() {
        return channels.size();
    }

    long seen() {
        return seen;
    }

    /** First pass: counts, and looks for values beyond the declared limits where there can be any. */
    void see(byte[] payload) {
        seen++;
        if (limited) {
            plan.decode(payload, payload.length, numbers, texts, 0);
            guards.apply(numbers, texts, 0);
            for (int s = 0; s < numbers.length; s++) {
                beyondLimits[s] += plan.outside(s, numbers[s][0]) ? 1 : 0;
            }
        }
    }

    /** What the first pass found beyond the declared limits: kept, and told here. */
    void tell(Map<String, String> metadata) {
        for (int s = 0; s < beyondLimits.length; s++) {
            if (beyondLimits[s] > 0) {
                DbcSignal signal = plan.signals().get(s);
                metadata.put(
                        "beyond declared limits " + name + "/" + signal.name(),
                        beyondLimits[s] + " of " + seen + " values not in [" + signal.min() + ", " + signal.max()
                                + "], kept");
            }
        }
    }

    /**
     * Gets ready for the second pass.
     *
     * @param index of this group in the dump's header
     * @param blockRows most rows to hand over at once
     * @param before rows of it that come before those of this pass
     */
    DumpHeader.Group begin(int index, int blockRows, long before) {
        group = index;
        mostRows = blockRows;
        count = 0;
        ordinal = before;
        return new DumpHeader.Group(name, 1000 / message.cycleMillis(), List.copyOf(channels));
    }

    /** False for a message that the first pass did not see. */
    boolean hasBegun() {
        return group >= 0;
    }

    /** Second pass. */
    void add(double time, byte[] payload, DumpSink sink) {
        if (count == rows) {
            makeRoom(sink);
        }
        seconds[count] = time;
        int beyond = plan.decode(payload, payload.length, numbers, texts, count);
        guards.apply(numbers, texts, count);
        flagged[count] = beyond > 0;
        if (beyond > 0) {
            anyFlagged = true;
            shortSignals += beyond;
        }
        count++;
    }

    private void makeRoom(DumpSink sink) {
        if (rows == mostRows) {
            flush(sink);
            return;
        }
        rows = Math.min(mostRows, Math.max(FIRST_ROWS, 4 * rows));
        seconds = Arrays.copyOf(seconds, rows);
        flagged = Arrays.copyOf(flagged, rows);
        for (int s = 0; s < numbers.length; s++) {
            numbers[s] = Arrays.copyOf(numbers[s], rows);
            texts[s] = texts[s] == null ? null : Arrays.copyOf(texts[s], rows);
        }
    }

    void flush(DumpSink sink) {
        if (count == 0) {
            return;
        }
        double[][] numberColumns = new double[channels.size()][];
        String[][] textColumns = new String[channels.size()][];
        int column = 0;
        for (int s = 0; s < numbers.length; s++) {
            numberColumns[column++] = numbers[s];
            if (texts[s] != null) {
                textColumns[column++] = texts[s];
            }
        }
        sink.rows(new Rows(
                group, count, ordinal, null, seconds, numberColumns, textColumns, anyFlagged ? flagged : null));
        ordinal += count;
        count = 0;
        anyFlagged = false;
    }

    /** Index in the dump's header. */
    int index() {
        return group;
    }

    /** Values that are missing because their payload ends before them. */
    long shortSignals() {
        return shortSignals;
    }

    /** Bytes that a payload must have for all signals. */
    int neededBytes() {
        return plan.neededBytes();
    }
}
