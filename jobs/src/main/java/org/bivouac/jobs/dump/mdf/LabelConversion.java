package org.bivouac.jobs.dump.mdf;

import java.util.Arrays;
import java.util.List;

/** A text for a number, in a column of its own. Some numbers may stand for another number instead of a text. */
sealed interface LabelConversion extends Conversion {
    /** What a number stands for; null where nothing is said of it. */
    sealed interface Label {
        /** A text. */
        record Text(String text) implements Label {}

        /** A number. */
        record Scaled(NumberConversion conversion) implements Label {}

        /** A text by another table. */
        record Nested(LabelConversion table) implements Label {}
    }

    /**
     * Looks the first {@code count} numbers up.
     *
     * @param numbers as recorded; if some numbers are {@link #scales() scaled}, the scaled ones afterwards, and missing
     *     where there is a text instead
     * @param texts null where there is no text
     */
    void apply(double[] numbers, int count, String[] texts);

    /** Whether some number stands for another number. */
    boolean scales();

    /** A text for each single number. */
    final class OfValues implements LabelConversion {
        private final double[] keys;
        private final Label[] labels;
        private final Label fallback;
        private final boolean scales;

        /** Of equal keys the first counts. */
        OfValues(double[] keys, List<Label> labels, Label fallback) {
            Integer[] order = new Integer[keys.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Double.compare(keys[a] + 0.0, keys[b] + 0.0));
            double[] sorted = new double[keys.length];
            Label[] said = new Label[keys.length];
            int count = 0;
            for (int i : order) {
                if (count == 0 || sorted[count - 1] != keys[i]) {
                    sorted[count] = keys[i] + 0.0;
                    said[count++] = labels.get(i);
                }
            }
            this.keys = Arrays.copyOf(sorted, count);
            this.labels = Arrays.copyOf(said, count);
            this.fallback = fallback;
            scales = Labels.scale(this.labels, fallback);
        }

        @Override
        public void apply(double[] numbers, int count, String[] texts) {
            double[] one = new double[1];
            for (int i = 0; i < count; i++) {
                int at = Arrays.binarySearch(keys, numbers[i] + 0.0);
                Label label = Double.isNaN(numbers[i]) ? null : at < 0 ? fallback : labels[at];
                Labels.put(label, numbers, texts, i, one, scales);
            }
        }

        @Override
        public boolean scales() {
            return scales;
        }
    }

    /** A text for each range of numbers. */
    final class OfRanges implements LabelConversion {
        private final Ranges ranges;
        private final Label[] labels;
        private final Label fallback;
        private final boolean scales;

        OfRanges(Ranges ranges, List<Label> labels, Label fallback) {
            this.ranges = ranges;
            this.labels = labels.toArray(Label[]::new);
            this.fallback = fallback;
            scales = Labels.scale(this.labels, fallback);
        }

        @Override
        public void apply(double[] numbers, int count, String[] texts) {
            double[] one = new double[1];
            int last = -1;
            for (int i = 0; i < count; i++) {
                Label label = null;
                if (!Double.isNaN(numbers[i])) {
                    last = ranges.find(numbers[i], last);
                    label = last < 0 ? fallback : labels[last];
                }
                Labels.put(label, numbers, texts, i, one, scales);
            }
        }

        @Override
        public boolean scales() {
            return scales;
        }
    }

    /**
     * The texts of several groups of bits, joined by {@code |}.
     *
     * @param masks which bits each group has; the value looked up is the number with all other bits cleared
     * @param names what each group is called; empty for none
     * @param tables what its values mean
     */
    record OfBits(long[] masks, List<String> names, List<LabelConversion> tables) implements LabelConversion {
        @Override
        public void apply(double[] numbers, int count, String[] texts) {
            long[] bits = new long[count];
            for (int i = 0; i < count; i++) {
                bits[i] = (long) numbers[i];
            }
            apply(bits, count, texts);
            for (int i = 0; i < count; i++) {
                texts[i] = Double.isNaN(numbers[i]) ? null : texts[i];
            }
        }

        /** The texts of integers that need not fit into a double. */
        void apply(long[] bits, int count, String[] texts) {
            Arrays.fill(texts, 0, count, null);
            double[] part = new double[count];
            String[] said = new String[count];
            for (int m = 0; m < masks.length; m++) {
                for (int i = 0; i < count; i++) {
                    part[i] = bits[i] & masks[m];
                }
                tables.get(m).apply(part, count, said);
                for (int i = 0; i < count; i++) {
                    if (said[i] != null && !said[i].isEmpty()) {
                        String text = names.get(m).isEmpty() ? said[i] : names.get(m) + " = " + said[i];
                        texts[i] = texts[i] == null ? text : texts[i] + "|" + text;
                    }
                }
            }
        }

        @Override
        public boolean scales() {
            return false;
        }
    }

    /** What both tables do with a label. */
    final class Labels {
        private Labels() {}

        private static boolean scale(Label[] labels, Label fallback) {
            return scales(fallback) || Arrays.stream(labels).anyMatch(Labels::scales);
        }

        private static boolean scales(Label label) {
            return label instanceof Label.Scaled || (label instanceof Label.Nested nested && nested.table.scales());
        }

        private static void put(Label label, double[] numbers, String[] texts, int i, double[] one, boolean scales) {
            texts[i] = null;
            double number = scales ? Double.NaN : numbers[i];
            if (label instanceof Label.Text text) {
                texts[i] = text.text;
            } else if (label instanceof Label.Scaled scaled) {
                one[0] = numbers[i];
                scaled.conversion.apply(one, 1);
                number = one[0];
            } else if (label instanceof Label.Nested nested) {
                String[] said = new String[1];
                one[0] = numbers[i];
                nested.table.apply(one, 1, said);
                texts[i] = said[0];
                number = nested.table.scales() ? one[0] : number;
            }
            numbers[i] = number;
        }
    }
}
