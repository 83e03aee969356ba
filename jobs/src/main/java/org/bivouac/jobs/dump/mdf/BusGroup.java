package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.can.Frame;
import org.bivouac.jobs.dump.can.Frame.Format;
import org.bivouac.jobs.dump.can.Frame.Kind;

/**
 * A group of records that are frames of a bus (ASAM MDF 4.1 Bus Logging, section 5): its members are channels named {@code
 * CAN_DataFrame.ID} and so on. Each is read as it is defined, in the record, from the record's number or outside; one that
 * is missing has the value that the standard gives it.
 */
final class BusGroup {
    private static final long EXTENDED_ID = 1L << 31;
    private static final Map<String, Kind> EVENTS = Map.of(
            "CAN_DataFrame", Kind.DATA,
            "CAN_RemoteFrame", Kind.REMOTE,
            "CAN_ErrorFrame", Kind.ERROR,
            "LIN_Frame", Kind.DATA);

    /** A member of an event that a frame is made of. */
    private enum Member {
        ID("ID"),
        IDE("IDE"),
        BUS("BusChannel"),
        DLC("DLC"),
        LENGTH("DataLength"),
        BYTES("DataBytes"),
        DIRECTION("Dir"),
        EDL("EDL"),
        BRS("BRS"),
        ESI("ESI");

        private final String suffix;

        Member(String suffix) {
            this.suffix = suffix;
        }
    }

    private final Kind kind;
    private final boolean lin;
    private final RecordChannel time;
    private final Map<Member, RecordChannel> members = new EnumMap<>(Member.class);
    private final Map<Member, double[]> numbers = new EnumMap<>(Member.class);
    private double[] seconds = new double[0];
    private String[] bytes = new String[0];

    private BusGroup(String event, RecordChannel time) {
        kind = EVENTS.get(event);
        lin = event.startsWith("LIN");
        this.time = time;
    }

    /**
     * The frames of a group; null when its records are none.
     *
     * @param apart gives a channel its own way to values outside the records
     */
    static BusGroup of(GroupRows rows, UnaryOperator<RecordChannel> apart) {
        String event = null;
        for (RecordChannel channel : rows.channels()) {
            String found = event(channel.name());
            event = event == null ? found : event;
        }
        if (event == null) {
            return null;
        }
        RecordChannel time = rows.time();
        BusGroup group = new BusGroup(event, time == null ? null : apart.apply(time));
        for (RecordChannel channel : rows.channels()) {
            for (Member member : Member.values()) {
                if (channel.name().endsWith(event + "." + member.suffix) && channel.role() != Role.TIME) {
                    group.members.putIfAbsent(member, apart.apply(channel));
                }
            }
        }
        return group.members.containsKey(Member.ID) || group.kind == Kind.ERROR ? group : null;
    }

    private static String event(String channel) {
        int dot = channel.lastIndexOf('.');
        int before = channel.lastIndexOf('.', dot - 1);
        String event = dot < 0 ? "" : channel.substring(before + 1, dot);
        return EVENTS.containsKey(event) ? event : null;
    }

    /** Decodes a block of records; {@link #frame} then gives each. */
    void decode(RecordBlock block) throws IOException {
        seconds = time == null ? new double[0] : GroupRows.seconds(time, block);
        for (Map.Entry<Member, RecordChannel> member : members.entrySet()) {
            double[][] decoded = {new double[block.count()], new double[block.count()]};
            String[][] texts = {new String[block.count()], new String[block.count()]};
            member.getValue().decode(block, decoded, texts, 0);
            if (member.getKey() == Member.BYTES) {
                bytes = texts[0];
            } else {
                numbers.put(member.getKey(), decoded[0]);
            }
        }
    }

    private long number(Member member, int i, long missing) {
        double[] values = numbers.get(member);
        return values == null || Double.isNaN(values[i]) ? missing : (long) values[i];
    }

    /** The frame of record {@code i} of the block. */
    Frame frame(int i, long ordinal) {
        long id = number(Member.ID, i, 0);
        int identifier = (int) (id & Frame.LARGEST_EXTENDED_ID);
        boolean extended = number(Member.IDE, i, 0) == 1
                || (id & EXTENDED_ID) != 0
                || (!lin && identifier > Frame.LARGEST_STANDARD_ID);
        byte[] payload = payload(i);
        long code = number(Member.DLC, i, Frame.code((int) number(Member.LENGTH, i, payload.length)));
        boolean flexible = number(Member.EDL, i, 0) == 1 || payload.length > 8;
        long bus = number(Member.BUS, i, -1);
        String name = bus < 0 ? "" : Long.toString(bus);
        return new Frame(
                ordinal,
                seconds(i),
                lin ? "LIN" + name : name,
                kind,
                identifier,
                extended,
                lin ? Format.LIN : flexible ? Format.CAN_FD : Format.CAN,
                number(Member.DIRECTION, i, 0) == 1,
                payload,
                (int) Math.max(0, Math.min(15, code)),
                number(Member.BRS, i, 0) == 1,
                number(Member.ESI, i, 0) == 1);
    }

    /** Time of record {@code i} of the block, s; NaN when the group has no time base. */
    double seconds(int i) {
        return i < seconds.length ? seconds[i] : Double.NaN;
    }

    /** The bytes up to the stated length; the record may have room for more. */
    private byte[] payload(int i) {
        String hex = i < bytes.length ? bytes[i] : null;
        if (hex == null || kind == Kind.REMOTE) {
            return new byte[0];
        }
        int there = hex.length() / 2;
        long stated = number(Member.LENGTH, i, there);
        return HexFormat.of().parseHex(hex, 0, 2 * (int) Math.max(0, Math.min(there, stated)));
    }
}
