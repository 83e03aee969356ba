package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads conversion blocks (ASAM MDF 4.1, CC block: links to name, unit, comment, inverse and references; u8 type, u8
 * precision, u16 flags, u16 references, u16 values, two f64 limits, the values). What is wrong with one concerns the
 * channels that use it, so it is thrown and told there.
 */
final class Mdf4Conversions {
    private static final int MOST_DEPTH = 16;
    private static final int FIRST_REFERENCE = 4;
    private static final int FIRST_VALUE = 24;
    private static final NumberConversion IDENTITY = new NumberConversion.Identity();

    private final Mdf4Blocks blocks;
    private final Map<Key, Conversion> known = new HashMap<>();

    private record Key(long at, boolean whole) {}

    /** A conversion cannot be read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }
    }

    Mdf4Conversions(Mdf4Blocks blocks) {
        this.blocks = blocks;
    }

    /**
     * The conversion at a link; the identity for no link.
     *
     * @param whole whether the recorded values are whole numbers, which decides whether ranges have their upper end
     */
    Conversion of(long link, boolean whole) throws IOException, Unreadable {
        return of(link, whole, 0);
    }

    /** The unit that a conversion states; empty if it states none. */
    String unit(long link) throws IOException {
        Mdf4Block block = blocks.kind(link).equals("CC") ? blocks.share(link, "CC") : null;
        return block == null ? "" : blocks.text(block.link(1));
    }

    private Conversion of(long link, boolean whole, int depth) throws IOException, Unreadable {
        if (link == 0) {
            return IDENTITY;
        }
        Key key = new Key(link, whole);
        Conversion found = known.get(key);
        if (found != null) {
            return found;
        }
        if (depth > MOST_DEPTH) {
            throw new Unreadable("conversions refer to conversions more than " + MOST_DEPTH + " deep");
        }
        Mdf4Block block = blocks.share(link, "CC");
        if (block == null) {
            throw new Unreadable("its conversion at byte " + link + " cannot be read");
        }
        Conversion conversion = parse(block, whole, depth);
        known.put(key, conversion);
        return conversion;
    }

    private Conversion parse(Mdf4Block block, boolean whole, int depth) throws IOException, Unreadable {
        int type = block.u8(0);
        int references = block.u16(4);
        double[] values = values(block);
        if (references > Math.max(0, block.links().length - FIRST_REFERENCE)) {
            throw new Unreadable("conversion of type " + type + " at byte " + block.at() + " states " + references
                    + " references and has " + Math.max(0, block.links().length - FIRST_REFERENCE));
        }
        Shape shape = new Shape(block, type, references, values);
        return switch (type) {
            case 0 -> IDENTITY;
            case 1 -> {
                shape.needs(0, 2);
                yield new NumberConversion.Linear(values[0], values[1]);
            }
            case 2 -> {
                shape.needs(0, 6);
                yield new NumberConversion.Rational(values[0], values[1], values[2], values[3], values[4], values[5]);
            }
            case 3 -> formula(shape);
            case 4, 5 -> table(shape);
            case 6 -> ranges(shape, whole);
            case 7 -> valueLabels(shape, depth);
            case 8 -> rangeLabels(shape, whole, depth);
            case 9 -> textNumbers(shape);
            case 10 -> textTexts(shape);
            case 11 -> bitLabels(shape, depth);
            default -> throw new Unreadable("conversion of type " + type + ", known are 0 to 11");
        };
    }

    /** A conversion block taken apart. */
    private record Shape(Mdf4Block block, int type, int references, double[] values) {
        void needs(int leastReferences, int leastValues) throws Unreadable {
            if (references < leastReferences || values.length < leastValues) {
                throw new Unreadable("conversion of type " + type + " at byte " + block.at() + " with " + references
                        + " references and " + values.length + " values, expected at least " + leastReferences
                        + " and " + leastValues);
            }
        }

        long reference(int i) {
            return block.link(FIRST_REFERENCE + i);
        }

        double[] every(int first, int step, int count) {
            double[] some = new double[count];
            for (int i = 0; i < count; i++) {
                some[i] = values[first + i * step];
            }
            return some;
        }
    }

    private static double[] values(Mdf4Block block) throws Unreadable {
        int count = block.u16(6);
        if (FIRST_VALUE + 8L * count > block.data().limit()) {
            throw new Unreadable("conversion at byte " + block.at() + " states " + count + " values and ends before");
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = block.f64(FIRST_VALUE + 8 * i);
        }
        return values;
    }

    private NumberConversion formula(Shape shape) throws IOException, Unreadable {
        shape.needs(1, 0);
        try {
            return new NumberConversion.Algebraic(Formula.of(blocks.text(shape.reference(0))));
        } catch (IllegalArgumentException e) {
            throw new Unreadable(e.getMessage());
        }
    }

    private static NumberConversion table(Shape shape) throws Unreadable {
        int count = shape.values.length / 2;
        shape.needs(0, 2);
        double[] keys = shape.every(0, 2, count);
        double[] results = shape.every(1, 2, count);
        for (int i = 1; i < count; i++) {
            if (!(keys[i] >= keys[i - 1])) {
                throw new Unreadable("table at byte " + shape.block.at() + " whose keys do not rise: " + keys[i - 1]
                        + ", then " + keys[i]);
            }
        }
        return shape.type == 4
                ? new NumberConversion.Interpolated(keys, results)
                : new NumberConversion.Nearest(keys, results);
    }

    private static NumberConversion ranges(Shape shape, boolean whole) throws Unreadable {
        int count = shape.values.length / 3;
        shape.needs(0, 1);
        double fallback = shape.values.length > 3 * count ? shape.values[3 * count] : Double.NaN;
        Ranges ranges = new Ranges(shape.every(0, 3, count), shape.every(1, 3, count), whole);
        return new NumberConversion.OfRanges(ranges, shape.every(2, 3, count), fallback);
    }

    private LabelConversion valueLabels(Shape shape, int depth) throws IOException, Unreadable {
        int count = shape.values.length;
        shape.needs(count, 0);
        return new LabelConversion.OfValues(
                shape.values, labels(shape, count, depth), label(fallback(shape, count), depth));
    }

    private LabelConversion rangeLabels(Shape shape, boolean whole, int depth) throws IOException, Unreadable {
        int count = shape.values.length / 2;
        shape.needs(count, 0);
        Ranges ranges = new Ranges(shape.every(0, 2, count), shape.every(1, 2, count), whole);
        return new LabelConversion.OfRanges(ranges, labels(shape, count, depth), label(fallback(shape, count), depth));
    }

    /** The reference behind those of the table's lines. */
    private static long fallback(Shape shape, int count) {
        return shape.references > count ? shape.reference(count) : 0;
    }

    private List<LabelConversion.Label> labels(Shape shape, int count, int depth) throws IOException, Unreadable {
        List<LabelConversion.Label> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(label(shape.reference(i), depth));
        }
        return labels;
    }

    private LabelConversion.Label label(long link, int depth) throws IOException, Unreadable {
        if (link == 0) {
            return null;
        }
        if (!blocks.kind(link).equals("CC")) {
            return new LabelConversion.Label.Text(blocks.text(link));
        }
        Conversion nested = of(link, false, depth + 1);
        if (nested instanceof NumberConversion scale) {
            return new LabelConversion.Label.Scaled(scale);
        } else if (nested instanceof LabelConversion table) {
            return new LabelConversion.Label.Nested(table);
        }
        throw new Unreadable("a conversion from text for a number, at byte " + link);
    }

    private TextConversion textNumbers(Shape shape) throws IOException, Unreadable {
        int count = shape.references;
        shape.needs(0, count);
        Map<String, Double> numbers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            numbers.putIfAbsent(blocks.text(shape.reference(i)), shape.values[i]);
        }
        return new TextConversion.ToNumbers(numbers, shape.values.length > count ? shape.values[count] : Double.NaN);
    }

    private TextConversion textTexts(Shape shape) throws IOException {
        int count = shape.references / 2;
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < count; i++) {
            texts.putIfAbsent(blocks.text(shape.reference(2 * i)), blocks.text(shape.reference(2 * i + 1)));
        }
        long fallback = shape.references > 2 * count ? shape.reference(2 * count) : 0;
        return new TextConversion.ToTexts(texts, fallback == 0 ? null : blocks.text(fallback));
    }

    private LabelConversion bitLabels(Shape shape, int depth) throws IOException, Unreadable {
        int count = shape.values.length;
        shape.needs(count, 1);
        long[] masks = new long[count];
        List<String> names = new ArrayList<>();
        List<LabelConversion> tables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            masks[i] = shape.block.u64(FIRST_VALUE + 8 * i);
            Optional<LabelConversion> table = of(shape.reference(i), true, depth + 1) instanceof LabelConversion labels
                    ? Optional.of(labels)
                    : Optional.empty();
            tables.add(table.orElseThrow(
                    () -> new Unreadable("a bit field whose part is no table of texts, at byte " + shape.block.at())));
            Mdf4Block named = blocks.share(shape.reference(i), "CC");
            names.add(named == null ? "" : blocks.text(named.link(0)));
        }
        return new LabelConversion.OfBits(masks, names, tables);
    }
}
