package org.bivouac.jobs.dump.mdf;

import java.util.Arrays;

/**
 * A formula of one variable, compiled to a list of steps on a stack. It computes numbers and nothing else: no names but
 * those below, no loops, no calls out, and its length and depth are bounded, so a formula from a dump is as harmless as a
 * table.
 *
 * <p>Written as in ASAM MCD-2 MC, section on formulas: {@code + - * / %}, powers as {@code ^}, {@code **} or {@code pow(x,
 * y)}, comparisons and {@code && || !} giving 1 or 0, {@code & | ~ << >>} on whole numbers, the functions listed in {@link
 * FormulaStep}, {@code pi} and {@code e}. The variable is {@code X} or {@code X1}. A result that is no finite number is
 * missing.
 */
final class Formula {
    /** Characters that a formula may have. */
    static final int MOST_CHARACTERS = 4096;

    private final String text;
    private final FormulaStep[] steps;
    private final double[] constants;
    private final int depth;

    Formula(String text, FormulaStep[] steps, double[] constants, int depth) {
        this.text = text;
        this.steps = steps;
        this.constants = constants;
        this.depth = depth;
    }

    /**
     * Compiles a formula.
     *
     * @throws IllegalArgumentException if it is none, with what was found where
     */
    static Formula of(String text) {
        return new FormulaParser(text).formula();
    }

    /** Puts the formula's value in the place of each of the first {@code count} numbers; missing ones stay missing. */
    void apply(double[] values, int count) {
        double[] stack = new double[depth];
        for (int i = 0; i < count; i++) {
            values[i] = Double.isNaN(values[i]) ? Double.NaN : value(values[i], stack);
        }
    }

    private double value(double x, double[] stack) {
        int top = -1;
        for (int s = 0; s < steps.length; s++) {
            FormulaStep step = steps[s];
            switch (step.operands()) {
                case 0 -> stack[++top] = step == FormulaStep.VARIABLE ? x : constants[s];
                case 1 -> stack[top] = step.of(stack[top], 0);
                default -> {
                    top--;
                    stack[top] = step.of(stack[top], stack[top + 1]);
                }
            }
        }
        return Double.isFinite(stack[0]) ? stack[0] : Double.NaN;
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula formula
                && Arrays.equals(steps, formula.steps)
                && Arrays.equals(constants, formula.constants);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(steps) + Arrays.hashCode(constants);
    }
}
