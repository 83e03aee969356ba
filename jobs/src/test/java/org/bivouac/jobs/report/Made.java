package org.bivouac.jobs.report;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Records with their components given by name: what is left out is missing, 0, false or one of the defaults. */
final class Made {
    private final Map<String, Object> defaults;

    private Made(Map<String, Object> defaults) {
        this.defaults = defaults;
    }

    /** Defaults as name, value, name, value … */
    static Made with(Object... defaults) {
        return new Made(pairs(defaults));
    }

    /** These defaults and further ones. */
    Made and(Object... more) {
        Map<String, Object> all = new HashMap<>(defaults);
        all.putAll(pairs(more));
        return new Made(all);
    }

    /** A record with components given as name, value, name, value … */
    <R extends Record> R row(Class<R> type, Object... given) {
        Map<String, Object> values = and(given).defaults;
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] cells = Arrays.stream(components)
                .map(component -> cell(component.getType(), values.get(component.getName())))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(cells);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object cell(Class<?> type, Object value) {
        if (type == double.class) {
            return value == null ? Double.NaN : ((Number) value).doubleValue();
        }
        if (type == long.class) {
            return value == null ? 0L : ((Number) value).longValue();
        }
        if (type == int.class) {
            return value == null ? 0 : ((Number) value).intValue();
        }
        return type == boolean.class && value == null ? false : value;
    }

    private static Map<String, Object> pairs(Object... given) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < given.length; i += 2) {
            map.put((String) given[i], given[i + 1]);
        }
        return map;
    }
}
