package org.bivouac.jobs.dump.mdf;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What formulas promise of any text: they are refused by {@link IllegalArgumentException} or give numbers. */
public final class FormulaPromise {
    private FormulaPromise() {}

    /** Formulas to begin with. */
    public static List<byte[]> seeds() {
        return List.of(
                        "X",
                        "2*X1+3",
                        "pow(x,2)/sin(pi*X)",
                        "(X>3)&&!(X<5)||X==4",
                        "sqrt(abs(X))**2 % 7",
                        "~X<<3|X>>1&255")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Compiles and computes. */
    public static void holds(byte[] bytes) {
        Formula formula;
        try {
            formula = Formula.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            if (refused.getMessage() == null) {
                throw new AssertionError("a refusal says why", refused);
            }
            return;
        }
        double[] values = {0, 1, -1, 1e300, -1e-300, Double.NaN, 255, Long.MAX_VALUE};
        formula.apply(values, values.length);
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw new AssertionError("a result that is no finite number is missing");
            }
        }
    }
}
