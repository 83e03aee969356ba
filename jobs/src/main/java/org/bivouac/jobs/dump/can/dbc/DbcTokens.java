package org.bivouac.jobs.dump.can.dbc;

import java.util.regex.Pattern;

/**
 * Cuts the text of a database into words, strings and punctuation, and knows the line of each. A word is anything
 * between blanks, quotes and the characters {@code : ; , | @ ( ) [ ]}; {@code //} begins a comment.
 */
final class DbcTokens {
    private static final String PUNCTUATION = ":;,|@()[]";
    private static final int LONGEST_NUMBER = 100;
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]++\\.?[0-9]*+|\\.[0-9]++)([eE][-+]?[0-9]{1,4})?");
    private static final Pattern SHORT_NUMBER =
            Pattern.compile("[-+]?([0-9]{1,20}\\.?[0-9]{0,20}|\\.[0-9]{1,20})([eE][-+]?[0-9]{1,2})?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");

    /** What a token is. */
    enum Kind {
        WORD,
        TEXT,
        PUNCTUATION,
        END
    }

    private final String text;
    private int at;
    private int lineAt = 1;

    private Kind kind = Kind.END;
    private String token = "";
    private int line = 1;
    private int endLine = 1;
    private int previousLine;

    DbcTokens(String text) {
        this.text = text;
        advance();
    }

    /** Kind of the token that is next. */
    Kind kind() {
        return kind;
    }

    /** The token that is next; of a string what is between its quotes. */
    String token() {
        return token;
    }

    /** The line on which the next token begins, from 1. */
    int line() {
        return line;
    }

    /** Whether the next token begins on another line than the one before it ended on. */
    boolean atLineStart() {
        return line != previousLine;
    }

    /** Whether nothing else stands on the line of the next token. */
    boolean aloneOnLine() {
        if (!atLineStart()) {
            return false;
        }
        int i = at;
        while (i < text.length() && text.charAt(i) != '\n' && isBlank(text.charAt(i))) {
            i++;
        }
        return i >= text.length() || text.charAt(i) == '\n';
    }

    boolean is(String wanted) {
        return kind != Kind.TEXT && token.equals(wanted) && kind != Kind.END;
    }

    /** Goes on to the next token and returns this one. */
    String take() {
        String taken = token;
        advance();
        return taken;
    }

    /** Takes this token if it is the wanted one. */
    boolean takeIf(String wanted) {
        boolean found = is(wanted);
        if (found) {
            advance();
        }
        return found;
    }

    void expect(String wanted) {
        if (!takeIf(wanted)) {
            throw error("'" + wanted + "'");
        }
    }

    String word(String what) {
        if (kind != Kind.WORD) {
            throw error(what);
        }
        return take();
    }

    String text(String what) {
        if (kind != Kind.TEXT) {
            throw error(what + " in quotes");
        }
        return take();
    }

    /** A whole number from {@code min} to {@code max}. */
    long whole(String what, long min, long max) {
        String word = kind == Kind.WORD ? token : "";
        try {
            // A value such as 1.0 or 3E2 is whole too.
            long value = isWhole(word) ? Long.parseLong(word) : new java.math.BigDecimal(plain(word)).longValueExact();
            if (value >= min && value <= max) {
                advance();
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw error(what + " from " + min + " to " + max);
        }
        throw error(what + " from " + min + " to " + max);
    }

    private static boolean isWhole(String word) {
        return word.length() <= 18 && WHOLE.matcher(word).matches();
    }

    /** A number whose exponent cannot make the exact value huge. */
    private static String plain(String word) {
        if (!SHORT_NUMBER.matcher(word).matches()) {
            throw new NumberFormatException(word);
        }
        return word;
    }

    double number(String what) {
        if (kind != Kind.WORD
                || token.length() > LONGEST_NUMBER
                || !NUMBER.matcher(token).matches()) {
            throw error(what);
        }
        double value = Double.parseDouble(token);
        if (Double.isInfinite(value)) {
            throw error(what + " that is finite");
        }
        advance();
        return value;
    }

    DbcException error(String expected) {
        return new DbcException(line, kind == Kind.TEXT ? '"' + token + '"' : token, expected);
    }

    private void advance() {
        previousLine = endLine;
        skipBlanks();
        line = lineAt;
        if (at >= text.length()) {
            kind = Kind.END;
            token = "";
        } else if (text.charAt(at) == '"') {
            string();
        } else if (PUNCTUATION.indexOf(text.charAt(at)) >= 0) {
            kind = Kind.PUNCTUATION;
            token = text.substring(at, at + 1);
            at++;
        } else {
            int from = at;
            while (at < text.length() && !ends(text.charAt(at))) {
                at++;
            }
            kind = Kind.WORD;
            token = text.substring(from, at);
        }
        endLine = lineAt;
    }

    private static boolean ends(char c) {
        return isBlank(c) || c == '"' || PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0';
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '/' && text.startsWith("//", at)) {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (isBlank(c)) {
                lineAt += c == '\n' ? 1 : 0;
                at++;
            } else {
                return;
            }
        }
    }

    /** A quote within a string is written {@code \"}; a string may end with a backslash and runs over lines. */
    private void string() {
        StringBuilder found = new StringBuilder();
        kind = Kind.TEXT;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '"' && !closes(at + 2)) {
                found.append('"');
                at++;
            } else if (c == '"') {
                at++;
                token = found.toString();
                return;
            } else {
                lineAt += c == '\n' ? 1 : 0;
                found.append(c);
            }
        }
        token = "";
        kind = Kind.END;
        throw new DbcException(line, "\"" + found.substring(0, Math.min(found.length(), 40)), "a closing quote");
    }

    /** Whether a statement ends here, so that the quote before must have been a closing one. */
    private boolean closes(int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i < text.length() && text.charAt(i) == ';';
    }
}
