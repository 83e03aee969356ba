package org.bivouac.jobs.dump.mdf;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.Frame.Format;
import org.bivouac.jobs.dump.can.Frame.Kind;

/**
 * Which columns of a group are the members of a bus event, by their names (ASAM MDF bus logging: {@code CAN_DataFrame},
 * {@code CAN_RemoteFrame}, {@code CAN_ErrorFrame}, {@code LIN_Frame}). Of members that a group does not have, the values are
 * those of the standard: no extended identifier unless the identifier needs one, no
 * CAN FD, received, no bus.
 */
final class FrameMembers {
    private static final byte[] NOTHING = {};
    private static final long EXTENDED_FLAG = 0x8000_0000L;

    private final Kind kind;
    private final boolean lin;
    private final int bus;
    private final int id;
    private final int extended;
    private final int code;
    private final int length;
    private final int data;
    private final int direction;
    private final int flexible;
    private final int switched;
    private final int passive;

    private FrameMembers(List<RawChannel> columns, String event, Kind kind) {
        this.kind = kind;
        lin = event.startsWith("LIN");
        bus = find(columns, event + ".BusChannel", Role.NUMBER);
        id = find(columns, event + ".ID", Role.NUMBER);
        extended = find(columns, event + ".IDE", Role.NUMBER);
        code = find(columns, event + ".DLC", Role.NUMBER);
        length = find(columns, event + ".DataLength", Role.NUMBER);
        data = find(columns, event + ".DataBytes", Role.TEXT);
        direction = find(columns, event + ".Dir", Role.NUMBER);
        flexible = find(columns, event + ".EDL", Role.NUMBER);
        switched = find(columns, event + ".BRS", Role.NUMBER);
        passive = find(columns, event + ".ESI", Role.NUMBER);
    }

    /** The members in these columns; null if they are no frame's. */
    static FrameMembers of(List<RawChannel> columns) {
        if (find(columns, "CAN_DataFrame.ID", Role.NUMBER) >= 0
                && find(columns, "CAN_DataFrame.DataBytes", Role.TEXT) >= 0) {
            return new FrameMembers(columns, "CAN_DataFrame", Kind.DATA);
        } else if (find(columns, "CAN_RemoteFrame.ID", Role.NUMBER) >= 0) {
            return new FrameMembers(columns, "CAN_RemoteFrame", Kind.REMOTE);
        } else if (columns.stream().anyMatch(column -> column.name().startsWith("CAN_ErrorFrame."))) {
            return new FrameMembers(columns, "CAN_ErrorFrame", Kind.ERROR);
        } else if (find(columns, "LIN_Frame.ID", Role.NUMBER) >= 0) {
            return new FrameMembers(columns, "LIN_Frame", Kind.DATA);
        }
        return null;
    }

    private static int find(List<RawChannel> columns, String name, Role role) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).name().equals(name) && columns.get(c).role() == role) {
                return c;
            }
        }
        return -1;
    }

    /** The frame in a row; null if its payload is missing, since it would not be the frame that was on the bus. */
    Frame frame(Rows rows, int row, long ordinal) {
        long recorded = whole(rows, id, row, 0);
        boolean needed =
                (recorded & EXTENDED_FLAG) != 0 || (recorded & Frame.LARGEST_EXTENDED_ID) > Frame.LARGEST_STANDARD_ID;
        boolean isFlexible = whole(rows, flexible, row, 0) == 1;
        byte[] bytes = kind == Kind.DATA ? payload(rows, row, isFlexible) : NOTHING;
        if (bytes == null) {
            return null;
        }
        long stated = whole(rows, code, row, -1);
        long channel = whole(rows, bus, row, -1);
        return new Frame(
                ordinal,
                rows.seconds()[row],
                channel < 0 ? "" : Long.toString(channel),
                kind,
                (int) (recorded & Frame.LARGEST_EXTENDED_ID),
                !lin && (extended < 0 ? needed : whole(rows, extended, row, 0) == 1),
                lin ? Format.LIN : isFlexible ? Format.CAN_FD : Format.CAN,
                whole(rows, direction, row, 0) == 1,
                bytes,
                stated < 0 || stated > 15 ? Frame.code(bytes.length) : (int) stated,
                whole(rows, switched, row, 0) == 1,
                whole(rows, passive, row, 0) == 1);
    }

    private static long whole(Rows rows, int column, int row, long otherwise) {
        double value = column < 0 ? Double.NaN : rows.numbers()[column][row];
        return Double.isNaN(value) ? otherwise : (long) value;
    }

    /** As many bytes as the frame had; fewer where fewer were recorded, null where they are missing. */
    private byte[] payload(Rows rows, int row, boolean isFlexible) {
        if (data < 0) {
            return NOTHING;
        }
        String digits = rows.texts()[data][row];
        if (digits == null) {
            return null;
        }
        byte[] bytes = HexFormat.of().parseHex(digits);
        int dlc = (int) Math.max(0, Math.min(15, whole(rows, code, row, 15)));
        int byCode = isFlexible || lin ? Frame.length(dlc) : Math.min(8, dlc);
        long wanted = whole(rows, length, row, code < 0 ? bytes.length : byCode);
        return wanted < bytes.length ? Arrays.copyOf(bytes, (int) Math.max(0, wanted)) : bytes;
    }
}
