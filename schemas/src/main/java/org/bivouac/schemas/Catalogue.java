package org.bivouac.schemas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The channels that the pipeline knows and what loggers call them: {@code channels.csv}, {@code sensors.csv} and
 * {@code aliases.csv} beside this class, which open in any spreadsheet; besides {@code thresholds.csv}, what analyses go by. Cells hold no commas and no quotes.
 */
public final class Catalogue {
    private static final Catalogue BUILT_IN = load();

    private final Map<String, Channel> channels;
    private final List<Alias> aliases;
    /** The aliases by {@link #key}. */
    private final Map<String, List<Alias>> aliasesByName = new HashMap<>();

    private final Map<String, SensorRule> sensors;
    private final Map<String, Threshold> thresholds;

    private Catalogue(
            Map<String, Channel> channels,
            List<Alias> aliases,
            Map<String, SensorRule> sensors,
            Map<String, Threshold> thresholds) {
        this.channels = channels;
        this.aliases = aliases;
        for (Alias alias : aliases) {
            aliasesByName
                    .computeIfAbsent(key(alias.name()), name -> new ArrayList<>())
                    .add(alias);
        }
        this.sensors = sensors;
        this.thresholds = thresholds;
    }

    /** The catalogue that ships with the project. */
    public static Catalogue builtIn() {
        return BUILT_IN;
    }

    /**
     * This catalogue with a team's own aliases, which come first.
     *
     * @throws IllegalArgumentException if one names a channel or unit that does not exist
     */
    public Catalogue withAliases(List<Alias> own) {
        List<Alias> all = new ArrayList<>(own);
        all.addAll(aliases);
        own.forEach(alias -> check(alias, channels));
        return new Catalogue(channels, List.copyOf(all), sensors, thresholds);
    }

    /** All channels in the order of the file. */
    public Collection<Channel> channels() {
        return channels.values();
    }

    /** All aliases, the team's own first. */
    public List<Alias> aliases() {
        return aliases;
    }

    /** By what a channel's sensor is judged, in the order of {@code sensors.csv}. */
    public Collection<SensorRule> sensors() {
        return sensors.values();
    }

    /** By what this channel's sensor is judged; by its plausible range alone if the file has no line of it. */
    public SensorRule sensor(String channel) {
        SensorRule rule = sensors.get(channel);
        return rule == null ? new SensorRule(channel, Double.NaN, Double.NaN, Double.NaN) : rule;
    }

    /** What analyses go by, in the order of {@code thresholds.csv}. */
    public Collection<Threshold> thresholds() {
        return thresholds.values();
    }

    /** What the pipeline tells of what happened, in the order of {@code happenings.csv}. */
    public static List<Happening> happenings() {
        return rows("happenings.csv", 6).stream()
                .map(cell -> new Happening(cell[0], cell[1], cell[2], cell[3], cell[4], cell[5]))
                .toList();
    }

    /**
     * The value of a threshold, in its own unit.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public double threshold(String name) {
        Threshold threshold = thresholds.get(name);
        if (threshold == null) {
            throw new IllegalArgumentException("no threshold '" + name + "' in thresholds.csv");
        }
        return threshold.value();
    }

    /** The channel of this name, if there is one. */
    public Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    /**
     * The channel of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Channel require(String name) {
        return channel(name)
                .orElseThrow(() -> new IllegalArgumentException("no channel '" + name + "' in channels.csv"));
    }

    /**
     * What a logger's channel means in a year: the first alias that fits, one for this very logger before one for any;
     * a canonical name always means itself.
     */
    public Optional<Alias> alias(String logger, int year, String name) {
        String wanted = key(name.strip());
        Alias forAny = null;
        for (Alias alias : aliasesByName.getOrDefault(wanted, List.of())) {
            if (year < alias.fromYear() || year > alias.toYear()) {
                continue;
            }
            if (alias.logger().equalsIgnoreCase(logger)) {
                return Optional.of(alias);
            }
            if (forAny == null && alias.logger().equals("*")) {
                forAny = alias;
            }
        }
        if (forAny == null && channels.containsKey(wanted)) {
            forAny = new Alias(
                    "*", year, year, wanted, channels.get(wanted).unit().symbol(), wanted);
        }
        return Optional.ofNullable(forAny);
    }

    /** By what names are compared. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Catalogue load() {
        Map<String, Channel> channels = new LinkedHashMap<>();
        for (String[] cell : rows("channels.csv", 9)) {
            Unit unit = Unit.of(cell[1])
                    .orElseThrow(() -> new IllegalArgumentException("channels.csv: no unit " + cell[1]));
            Channel channel = new Channel(
                    cell[0],
                    unit,
                    Interpolation.valueOf(cell[2]),
                    Double.parseDouble(cell[3]),
                    number(cell[4]),
                    number(cell[5]),
                    cell[6],
                    cell[7],
                    cell[8]);
            if (channels.put(channel.name(), channel) != null) {
                throw new IllegalArgumentException("channels.csv: " + channel.name() + " stands twice");
            }
        }
        List<Alias> aliases = new ArrayList<>();
        for (String[] cell : rows("aliases.csv", 6)) {
            Alias alias =
                    new Alias(cell[0], Integer.parseInt(cell[1]), Integer.parseInt(cell[2]), cell[3], cell[4], cell[5]);
            check(alias, channels);
            aliases.add(alias);
        }
        return new Catalogue(channels, List.copyOf(aliases), sensors(channels), thresholdRows());
    }

    private static Map<String, Threshold> thresholdRows() {
        Map<String, Threshold> thresholds = new LinkedHashMap<>();
        for (String[] cell : rows("thresholds.csv", 5)) {
            Threshold threshold = new Threshold(cell[0], Double.parseDouble(cell[1]), cell[2], cell[3], cell[4]);
            if (thresholds.put(threshold.name(), threshold) != null) {
                throw new IllegalArgumentException("thresholds.csv: " + threshold.name() + " stands twice");
            }
        }
        return thresholds;
    }

    private static Map<String, SensorRule> sensors(Map<String, Channel> channels) {
        Map<String, SensorRule> sensors = new LinkedHashMap<>();
        for (String[] cell : rows("sensors.csv", 4)) {
            if (!channels.containsKey(cell[0])) {
                throw new IllegalArgumentException("sensors.csv: no channel '" + cell[0] + "'");
            }
            SensorRule rule = new SensorRule(cell[0], number(cell[1]), number(cell[2]), number(cell[3]));
            if (sensors.put(rule.channel(), rule) != null) {
                throw new IllegalArgumentException("sensors.csv: " + rule.channel() + " stands twice");
            }
        }
        return sensors;
    }

    private static void check(Alias alias, Map<String, Channel> channels) {
        Channel channel = channels.get(alias.channel());
        if (channel == null) {
            throw new IllegalArgumentException("alias '" + alias.name() + "': no channel '" + alias.channel() + "'");
        }
        if (!alias.unit().isEmpty()) {
            Unit unit = Unit.of(alias.unit())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "alias '" + alias.name() + "': no unit '" + alias.unit() + "'"));
            unit.to(channel.unit());
        }
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    private static List<String[]> rows(String resource, int columns) {
        List<String[]> rows = new ArrayList<>();
        try (InputStream in = Catalogue.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                if (cells.length != columns) {
                    throw new IllegalArgumentException(
                            resource + ": " + cells.length + " cells, expected " + columns + ": " + line);
                }
                rows.add(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
