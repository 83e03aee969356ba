package org.bivouac.jobs.dump.matlab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says which vector is the time of which arrays. The rule: the time of an array is a vector of as many values as it has
 * samples, and it is, of those that exist,
 *
 * <ol>
 *   <li>the one beside it that is called like it with {@code _time} or {@code _t} behind;
 *   <li>the one beside it called {@code time}, {@code t}, {@code time_s}, {@code timestamp}, {@code timestamps},
 *       {@code xtime}, {@code time_ms} or {@code t_ms} (capitals do not matter; {@code _ms} counts milliseconds);
 *   <li>the same one structure further out, and so on to the variables themselves.
 * </ol>
 *
 * A vector is one channel; of a matrix each column is one, or each row where only the rows are as long as a time.
 */
final class MatGroups {
    private static final Set<String> NAMES =
            Set.of("time", "t", "time_s", "timestamp", "timestamps", "xtime", "time_ms", "t_ms");
    private static final int MOST_CHANNELS = 10_000;

    private MatGroups() {}

    /**
     * One channel of a group: values {@code first}, {@code first + stride} …
     *
     * @param name as people read it: {@code gyro(:,2)} is the second column
     */
    record Column(String name, MatArray array, long first, long stride) {}

    /**
     * Arrays with one time.
     *
     * @param time its vector
     * @param perSecond what its values are divided by to be seconds
     */
    record Group(MatArray time, double perSecond, List<Column> columns) {}

    /** The groups of these arrays; arrays without a time are added to {@code timeless}. */
    static List<Group> of(List<MatArray> arrays, List<MatArray> timeless) {
        Map<String, MatArray> vectors = new LinkedHashMap<>();
        for (MatArray array : arrays) {
            if (array.isVector()) {
                vectors.putIfAbsent(array.name().toLowerCase(Locale.ROOT), array);
            }
        }
        Map<MatArray, List<Column>> columns = new LinkedHashMap<>();
        Set<MatArray> times = new HashSet<>();
        Map<MatArray, MatArray> timeOf = new LinkedHashMap<>();
        for (MatArray array : arrays) {
            MatArray time = array.isVector() ? time(array, array.count(), vectors) : time(array, array.rows(), vectors);
            if (time == null && !array.isVector()) {
                time = time(array, array.columns(), vectors);
            }
            if (time != null) {
                timeOf.put(array, time);
                times.add(time);
            }
        }
        for (MatArray array : arrays) {
            if (times.contains(array)) {
                continue;
            }
            MatArray time = timeOf.get(array);
            if (time == null) {
                timeless.add(array);
            } else {
                add(array, time, columns.computeIfAbsent(time, key -> new ArrayList<>()), timeless);
            }
        }
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<MatArray, List<Column>> group : columns.entrySet()) {
            boolean millis = group.getKey().lastName().toLowerCase(Locale.ROOT).endsWith("_ms");
            groups.add(new Group(group.getKey(), millis ? 1000 : 1, List.copyOf(group.getValue())));
        }
        return groups;
    }

    private static MatArray time(MatArray array, long samples, Map<String, MatArray> vectors) {
        String own = array.name().toLowerCase(Locale.ROOT);
        for (String suffix : List.of("_time", "_t")) {
            MatArray time = vectors.get(own + suffix);
            if (time != null && time.count() == samples) {
                return time;
            }
        }
        String scope = array.scope().toLowerCase(Locale.ROOT);
        while (true) {
            for (String name : NAMES.stream().sorted().toList()) {
                MatArray time = vectors.get(scope.isEmpty() ? name : scope + "." + name);
                if (time != null && time.count() == samples && !time.equals(array)) {
                    return time;
                }
            }
            if (scope.isEmpty()) {
                return null;
            }
            scope = scope.substring(0, Math.max(0, scope.lastIndexOf('.')));
        }
    }

    private static void add(MatArray array, MatArray time, List<Column> columns, List<MatArray> timeless) {
        long samples = time.count();
        long channels = array.count() / samples;
        if (columns.size() + channels > MOST_CHANNELS) {
            timeless.add(array);
        } else if (array.isVector()) {
            columns.add(new Column(array.name(), array, 0, 1));
        } else if (array.rows() == samples) {
            for (long c = 0; c < channels; c++) {
                columns.add(new Column(array.name() + "(:," + (c + 1) + ")", array, c * samples, 1));
            }
        } else {
            for (long r = 0; r < array.rows(); r++) {
                columns.add(new Column(array.name() + "(" + (r + 1) + ",:)", array, r, array.rows()));
            }
        }
    }
}
