package org.bivouac.jobs.dump.mdf;

import java.util.Map;

/** A number or another text for a text. */
sealed interface TextConversion extends Conversion {
    /**
     * A number for each text.
     *
     * @param fallback for any other text; NaN if it is missing then
     */
    record ToNumbers(Map<String, Double> numbers, double fallback) implements TextConversion {
        /** Looks the first {@code count} texts up; a missing text gives a missing number. */
        void apply(String[] texts, int count, double[] out) {
            for (int i = 0; i < count; i++) {
                Double number = texts[i] == null ? null : numbers.get(texts[i]);
                out[i] = texts[i] == null ? Double.NaN : number == null ? fallback : number;
            }
        }
    }

    /**
     * A text for each text.
     *
     * @param fallback for any other text; null if it is missing then
     */
    record ToTexts(Map<String, String> texts, String fallback) implements TextConversion {
        /** Looks the first {@code count} texts up. */
        void apply(String[] from, int count, String[] out) {
            for (int i = 0; i < count; i++) {
                out[i] = from[i] == null ? null : texts.getOrDefault(from[i], fallback);
            }
        }
    }
}
