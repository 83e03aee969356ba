package org.bivouac.jobs.dump.can;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;

/** The frames of one bus that are kept as they are, as a group of channels. */
final class RawFrames {
    private static final int FIRST_ROWS = 16;
    private static final int MOST_ROWS = 1024;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final List<RawChannel> CHANNELS = List.of(
            new RawChannel("id", "", Role.NUMBER),
            new RawChannel("extended", "", Role.NUMBER),
            new RawChannel("kind", "", Role.TEXT),
            new RawChannel("sent", "", Role.NUMBER),
            new RawChannel("length", "", Role.NUMBER),
            new RawChannel("data", "", Role.TEXT),
            new RawChannel("dlc", "", Role.NUMBER));

    private final String name;
    private long seen;
    private int group = -1;
    private int count;
    private long ordinal;
    private double[] seconds;
    private double[][] numbers;
    private String[][] texts;

    RawFrames(String bus) {
        name = bus.isEmpty() ? "frames" : "frames " + bus;
    }

    void see() {
        seen++;
    }

    long seen() {
        return seen;
    }

    /**
     * Gets ready for the second pass.
     *
     * @param before frames of it that come before those of this pass
     */
    DumpHeader.Group begin(int index, long before) {
        group = index;
        count = 0;
        ordinal = before;
        seconds = new double[FIRST_ROWS];
        numbers = new double[CHANNELS.size()][];
        texts = new String[CHANNELS.size()][];
        for (int c = 0; c < CHANNELS.size(); c++) {
            if (CHANNELS.get(c).role() == Role.TEXT) {
                texts[c] = new String[FIRST_ROWS];
            } else {
                numbers[c] = new double[FIRST_ROWS];
            }
        }
        return new DumpHeader.Group(name, Double.NaN, CHANNELS);
    }

    boolean hasBegun() {
        return group >= 0;
    }

    void add(Frame frame, DumpSink sink) {
        if (count == seconds.length) {
            grow();
        }
        seconds[count] = frame.seconds();
        numbers[0][count] = frame.id();
        numbers[1][count] = frame.extended() ? 1 : 0;
        texts[2][count] = kind(frame);
        numbers[3][count] = frame.sent() ? 1 : 0;
        numbers[4][count] = frame.data().length;
        texts[5][count] = HEX.formatHex(frame.data());
        numbers[6][count] = frame.dlc();
        if (++count == MOST_ROWS) {
            flush(sink);
        }
    }

    private void grow() {
        seconds = Arrays.copyOf(seconds, 4 * count);
        for (int c = 0; c < numbers.length; c++) {
            numbers[c] = numbers[c] == null ? null : Arrays.copyOf(numbers[c], 4 * count);
            texts[c] = texts[c] == null ? null : Arrays.copyOf(texts[c], 4 * count);
        }
    }

    private static String kind(Frame frame) {
        return switch (frame.format()) {
            case CAN -> kind(frame, "CAN DATA", "CAN REMOTE", "CAN ERROR");
            case CAN_FD -> kind(frame, flexible(frame), "CAN_FD REMOTE", "CAN_FD ERROR");
            case LIN -> kind(frame, "LIN DATA", "LIN REMOTE", "LIN ERROR");
        };
    }

    /** What ran at the higher bit rate, and whose sender was error passive, is named. */
    private static String flexible(Frame frame) {
        if (frame.bitRateSwitch()) {
            return frame.errorPassive() ? "CAN_FD DATA BRS ESI" : "CAN_FD DATA BRS";
        }
        return frame.errorPassive() ? "CAN_FD DATA ESI" : "CAN_FD DATA";
    }

    private static String kind(Frame frame, String data, String remote, String error) {
        return switch (frame.kind()) {
            case DATA -> data;
            case REMOTE -> remote;
            case ERROR -> error;
        };
    }

    void flush(DumpSink sink) {
        if (count > 0) {
            sink.rows(new Rows(group, count, ordinal, null, seconds, numbers, texts, null));
            ordinal += count;
            count = 0;
        }
    }
}
