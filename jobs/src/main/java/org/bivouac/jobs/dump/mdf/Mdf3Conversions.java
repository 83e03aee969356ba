package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.dump.mdf.Mdf3Blocks.Block;

/**
 * Reads conversion blocks of MDF 2 and 3 (Vector, MDF 3.3, CCBLOCK: u16 range flag at 4, two f64 limits, unit of 20
 * characters at 22, u16 type at 42, u16 size at 44, parameters from 46 on). Their type numbers are not those of MDF 4.
 */
final class Mdf3Conversions {
    /** Length of the block without parameters. */
    static final int LEAST = 46;

    private static final int TEXT = 32;
    private static final int FORMULA = 256;
    private static final NumberConversion IDENTITY = new NumberConversion.Identity();

    /** Date and time of CANopen, which are codings of bytes rather than conversions of numbers. */
    static final int DATE = 132;

    static final int TIME = 133;

    private final Mdf3Blocks blocks;

    /** A conversion cannot be read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }
    }

    Mdf3Conversions(Mdf3Blocks blocks) {
        this.blocks = blocks;
    }

    /** The type of a block; 65535, which is none, without one. */
    static int type(Block block) {
        return block == null ? 65_535 : block.u16(42);
    }

    /** The unit that a block states; empty if it states none. */
    static String unit(Block block) {
        return block == null ? "" : block.text(22, 20);
    }

    /**
     * The conversion.
     *
     * @param block null for none
     * @param whole whether the recorded values are whole numbers, which decides whether ranges have their upper end
     */
    Conversion of(Block block, boolean whole) throws IOException, Unreadable {
        int type = type(block);
        return switch (type) {
            case 65_535, DATE, TIME -> IDENTITY;
            case 0 -> {
                double[] p = parameters(block, 2);
                yield new NumberConversion.Linear(p[0], p[1]);
            }
            case 1, 2 -> table(block, type);
            case 6 -> {
                double[] p = parameters(block, 6);
                yield new NumberConversion.Polynomial(p[0], p[1], p[2], p[3], p[4], p[5]);
            }
            case 7, 8 -> {
                double[] p = parameters(block, 7);
                yield new NumberConversion.Transcendental(type == 7, p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
            }
            case 9 -> {
                double[] p = parameters(block, 6);
                yield new NumberConversion.Rational(p[0], p[1], p[2], p[3], p[4], p[5]);
            }
            case 10 -> formula(block);
            case 11 -> texts(block);
            case 12 -> ranges(block, whole);
            default ->
                throw new Unreadable("conversion of type " + type + ", known are 0, 1, 2, 6 to 12, 132, 133 and 65535");
        };
    }

    private static double[] parameters(Block block, int count) throws Unreadable {
        if (block.bytes().limit() < LEAST + 8 * count) {
            throw new Unreadable("conversion of type " + type(block) + " with "
                    + (block.bytes().limit() - LEAST) / 8 + " parameters, expected " + count);
        }
        double[] parameters = new double[count];
        for (int i = 0; i < count; i++) {
            parameters[i] = block.f64(LEAST + 8 * i);
        }
        return parameters;
    }

    /** How many entries of this length there are. */
    private static int entries(Block block, int length) throws Unreadable {
        int stated = block.u16(44);
        if (LEAST + (long) stated * length > block.bytes().limit()) {
            throw new Unreadable(
                    "conversion of type " + type(block) + " states " + stated + " entries, its block ends" + " before");
        }
        return stated;
    }

    private static NumberConversion table(Block block, int type) throws Unreadable {
        int count = entries(block, 16);
        double[] keys = new double[count];
        double[] results = new double[count];
        for (int i = 0; i < count; i++) {
            keys[i] = block.f64(LEAST + 16 * i);
            results[i] = block.f64(LEAST + 16 * i + 8);
            if (i > 0 && !(keys[i] >= keys[i - 1])) {
                throw new Unreadable("table whose keys do not rise: " + keys[i - 1] + ", then " + keys[i]);
            }
        }
        if (count == 0) {
            throw new Unreadable("table without an entry");
        }
        return type == 1
                ? new NumberConversion.Interpolated(keys, results)
                : new NumberConversion.Nearest(keys, results);
    }

    private static NumberConversion formula(Block block) throws Unreadable {
        try {
            return new NumberConversion.Algebraic(Formula.of(block.text(LEAST, FORMULA)));
        } catch (IllegalArgumentException wrong) {
            throw new Unreadable(wrong.getMessage());
        }
    }

    private static LabelConversion texts(Block block) throws Unreadable {
        int count = entries(block, 8 + TEXT);
        double[] keys = new double[count];
        List<LabelConversion.Label> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = LEAST + (8 + TEXT) * i;
            keys[i] = block.f64(at);
            labels.add(new LabelConversion.Label.Text(text(block, at + 8)));
        }
        return new LabelConversion.OfValues(keys, labels, null);
    }

    /** A text as it stands, blanks included. */
    private static String text(Block block, int at) {
        int end = at;
        while (end < at + TEXT && block.bytes().get(end) != 0) {
            end++;
        }
        return new String(block.bytes().array(), at, end - at, StandardCharsets.ISO_8859_1);
    }

    /** The first entry is what counts for values that lie in none of the others. */
    private LabelConversion ranges(Block block, boolean whole) throws IOException, Unreadable {
        int count = entries(block, 20);
        if (count == 0) {
            throw new Unreadable("table of ranges without an entry");
        }
        double[] lower = new double[count - 1];
        double[] upper = new double[count - 1];
        List<LabelConversion.Label> labels = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int at = LEAST + 20 * i;
            lower[i - 1] = block.f64(at);
            upper[i - 1] = block.f64(at + 8);
            labels.add(label(block.u32(at + 16)));
        }
        return new LabelConversion.OfRanges(new Ranges(lower, upper, whole), labels, label(block.u32(LEAST + 16)));
    }

    private LabelConversion.Label label(long link) throws IOException {
        return link == 0 ? null : new LabelConversion.Label.Text(blocks.text(link));
    }
}
