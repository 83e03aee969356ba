package org.bivouac.jobs.simulate.rally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.simulate.car.ModelChannel;

/** Which logger writes which format. */
public final class Formats {
    private static final List<String> LOGGERS =
            ModelChannel.all().stream().map(ModelChannel::logger).distinct().toList();

    private Formats() {}

    /** What the loggers of an edition write unless something else is wanted: they differ from year to year. */
    static Map<String, String> usual(int year) {
        return new TreeMap<>(
                year <= ModelChannel.LAST_OLD_YEAR
                        ? Map.of("chassis", "motec-ld", "engine", "motec-csv", "gps", "vbo")
                        : Map.of("chassis", "mdf4", "engine", "csv", "gps", "vbo"));
    }

    /**
     * What the command line says: {@code logger=format} pairs, or formats that the loggers take in turn, or {@code none}.
     *
     * @param known names of formats
     * @return format by logger; null when nothing is said and the year decides
     */
    public static Map<String, String> parse(List<String> said, List<String> known) {
        if (said.isEmpty()) {
            return null;
        }
        Map<String, String> formats = new TreeMap<>();
        if (said.equals(List.of("none"))) {
            return formats;
        }
        List<String> inTurn = new ArrayList<>();
        for (String each : said) {
            int equals = each.indexOf('=');
            String format = each.substring(equals + 1);
            if (!known.contains(format)) {
                throw new BadInputException(
                        ExitCode.USAGE, "--formats " + format + ": known are none, " + String.join(", ", known));
            }
            if (equals < 0) {
                inTurn.add(format);
            } else if (LOGGERS.contains(each.substring(0, equals))) {
                formats.put(each.substring(0, equals), format);
            } else {
                throw new BadInputException(
                        ExitCode.USAGE, "--formats " + each + ": the loggers are " + String.join(", ", LOGGERS));
            }
        }
        for (int i = 0; i < LOGGERS.size() && !inTurn.isEmpty(); i++) {
            formats.putIfAbsent(LOGGERS.get(i), inTurn.get(i % inTurn.size()));
        }
        return formats;
    }
}
