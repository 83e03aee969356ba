package org.bivouac.jobs.dump.fit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Names, units and scales of the messages and fields that a log of a vehicle holds; see {@code fields.csv}. */
final class FitProfile {
    /** Degrees of one semicircle: 2^31 of them are half a turn. */
    private static final double SEMICIRCLE = 180.0 / (1L << 31);

    private static final Map<Integer, String> MESSAGES = new HashMap<>();
    private static final Map<Integer, Entry> FIELDS = new HashMap<>();

    /**
     * A field of the profile.
     *
     * @param scale what the raw value is divided by
     * @param offset what is subtracted then
     */
    record Entry(String name, String unit, double scale, double offset) {
        double value(double raw) {
            return raw / scale - offset;
        }
    }

    static {
        try (InputStream stream = FitProfile.class.getResourceAsStream("fields.csv")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] cells = line.split(",", -1);
                int message = Integer.parseInt(cells[0]);
                MESSAGES.put(message, cells[1]);
                double scale = cells[5].equals("semicircles") ? 1 / SEMICIRCLE : Double.parseDouble(cells[5]);
                FIELDS.put(
                        key(message, Integer.parseInt(cells[2])),
                        new Entry(cells[3], cells[4], scale, Double.parseDouble(cells[6])));
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private FitProfile() {}

    private static int key(int message, int field) {
        return (message << 8) | field;
    }

    /** What a message is called. */
    static String message(int number) {
        return MESSAGES.getOrDefault(number, "message " + number);
    }

    /** What a field is; one that the list lacks is raw and without a unit. */
    static Entry field(int message, int number) {
        return FIELDS.getOrDefault(key(message, number), new Entry("field " + number, "", 1, 0));
    }
}
