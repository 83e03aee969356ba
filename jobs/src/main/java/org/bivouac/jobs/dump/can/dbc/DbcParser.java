package org.bivouac.jobs.dump.can.dbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bivouac.jobs.dump.can.dbc.Dbc.Refused;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Order;
import org.bivouac.jobs.dump.can.dbc.DbcSignal.Range;
import org.bivouac.jobs.dump.can.dbc.DbcTokens.Kind;

/**
 * Parses a DBC file. Sections may come in any order and any may be missing; what a database says of relations between
 * nodes, of environment variables and of signal types does not matter here and is passed over.
 */
final class DbcParser {
    /** The identifier of the message that holds signals of no message. */
    private static final long UNASSIGNED = 0xC0000000L;

    private static final long MAX_ID = 0xFFFFFFFFL;
    private static final int MAX_LENGTH = 0xFFFF;
    private static final int MAX_START = 8 * MAX_LENGTH + 7;

    /** Sections that end with a semicolon and do not matter here. */
    private static final Set<String> PASSED = Set.of(
            "BA_DEF_REL_",
            "BA_DEF_DEF_REL_",
            "BA_REL_",
            "BA_DEF_SGTYPE_",
            "BA_SGTYPE_",
            "BU_SG_REL_",
            "BU_EV_REL_",
            "BU_BO_REL_",
            "CAT_DEF_",
            "CAT_",
            "ENVVAR_DATA_",
            "EV_",
            "EV_DATA_",
            "FILTER",
            "NS_DESC_",
            "SGTYPE_",
            "SGTYPE_VAL_",
            "SIG_GROUP_",
            "SIG_TYPE_REF_",
            "SIGTYPE_VALTYPE_");

    private static final Set<String> READ = Set.of(
            "VERSION",
            "NS_",
            "BS_",
            "BU_",
            "VAL_TABLE_",
            "BO_",
            "SG_",
            "BO_TX_BU_",
            "CM_",
            "BA_DEF_",
            "BA_DEF_DEF_",
            "BA_",
            "VAL_",
            "SIG_VALTYPE_",
            "SG_MUL_VAL_");

    private static final Pattern MULTIPLEXING = Pattern.compile("M|m[0-9]{1,10}M?");
    private static final Pattern ORDER = Pattern.compile("[01][-+]?");
    private static final Pattern RANGE = Pattern.compile("[0-9]{1,18}-[0-9]{1,18}");

    private final DbcTokens in;
    private final List<Refused> refused = new ArrayList<>();
    private final Map<Long, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, Map<Long, String>> tables = new LinkedHashMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> nodes = new HashMap<>();
    private final Attributes definitions = new Attributes();
    private String version = "";
    private String comment = "";

    DbcParser(String text) {
        in = new DbcTokens(text);
    }

    Dbc parse() {
        Draft last = null;
        while (in.kind() != Kind.END) {
            String section = in.kind() == Kind.WORD ? in.token() : "";
            if (PASSED.contains(section)) {
                passOver();
                continue;
            }
            if (!READ.contains(section)) {
                throw in.error("a section such as BO_, SG_ or CM_");
            }
            if (section.equals("SG_")) {
                if (last == null) {
                    throw in.error("BO_ before the first SG_");
                }
                signal(last);
                continue;
            }
            in.take();
            switch (section) {
                case "VERSION" -> version = in.text("the version");
                case "NS_" -> symbols();
                case "BS_", "BU_" -> line();
                case "VAL_TABLE_" -> valueTable();
                case "BO_" -> last = message();
                case "BO_TX_BU_" -> senders();
                case "CM_" -> comment();
                case "BA_DEF_" -> definitions.definition(in);
                case "BA_DEF_DEF_" -> definitions.standard(in);
                case "BA_" -> attribute();
                case "VAL_" -> texts();
                case "SIG_VALTYPE_" -> valueType();
                default -> ranges();
            }
        }
        return new Finishing(drafts.values(), definitions, attributes, nodes, refused)
                .dbc(version, comment, Collections.unmodifiableMap(tables));
    }

    private void passOver() {
        in.take();
        while (!in.takeIf(";")) {
            if (in.kind() == Kind.END) {
                throw in.error("';'");
            }
            in.take();
        }
    }

    /** The names of sections, one alone on each line. */
    private void symbols() {
        in.takeIf(":");
        while (in.kind() == Kind.WORD && in.aloneOnLine()) {
            in.take();
        }
    }

    /** The rest of the section: nodes or bus timing, up to the next section. */
    private void line() {
        in.takeIf(":");
        while (in.kind() != Kind.END && !(in.atLineStart() && startsSection())) {
            in.take();
        }
    }

    private boolean startsSection() {
        return in.kind() == Kind.WORD && (READ.contains(in.token()) || PASSED.contains(in.token()));
    }

    private void valueTable() {
        String name = in.word("the name of a value table");
        tables.put(name, Collections.unmodifiableMap(pairs()));
    }

    private SortedMap<Long, String> pairs() {
        SortedMap<Long, String> pairs = new TreeMap<>();
        while (!in.takeIf(";")) {
            long value = in.whole("a value", Long.MIN_VALUE, Long.MAX_VALUE);
            pairs.put(value, in.text("the text of a value"));
        }
        return pairs;
    }

    /**
     * A message. Bit 31 of its identifier says that it has 29 bits; what else is above them is an error, and so is one of
     * more than 11 bits without that mark.
     */
    private Draft message() {
        int line = in.line();
        String token = in.token();
        long rawId = in.whole("a message identifier", 0, MAX_ID);
        boolean extended = (rawId & 0x80000000L) != 0;
        if (rawId != UNASSIGNED && (extended ? (rawId & 0x60000000L) != 0 : rawId > 0x7FF)) {
            throw new DbcException(
                    line,
                    token,
                    extended ? "an identifier of 29 bits" : "an identifier up to 2047, or bit 31 for one of 29 bits");
        }
        String name = in.word("a message name");
        in.expect(":");
        int length = (int) in.whole("a payload length", 0, MAX_LENGTH);
        Draft draft = new Draft(rawId, name, length, line);
        if (in.kind() == Kind.WORD && !in.atLineStart()) {
            addNode(draft.senders, in.take());
        }
        if (rawId != UNASSIGNED) {
            if (drafts.containsKey(rawId)) {
                refused.add(new Refused(
                        line,
                        name,
                        "message '" + name + "': its identifier " + token + " is that of '" + drafts.get(rawId).name
                                + "'"));
            } else {
                drafts.put(rawId, draft);
            }
        }
        return draft;
    }

    private static void addNode(List<String> nodes, String node) {
        if (!node.equals("Vector__XXX") && !nodes.contains(node)) {
            nodes.add(node);
        }
    }

    private void signal(Draft message) {
        in.take();
        Draft.Signal signal = new Draft.Signal(in.word("a signal name"), in.line());
        if (!in.is(":")) {
            multiplexing(signal);
        }
        in.expect(":");
        signal.start = (int) in.whole("a start bit", 0, MAX_START);
        in.expect("|");
        signal.bits = (int) in.whole("a length in bits", 0, MAX_START);
        in.expect("@");
        order(signal);
        in.expect("(");
        signal.factor = in.number("a factor");
        in.expect(",");
        signal.offset = in.number("an offset");
        in.expect(")");
        in.expect("[");
        signal.min = in.number("a smallest value");
        in.expect("|");
        signal.max = in.number("a largest value");
        in.expect("]");
        signal.unit = in.text("a unit");
        while (!in.atLineStart() && (in.kind() == Kind.WORD || in.is(","))) {
            String node = in.take();
            if (!node.equals(",")) {
                addNode(signal.receivers, node);
            }
        }
        if (message.signals.putIfAbsent(signal.name, signal) != null) {
            refused.add(new Refused(
                    signal.line, message.name, "signal '" + signal.name + "' of '" + message.name + "' stands twice"));
        }
    }

    /** {@code M}, {@code m4}, or {@code m4M} for one that is both. */
    private void multiplexing(Draft.Signal signal) {
        String mark = in.kind() == Kind.WORD ? in.token() : "";
        if (!MULTIPLEXING.matcher(mark).matches()) {
            throw in.error("M, m and a number, or ':'");
        }
        in.take();
        signal.multiplexer = mark.endsWith("M");
        signal.multiplexed = mark.startsWith("m");
        if (signal.multiplexed) {
            long value = Long.parseLong(mark.substring(1, mark.length() - (signal.multiplexer ? 1 : 0)));
            signal.when.add(new Range(value, value));
        }
    }

    private void order(Draft.Signal signal) {
        String order = in.kind() == Kind.WORD ? in.token() : "";
        if (!ORDER.matcher(order).matches()) {
            throw in.error("a byte order and sign such as 1+");
        }
        in.take();
        signal.order = order.startsWith("1") ? Order.INTEL : Order.MOTOROLA;
        String sign = order.substring(1);
        if (sign.isEmpty()) {
            if (!in.is("+") && !in.is("-")) {
                throw in.error("the sign + or -");
            }
            sign = in.take();
        }
        signal.signed = sign.equals("-");
    }

    private void senders() {
        Draft draft = drafts.get(id());
        in.takeIf(":");
        while (!in.takeIf(";")) {
            if (!in.takeIf(",")) {
                String node = in.word("a node");
                if (draft != null) {
                    addNode(draft.senders, node);
                }
            }
        }
    }

    private long id() {
        return in.whole("a message identifier", 0, MAX_ID);
    }

    /** The signal that is named next; null when the file has no such message or signal. */
    private Draft.Signal named(Draft message) {
        String name = in.word("a signal name");
        return message == null ? null : message.signals.get(name);
    }

    private void comment() {
        if (in.kind() == Kind.TEXT) {
            comment = in.take();
        } else if (in.takeIf("BO_")) {
            Draft message = drafts.get(id());
            String text = in.text("a comment");
            if (message != null) {
                message.comment = text;
            }
        } else if (in.takeIf("SG_")) {
            Draft.Signal signal = named(drafts.get(id()));
            String text = in.text("a comment");
            if (signal != null) {
                signal.comment = text;
            }
        } else if (in.takeIf("BU_") || in.takeIf("EV_")) {
            in.word("a name");
            in.text("a comment");
        } else {
            throw in.error("a comment in quotes, BU_, BO_, SG_ or EV_");
        }
        in.expect(";");
    }

    private void attribute() {
        String name = in.text("the name of an attribute");
        Map<String, String> of = new LinkedHashMap<>();
        if (in.takeIf("BO_")) {
            Draft message = drafts.get(id());
            of = message == null ? of : message.attributes;
        } else if (in.takeIf("SG_")) {
            Draft.Signal signal = named(drafts.get(id()));
            of = signal == null ? of : signal.attributes;
        } else if (in.takeIf("BU_")) {
            of = nodes.computeIfAbsent(in.word("a node"), none -> new LinkedHashMap<>());
        } else if (in.takeIf("EV_")) {
            in.word("a name");
        } else {
            of = attributes;
        }
        of.put(name, definitions.value(name, in));
        in.expect(";");
    }

    private void texts() {
        if (in.kind() == Kind.WORD && !in.token().matches("[0-9]+")) {
            // of an environment variable
            in.take();
            pairs();
            return;
        }
        Draft.Signal signal = named(drafts.get(id()));
        SortedMap<Long, String> pairs;
        if (in.kind() == Kind.WORD && tables.containsKey(in.token())) {
            pairs = new TreeMap<>(tables.get(in.take()));
            in.expect(";");
        } else {
            pairs = pairs();
        }
        if (signal != null) {
            signal.texts = pairs;
        }
    }

    private void valueType() {
        Draft.Signal signal = named(drafts.get(id()));
        in.takeIf(":");
        int type = (int) in.whole("a value type", 0, 2);
        in.expect(";");
        if (signal != null) {
            signal.valueType = type;
        }
    }

    private void ranges() {
        Draft message = drafts.get(id());
        Draft.Signal signal = named(message);
        String by = in.word("the name of a multiplexer");
        List<Range> ranges = new ArrayList<>();
        while (!in.takeIf(";")) {
            if (in.takeIf(",")) {
                continue;
            }
            if (in.kind() != Kind.WORD || !RANGE.matcher(in.token()).matches()) {
                throw in.error("a range of values such as 2-5");
            }
            String[] ends = in.take().split("-", -1);
            ranges.add(new Range(Long.parseLong(ends[0]), Long.parseLong(ends[1])));
        }
        if (signal != null) {
            signal.multiplexed = true;
            signal.multiplexedBy = by;
            signal.when.clear();
            signal.when.addAll(ranges);
        }
    }
}
