package org.bivouac.jobs.dump.can.dbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bivouac.jobs.dump.can.dbc.Dbc.Refused;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Coding;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Order;

/** Makes messages of drafts once the whole file is known, and refuses signals that cannot be meant as they are written. */
final class Finishing {
    private static final String FRAME_FORMAT = "VFrameFormat";
    private static final String MESSAGE_NAME = "SystemMessageLongSymbol";
    private static final String CYCLE_TIME = "GenMsgCycleTime";
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    /** The number of {@code J1939PG} where the attribute is declared as a number. */
    private static final String J1939_NUMBER = "3";

    private final Collection<Draft> drafts;
    private final Attributes definitions;
    private final Map<String, String> network;
    private final Map<String, Map<String, String>> nodes;
    private final List<Refused> refused;

    Finishing(
            Collection<Draft> drafts,
            Attributes definitions,
            Map<String, String> network,
            Map<String, Map<String, String>> nodes,
            List<Refused> refused) {
        this.drafts = drafts;
        this.definitions = definitions;
        this.network = network;
        this.nodes = nodes;
        this.refused = refused;
    }

    Dbc dbc(String version, String comment, Map<String, Map<Long, String>> tables) {
        List<DbcMessage> messages = new ArrayList<>();
        for (Draft draft : drafts) {
            messages.add(message(draft));
        }
        return new Dbc(
                version,
                List.copyOf(messages),
                Collections.unmodifiableMap(network),
                comment,
                tables,
                List.copyOf(refused));
    }

    private DbcMessage message(Draft draft) {
        List<DbcSignal> signals = new ArrayList<>();
        for (Draft.Signal signal : draft.signals.values()) {
            String reason = fault(draft, signal);
            if (reason == null) {
                signals.add(signal(draft, signal));
            } else {
                refused.add(new Refused(
                        signal.line,
                        longName(draft.attributes, MESSAGE_NAME, draft.name),
                        "signal '" + signal.name + "' of '" + draft.name + "': " + reason));
            }
        }
        boolean extended = (draft.rawId & 0x80000000L) != 0;
        String format = definitions.of(draft.attributes, FRAME_FORMAT);
        return new DbcMessage(
                (int) (draft.rawId & 0x1FFFFFFF),
                extended,
                longName(draft.attributes, MESSAGE_NAME, draft.name),
                draft.length,
                longNames(draft.senders),
                List.copyOf(signals),
                extended && isJ1939(format),
                format.endsWith("CAN_FD"),
                cycleMillis(draft),
                draft.comment,
                Collections.unmodifiableMap(draft.attributes),
                draft.line);
    }

    /** The message says so, or the network of which all messages are. */
    private boolean isJ1939(String format) {
        String protocol = network.getOrDefault("ProtocolType", "");
        protocol = protocol.isBlank() ? definitions.standard("ProtocolType") : protocol;
        return format.startsWith("J1939")
                || format.equals(J1939_NUMBER)
                || protocol.toUpperCase(Locale.ROOT).startsWith("J1939");
    }

    private double cycleMillis(Draft draft) {
        String cycle = definitions.of(draft.attributes, CYCLE_TIME);
        double millis = MILLIS.matcher(cycle).matches() ? Double.parseDouble(cycle) : 0;
        return millis > 0 ? millis : Double.NaN;
    }

    /** Why a signal cannot be meant, or null. */
    private static String fault(Draft draft, Draft.Signal signal) {
        String fault = ownFault(draft, signal);
        return fault == null && signal.multiplexed ? multiplexingFault(draft, signal) : fault;
    }

    private static String ownFault(Draft draft, Draft.Signal signal) {
        int first = signal.order == Order.INTEL ? signal.start : (signal.start & ~7) + 7 - (signal.start & 7);
        if (signal.bits < 1 || signal.bits > 64) {
            return "has " + signal.bits + " bits, expected 1 to 64";
        }
        if (first + signal.bits > 8 * draft.length) {
            return "ends at bit " + (first + signal.bits) + ", its message has " + 8 * draft.length;
        }
        if (signal.valueType > 0 && signal.bits != 32 * signal.valueType) {
            return "is a float of " + signal.bits + " bits, expected " + 32 * signal.valueType;
        }
        return null;
    }

    private static String multiplexingFault(Draft draft, Draft.Signal signal) {
        Set<String> seen = new HashSet<>();
        for (Draft.Signal one = signal; one.multiplexed; ) {
            if (!seen.add(one.name)) {
                return "is multiplexed by itself";
            }
            String by = multiplexer(draft, one);
            if (by == null) {
                return one.multiplexedBy == null
                        ? "is multiplexed, but its message has not one multiplexer"
                        : "is multiplexed by '" + one.multiplexedBy + "', which its message does not have";
            }
            one = draft.signals.get(by);
            if (ownFault(draft, one) != null) {
                return "its multiplexer '" + by + "' is refused";
            }
        }
        return null;
    }

    /** The signal that a multiplexed one depends on: the one named, else the only one that is not multiplexed itself. */
    private static String multiplexer(Draft draft, Draft.Signal signal) {
        if (signal.multiplexedBy != null) {
            return draft.signals.containsKey(signal.multiplexedBy) ? signal.multiplexedBy : null;
        }
        String found = null;
        for (Draft.Signal other : draft.signals.values()) {
            if (other.multiplexer && !other.multiplexed) {
                if (found != null) {
                    return null;
                }
                found = other.name;
            }
        }
        return found;
    }

    /** Names are cut to 32 characters in the file; an attribute holds what was longer. */
    private static String longName(Map<String, String> attributes, String attribute, String name) {
        String longer = attributes.getOrDefault(attribute, "");
        return longer.isBlank() ? name : longer;
    }

    private List<String> longNames(List<String> names) {
        return names.stream()
                .map(node -> longName(nodes.getOrDefault(node, Map.of()), "SystemNodeLongSymbol", node))
                .toList();
    }

    private static String longName(Draft.Signal signal) {
        return longName(signal.attributes, "SystemSignalLongSymbol", signal.name);
    }

    private DbcSignal signal(Draft draft, Draft.Signal signal) {
        Coding coding = signal.signed ? Coding.SIGNED : Coding.UNSIGNED;
        coding = signal.valueType == 1 ? Coding.FLOAT32 : signal.valueType == 2 ? Coding.FLOAT64 : coding;
        boolean limited = signal.min != 0 || signal.max != 0;
        return new DbcSignal(
                longName(signal),
                signal.start,
                signal.bits,
                signal.order,
                coding,
                signal.factor,
                signal.offset,
                limited ? signal.min : Double.NaN,
                limited ? signal.max : Double.NaN,
                signal.unit,
                longNames(signal.receivers),
                signal.multiplexer,
                signal.multiplexed ? longName(draft.signals.get(multiplexer(draft, signal))) : null,
                List.copyOf(signal.when),
                Collections.unmodifiableSortedMap(signal.texts),
                signal.comment,
                Collections.unmodifiableMap(signal.attributes));
    }
}
