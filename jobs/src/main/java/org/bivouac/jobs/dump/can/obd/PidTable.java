package org.bivouac.jobs.dump.can.obd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.dump.can.dbc.DbcMessage;
import org.bivouac.jobs.dump.can.dbc.DbcSignal;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Coding;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Order;

/**
 * What the parameters (PIDs) of OBD-II service 01 mean: {@code pids.csv} beside this class, after SAE J1979 (the same as
 * ISO 15031-5). Each is a small message whose byte 0 is the standard's byte A.
 */
public final class PidTable {
    /** The service of a reply to service 01. */
    public static final int REPLY = 0x41;

    /** The service of a reply that refuses. */
    public static final int NEGATIVE = 0x7F;

    private static final int FIRST_REPLY = 0x7E8;
    private static final int LAST_REPLY = 0x7EF;
    private static final int FIRST_EXTENDED_REPLY = 0x18DAF100;
    private static final int LAST_EXTENDED_REPLY = 0x18DAF1FF;

    private static final PidTable BUILT_IN = load();

    private final Map<Integer, DbcMessage> messages;

    private PidTable(Map<Integer, DbcMessage> messages) {
        this.messages = messages;
    }

    /** The table that comes with Bivouac. */
    public static PidTable builtIn() {
        return BUILT_IN;
    }

    private static PidTable load() {
        Map<Integer, String> names = new TreeMap<>();
        Map<Integer, Integer> lengths = new TreeMap<>();
        Map<Integer, List<DbcSignal>> signals = new TreeMap<>();
        for (String line : lines()) {
            String[] cell = line.split(",", -1);
            int pid = Integer.parseInt(cell[0], 16);
            names.putIfAbsent(pid, cell[0]);
            lengths.put(pid, Integer.parseInt(cell[1]));
            signals.computeIfAbsent(pid, none -> new ArrayList<>()).add(signal(cell));
        }
        Map<Integer, DbcMessage> messages = new TreeMap<>();
        names.forEach((pid, name) -> messages.put(
                pid,
                new DbcMessage(
                        pid,
                        false,
                        "PID " + name,
                        lengths.get(pid),
                        List.of(),
                        List.copyOf(signals.get(pid)),
                        false,
                        false,
                        Double.NaN,
                        "",
                        Map.of(),
                        0)));
        return new PidTable(messages);
    }

    private static List<String> lines() {
        try (InputStream stream = PidTable.class.getResourceAsStream("pids.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DbcSignal signal(String[] cell) {
        int firstBit = Integer.parseInt(cell[4]);
        return new DbcSignal(
                cell[2],
                (firstBit & ~7) + 7 - (firstBit & 7),
                Integer.parseInt(cell[5]),
                Order.MOTOROLA,
                cell[6].equals("-") ? Coding.SIGNED : Coding.UNSIGNED,
                fraction(cell[7]),
                Double.parseDouble(cell[8]),
                Double.NaN,
                Double.NaN,
                cell[3],
                List.of(),
                false,
                null,
                List.of(),
                Collections.emptySortedMap(),
                "",
                Map.of());
    }

    private static double fraction(String cell) {
        int slash = cell.indexOf('/');
        return slash < 0
                ? Double.parseDouble(cell)
                : Double.parseDouble(cell.substring(0, slash)) / Double.parseDouble(cell.substring(slash + 1));
    }

    /** The message of a parameter; null when it is not in the table. */
    public DbcMessage message(int pid) {
        return messages.get(pid);
    }

    /** The whole table as text, for fingerprints. */
    public static String text() {
        return String.join("\n", lines());
    }

    /**
     * Whether frames of this identifier are replies of an engine or gearbox (ISO 15765-4, section 6.3). Requests never
     * are.
     */
    public static boolean isReply(int id, Extent extent) {
        return extent == Extent.BITS_29
                ? id >= FIRST_EXTENDED_REPLY && id <= LAST_EXTENDED_REPLY
                : id >= FIRST_REPLY && id <= LAST_REPLY;
    }

    /** How long an identifier is. */
    public enum Extent {
        BITS_11,
        BITS_29
    }
}
