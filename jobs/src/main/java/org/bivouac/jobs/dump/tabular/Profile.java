package org.bivouac.jobs.dump.tabular;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;

/**
 * A profile file: what has to be known of a kind of text table before its dumps can be read. Lines are
 * {@code key = value}, UTF-8; a line that begins with {@code #} is a comment. Keys:
 *
 * <pre>
 * name                 short name, also the logger's name for aliases         (required)
 * description          one phrase for people                                 (default: the name)
 * header.cells         names, separated by |, that the header must hold      (required)
 * header.line          line of the names, from 1                             (default 1)
 * units.line           line of the units, 0 if there is none                 (default 0)
 * data.line            first data line                                       (default header.line + 1)
 * encoding             unless a byte order mark says otherwise               (default UTF-8)
 * delimiter            comma, semicolon, tab, space, pipe                    (default comma)
 * decimal              point, comma                                          (default point)
 * quotes               yes, no: cells may stand in double quotes             (default yes)
 * units.in.names       none, round, square: {@code RPM (rpm)}, {@code RPM [rpm]}         (default none)
 * names                recorded, bare: keep the unit in the name or cut it   (default recorded)
 * time.column          name of the time column                               (required)
 * time.format          seconds, milliseconds, unix, hhmmss, clock, iso       (default seconds)
 * time.zone            zone of local times, e.g. Europe/Paris                (default: not known)
 * time.scale           utc, gps: what the clock counts                       (default utc)
 * missing              spellings of "no value" beside blank, between blanks  (default none)
 * text                 names of text columns, separated by |                 (default none)
 * trailing.delimiter   yes, no: an empty cell may end the row                (default no)
 * last.line.end        required, optional                                    (default required)
 * repeated.time        keep, reject                                          (default keep)
 * repeated.names       refuse, keep: a column name may stand twice           (default refuse)
 * unit.NAME            unit of a column, over the recorded one
 * decimal.NAME         decimal mark of one column
 * reject.NAME          refuse a column, with the reason
 * sentinel.NAME        the column's value for "no data"
 * </pre>
 */
public final class Profile {
    private static final Set<String> KEYS = Set.of(
            "name",
            "description",
            "header.cells",
            "header.line",
            "units.line",
            "data.line",
            "encoding",
            "delimiter",
            "decimal",
            "quotes",
            "units.in.names",
            "names",
            "time.column",
            "time.format",
            "time.zone",
            "time.scale",
            "missing",
            "text",
            "trailing.delimiter",
            "last.line.end",
            "repeated.time",
            "repeated.names");
    private static final List<String> COLUMN_KEYS = List.of("unit.", "decimal.", "reject.", "sentinel.");

    private final String source;
    private final Map<String, String> entries;

    private Profile(String source, Map<String, String> entries) {
        this.source = source;
        this.entries = entries;
    }

    /**
     * Reads a profile.
     *
     * @param source its name in messages
     * @throws BadInputException if a key is unknown or missing, or a value is not one of those listed
     */
    public static Profile parse(String source, String text) {
        Map<String, String> entries = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            int equals = stripped.indexOf('=');
            String key = equals < 0 ? stripped : stripped.substring(0, equals).strip();
            boolean known = KEYS.contains(key) || COLUMN_KEYS.stream().anyMatch(key::startsWith);
            if (equals < 0 || !known) {
                throw bad(
                        source,
                        "line " + number + ": '" + key + "' is no key; known are "
                                + String.join(", ", new TreeSet<>(KEYS)) + " and "
                                + String.join("NAME, ", COLUMN_KEYS) + "NAME");
            }
            if (entries.put(key, stripped.substring(equals + 1).strip()) != null) {
                throw bad(source, "line " + number + ": '" + key + "' is given twice");
            }
        }
        Profile profile = new Profile(source, entries);
        profile.check();
        return profile;
    }

    private static BadInputException bad(String source, String message) {
        return new BadInputException(ExitCode.USAGE, source + ": " + message);
    }

    /** Fails early for every value that could fail later. */
    private void check() {
        for (String key : List.of("name", "header.cells", "time.column")) {
            if (text(key, "").isEmpty()) {
                throw bad(source, "'" + key + "' is missing");
            }
        }
        if (dataLine() <= Math.max(headerLine(), unitsLine()) || headerLine() < 1 || unitsLine() < 0) {
            throw bad(source, "data.line is " + dataLine() + ", must stand behind header.line and units.line");
        }
        delimiter();
        mark("decimal", text("decimal", "point"));
        choice("quotes", "yes", "no");
        choice("units.in.names", "none", "round", "square");
        choice("names", "recorded", "bare");
        choice("trailing.delimiter", "no", "yes");
        choice("last.line.end", "required", "optional");
        choice("repeated.time", "keep", "reject");
        choice("repeated.names", "refuse", "keep");
        format();
        zone();
        choice("time.scale", "utc", "gps");
        encoding();
        entries.forEach((key, value) -> {
            if (key.startsWith("decimal.")) {
                mark(key, value);
            } else if (key.startsWith("sentinel.")) {
                sentinel(key, value);
            }
        });
    }

    private String text(String key, String otherwise) {
        return entries.getOrDefault(key, otherwise);
    }

    private String choice(String key, String... allowed) {
        String value = text(key, allowed[0]);
        if (!List.of(allowed).contains(value)) {
            throw bad(source, key + " is '" + value + "', must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    private int number(String key, int otherwise) {
        String value = text(key, Integer.toString(otherwise));
        if (!value.matches("[0-9]{1,4}")) {
            throw bad(source, key + " is '" + value + "', must be a line number");
        }
        return Integer.parseInt(value);
    }

    private byte mark(String key, String value) {
        return switch (value) {
            case "point" -> '.';
            case "comma" -> ',';
            default -> throw bad(source, key + " is '" + value + "', must be point or comma");
        };
    }

    private double sentinel(String key, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            throw new BadInputException(
                    ExitCode.USAGE, source + ": " + key + " is '" + value + "', must be a number", notANumber);
        }
    }

    /** The profile's short name. */
    public String name() {
        return text("name", "");
    }

    /** One phrase for people. */
    public String description() {
        return text("description", name());
    }

    int headerLine() {
        return number("header.line", 1);
    }

    int unitsLine() {
        return number("units.line", 0);
    }

    int dataLine() {
        return number("data.line", headerLine() + 1);
    }

    byte delimiter() {
        String value = choice("delimiter", "comma", "semicolon", "tab", "space", "pipe");
        return switch (value) {
            case "semicolon" -> ';';
            case "tab" -> '\t';
            case "space" -> ' ';
            case "pipe" -> '|';
            default -> ',';
        };
    }

    boolean trailing() {
        return choice("trailing.delimiter", "no", "yes").equals("yes");
    }

    boolean quoted() {
        return choice("quotes", "yes", "no").equals("yes");
    }

    Charset encoding() {
        String value = text("encoding", "UTF-8");
        try {
            Charset charset = Charset.forName(value);
            boolean singleBytes = "a,;\t1".getBytes(charset).length == 5;
            if (singleBytes || charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE)) {
                return charset;
            }
        } catch (IllegalArgumentException unknown) {
            throw new BadInputException(
                    ExitCode.USAGE, source + ": encoding '" + value + "' is not known to this Java", unknown);
        }
        throw bad(source, "encoding '" + value + "' is neither UTF-8, UTF-16LE, UTF-16BE nor an 8-bit encoding");
    }

    boolean keepsRepeatedNames() {
        return choice("repeated.names", "refuse", "keep").equals("keep");
    }

    private Layout.Clock.Format format() {
        String value = choice("time.format", "seconds", "milliseconds", "unix", "hhmmss", "clock", "iso");
        return Layout.Clock.Format.valueOf(value.toUpperCase(Locale.ROOT));
    }

    /** Whether a header with these cells belongs to the profile. */
    boolean matches(List<String> headerCells) {
        return new TreeSet<>(headerCells).containsAll(names("header.cells"));
    }

    private List<String> names(String key) {
        return Arrays.stream(text(key, "").split("\\|"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * The layout for a header.
     *
     * @param names the cells of the header line
     * @param units the cells of the units line; empty if there is none
     * @param charset of the dump
     * @throws IllegalArgumentException if the time column is not there exactly once
     */
    Layout layout(List<String> names, List<String> units, Charset charset) {
        if (names.stream().filter(text("time.column", "")::equals).count() != 1) {
            throw new IllegalArgumentException(
                    "the header must hold the time column '" + text("time.column", "") + "' exactly once");
        }
        List<Layout.Column> columns = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            columns.add(column(names.get(c), c < units.size() ? units.get(c) : ""));
        }
        return new Layout(
                List.copyOf(columns),
                delimiter(),
                quoted(),
                Arrays.stream(text("missing", "").split("\\s+"))
                        .filter(spelling -> !spelling.isEmpty())
                        .toList(),
                trailing(),
                choice("last.line.end", "required", "optional").equals("required")
                        ? Layout.LastLineEnd.REQUIRED
                        : Layout.LastLineEnd.OPTIONAL,
                choice("repeated.time", "keep", "reject").equals("keep")
                        ? Layout.RepeatedTime.KEEP
                        : Layout.RepeatedTime.REJECT,
                charset,
                new Layout.Clock(names.indexOf(text("time.column", "")), format()));
    }

    private Layout.Column column(String recorded, String unitCell) {
        String unit = unitCell;
        String name = recorded;
        String style = choice("units.in.names", "none", "round", "square");
        String open = style.equals("round") ? "(" : "[";
        String close = style.equals("round") ? ")" : "]";
        int at = recorded.lastIndexOf(open);
        if (!style.equals("none") && at > 0 && recorded.endsWith(close)) {
            unit = recorded.substring(at + 1, recorded.length() - 1).strip();
            name = choice("names", "recorded", "bare").equals("bare")
                    ? recorded.substring(0, at).strip()
                    : recorded;
        }
        Layout.Kind kind = Layout.Kind.NUMBER;
        if (entries.containsKey("reject." + recorded)) {
            kind = Layout.Kind.REFUSED;
        } else if (recorded.equals(text("time.column", ""))) {
            kind = switch (format()) {
                case CLOCK -> Layout.Kind.CLOCK;
                case ISO -> Layout.Kind.ISO;
                case SECONDS, MILLISECONDS, UNIX, HHMMSS -> Layout.Kind.NUMBER;
            };
        } else if (names("text").contains(recorded)) {
            kind = Layout.Kind.TEXT;
        }
        String decimal = text("decimal." + recorded, text("decimal", "point"));
        return new Layout.Column(
                name, text("unit." + recorded, unit), kind, mark("decimal", decimal), text("reject." + recorded, ""));
    }

    private void zone() {
        String value = text("time.zone", "Z");
        try {
            ZoneId.of(value);
        } catch (DateTimeException unknown) {
            throw new BadInputException(
                    ExitCode.USAGE,
                    source + ": time.zone is '" + value + "', must be a zone such as Europe/Paris",
                    unknown);
        }
    }

    /** What it states of the clock, as metadata of a header. */
    Map<String, String> clock() {
        Map<String, String> clock = new LinkedHashMap<>();
        if (entries.containsKey("time.zone")) {
            clock.put(DumpHeader.ZONE, text("time.zone", ""));
        }
        if (entries.containsKey("time.scale")) {
            clock.put(DumpHeader.TIME_SCALE, text("time.scale", ""));
        }
        return clock;
    }

    /** The channels' values for "no data", as metadata of a header: name to value. */
    Map<String, String> sentinels() {
        Map<String, String> sentinels = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith("sentinel.")) {
                sentinels.put(key.substring("sentinel.".length()), value);
            }
        });
        return sentinels;
    }
}
