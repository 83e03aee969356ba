package org.bivouac.jobs.dump.mdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the text of a {@link Formula}, operators by precedence. */
final class FormulaParser {
    private static final int MOST_DEPTH = 64;
    private static final int UNARY = 11;
    private static final int POWER = 12;

    /** An operator between two operands; the longer spelling stands before its beginning. */
    private record Infix(String spelling, int precedence, FormulaStep step) {}

    private static final List<Infix> INFIXES = List.of(
            new Infix("||", 1, FormulaStep.OR),
            new Infix("&&", 2, FormulaStep.AND),
            new Infix("|", 3, FormulaStep.BIT_OR),
            new Infix("&", 5, FormulaStep.BIT_AND),
            new Infix("==", 6, FormulaStep.EQUAL),
            new Infix("!=", 6, FormulaStep.UNEQUAL),
            new Infix("<>", 6, FormulaStep.UNEQUAL),
            new Infix("<<", 8, FormulaStep.SHIFT_LEFT),
            new Infix(">>", 8, FormulaStep.SHIFT_RIGHT),
            new Infix("<=", 7, FormulaStep.LESS_OR_EQUAL),
            new Infix(">=", 7, FormulaStep.GREATER_OR_EQUAL),
            new Infix("<", 7, FormulaStep.LESS),
            new Infix(">", 7, FormulaStep.GREATER),
            new Infix("=", 6, FormulaStep.EQUAL),
            new Infix("+", 9, FormulaStep.ADD),
            new Infix("-", 9, FormulaStep.SUBTRACT),
            new Infix("**", POWER, FormulaStep.POW),
            new Infix("*", 10, FormulaStep.MULTIPLY),
            new Infix("/", 10, FormulaStep.DIVIDE),
            new Infix("%", 10, FormulaStep.REMAINDER),
            new Infix("^", POWER, FormulaStep.POW));

    private final String text;
    private final List<FormulaStep> steps = new ArrayList<>();
    private final List<Double> constants = new ArrayList<>();
    private int at;
    private int nesting;
    private int height;
    private int highest;

    FormulaParser(String text) {
        this.text = text;
    }

    Formula formula() {
        if (text.length() > Formula.MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a formula of " + text.length() + " characters, expected at most " + Formula.MOST_CHARACTERS);
        }
        expression(1);
        space();
        if (at < text.length()) {
            throw wrong("the end");
        }
        return new Formula(
                text,
                steps.toArray(FormulaStep[]::new),
                constants.stream().mapToDouble(Double::doubleValue).toArray(),
                highest);
    }

    private IllegalArgumentException wrong(String expected) {
        String found = at < text.length() ? "'" + Character.toString(text.codePointAt(at)) + "'" : "the end";
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return new IllegalArgumentException(
                "formula '" + shown + "': " + found + " at character " + (at + 1) + ", expected " + expected);
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void emit(FormulaStep step, double constant) {
        steps.add(step);
        constants.add(constant);
        height += 1 - step.operands();
        highest = Math.max(highest, height);
    }

    private void deeper() {
        if (++nesting > MOST_DEPTH) {
            throw wrong("at most " + MOST_DEPTH + " levels");
        }
    }

    /** Everything that binds at least as tightly as {@code precedence}. */
    private void expression(int precedence) {
        deeper();
        operand();
        for (Infix infix = infix(precedence); infix != null; infix = infix(precedence)) {
            at += infix.spelling.length();
            // A power binds to the right, all else to the left.
            expression(infix.precedence == POWER ? POWER : infix.precedence + 1);
            emit(infix.step, 0);
        }
        nesting--;
    }

    private Infix infix(int precedence) {
        space();
        for (Infix infix : INFIXES) {
            if (text.startsWith(infix.spelling, at)) {
                return infix.precedence >= precedence ? infix : null;
            }
        }
        return null;
    }

    private void operand() {
        space();
        char c = at < text.length() ? text.charAt(at) : 0;
        if (c == '-' || c == '+' || c == '!' || c == '~') {
            at++;
            // -2^2 is -(2^2).
            expression(UNARY);
            if (c != '+') {
                emit(c == '-' ? FormulaStep.NEGATE : c == '!' ? FormulaStep.NOT : FormulaStep.COMPLEMENT, 0);
            }
        } else if (c == '(') {
            at++;
            expression(1);
            expect(')');
        } else if ((c >= '0' && c <= '9') || c == '.') {
            number();
        } else if (isLetter(c)) {
            name();
        } else {
            throw wrong("a number, a name or '('");
        }
    }

    private void expect(char wanted) {
        space();
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void number() {
        int from = at;
        if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
            at += 2;
            while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
                at++;
            }
            try {
                emit(FormulaStep.CONSTANT, Long.parseLong(text, from + 2, at, 16));
            } catch (NumberFormatException e) {
                at = from;
                throw wrong("a hexadecimal number");
            }
            return;
        }
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int mark = at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int digits = at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            at = at == digits ? mark : at;
        }
        try {
            emit(FormulaStep.CONSTANT, Double.parseDouble(text.substring(from, at)));
        } catch (NumberFormatException e) {
            at = from;
            throw wrong("a number");
        }
    }

    private void name() {
        int from = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        String name = text.substring(from, at);
        switch (name.toLowerCase(Locale.ROOT)) {
            case "x", "x1" -> emit(FormulaStep.VARIABLE, 0);
            case "pi" -> emit(FormulaStep.CONSTANT, Math.PI);
            case "e" -> emit(FormulaStep.CONSTANT, Math.E);
            default -> {
                Optional<FormulaStep> function = FormulaStep.function(name);
                if (function.isEmpty()) {
                    at = from;
                    throw wrong("X or a known function, not '" + name + "'");
                }
                expect('(');
                expression(1);
                for (int i = 1; i < function.get().operands(); i++) {
                    expect(',');
                    expression(1);
                }
                expect(')');
                emit(function.get(), 0);
            }
        }
    }
}
