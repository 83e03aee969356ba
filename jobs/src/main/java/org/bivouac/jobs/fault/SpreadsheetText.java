package org.bivouac.jobs.fault;

/** Keeps text in CSV files from being run as a formula by the spreadsheet that opens them. */
public final class SpreadsheetText {
    /** The signs that begin a formula, plain and full-width, and the blanks that a spreadsheet drops before looking. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private SpreadsheetText() {}

    /** The text, with an apostrophe in front if it would begin a formula. Numbers need no guard. */
    public static String guarded(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
