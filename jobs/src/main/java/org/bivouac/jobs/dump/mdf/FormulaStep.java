package org.bivouac.jobs.dump.mdf;

import java.util.Locale;
import java.util.Optional;

/** One step of a {@link Formula}: pushes a number, or replaces the topmost one or two by a result. */
enum FormulaStep {
    CONSTANT(0, false),
    VARIABLE(0, false),
    ADD(2, false),
    SUBTRACT(2, false),
    MULTIPLY(2, false),
    DIVIDE(2, false),
    REMAINDER(2, false),
    NEGATE(1, false),
    NOT(1, false),
    COMPLEMENT(1, false),
    AND(2, false),
    OR(2, false),
    BIT_AND(2, false),
    BIT_OR(2, false),
    SHIFT_LEFT(2, false),
    SHIFT_RIGHT(2, false),
    EQUAL(2, false),
    UNEQUAL(2, false),
    LESS(2, false),
    LESS_OR_EQUAL(2, false),
    GREATER(2, false),
    GREATER_OR_EQUAL(2, false),
    POW(2, true),
    MIN(2, true),
    MAX(2, true),
    ATAN2(2, true),
    XOR(2, true),
    ABS(1, true),
    SQRT(1, true),
    EXP(1, true),
    LN(1, true),
    LOG10(1, true),
    SIN(1, true),
    COS(1, true),
    TAN(1, true),
    ASIN(1, true),
    ACOS(1, true),
    ATAN(1, true),
    SINH(1, true),
    COSH(1, true),
    TANH(1, true),
    FLOOR(1, true),
    CEIL(1, true),
    ROUND(1, true),
    SGN(1, true);

    private final int operands;
    private final boolean function;

    FormulaStep(int operands, boolean function) {
        this.operands = operands;
        this.function = function;
    }

    int operands() {
        return operands;
    }

    /** The function of this name in any case; {@code log} is the natural logarithm, {@code lg} the decadic one. */
    static Optional<FormulaStep> function(String name) {
        String known = switch (name.toUpperCase(Locale.ROOT)) {
            case "LOG" -> "LN";
            case "LG" -> "LOG10";
            case "POWER" -> "POW";
            case "SIGN" -> "SGN";
            case "ARCSIN" -> "ASIN";
            case "ARCCOS" -> "ACOS";
            case "ARCTAN" -> "ATAN";
            case "FABS" -> "ABS";
            default -> name.toUpperCase(Locale.ROOT);
        };
        for (FormulaStep step : values()) {
            if (step.function && step.name().equals(known)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** The result for one operand ({@code b} is ignored) or two. */
    double of(double a, double b) {
        return switch (this) {
            case CONSTANT, VARIABLE -> throw new IllegalStateException(name() + " has no operand");
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case REMAINDER -> a % b;
            case NEGATE -> -a;
            case NOT -> a == 0 ? 1 : 0;
            case COMPLEMENT -> whole(a) ? ~(long) a : Double.NaN;
            case AND -> a != 0 && b != 0 ? 1 : 0;
            case OR -> a != 0 || b != 0 ? 1 : 0;
            case BIT_AND -> whole(a) && whole(b) ? (long) a & (long) b : Double.NaN;
            case BIT_OR -> whole(a) && whole(b) ? (long) a | (long) b : Double.NaN;
            case XOR -> whole(a) && whole(b) ? (long) a ^ (long) b : Double.NaN;
            case SHIFT_LEFT -> whole(a) && b >= 0 && b < 64 ? (long) a << (int) b : Double.NaN;
            case SHIFT_RIGHT -> whole(a) && b >= 0 && b < 64 ? (long) a >> (int) b : Double.NaN;
            case EQUAL -> a == b ? 1 : 0;
            case UNEQUAL -> a != b ? 1 : 0;
            case LESS -> a < b ? 1 : 0;
            case LESS_OR_EQUAL -> a <= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case GREATER_OR_EQUAL -> a >= b ? 1 : 0;
            case POW -> StrictMath.pow(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case ATAN2 -> StrictMath.atan2(a, b);
            case ABS -> Math.abs(a);
            case SQRT -> Math.sqrt(a);
            case EXP -> StrictMath.exp(a);
            case LN -> StrictMath.log(a);
            case LOG10 -> StrictMath.log10(a);
            case SIN -> StrictMath.sin(a);
            case COS -> StrictMath.cos(a);
            case TAN -> StrictMath.tan(a);
            case ASIN -> StrictMath.asin(a);
            case ACOS -> StrictMath.acos(a);
            case ATAN -> StrictMath.atan(a);
            case SINH -> StrictMath.sinh(a);
            case COSH -> StrictMath.cosh(a);
            case TANH -> StrictMath.tanh(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case ROUND -> Math.signum(a) * Math.floor(Math.abs(a) + 0.5);
            case SGN -> Math.signum(a);
        };
    }

    private static boolean whole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p63;
    }
}
