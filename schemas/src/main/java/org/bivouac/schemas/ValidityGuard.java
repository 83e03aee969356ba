package org.bivouac.schemas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A signal of a bus message that says whether others in the same message can be believed: {@code validity.csv} beside
 * this class. Where it has another value, or none, those others are missing.
 *
 * @param message the message
 * @param guard the signal that says so
 * @param valid the value with which the others are valid
 * @param guarded one of the others; {@code *} for all others of the message that guard nothing themselves
 */
public record ValidityGuard(String message, String guard, double valid, String guarded) {
    private static final List<ValidityGuard> BUILT_IN = load();

    /** Those that ship with the project. */
    public static List<ValidityGuard> builtIn() {
        return BUILT_IN;
    }

    private static List<ValidityGuard> load() {
        List<ValidityGuard> guards = new ArrayList<>();
        try (InputStream stream = ValidityGuard.class.getResourceAsStream("validity.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cell = line.split(",", -1);
                guards.add(new ValidityGuard(cell[0], cell[1], Double.parseDouble(cell[2]), cell[3]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(guards);
    }
}
