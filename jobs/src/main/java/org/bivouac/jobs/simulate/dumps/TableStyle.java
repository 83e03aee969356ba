package org.bivouac.jobs.simulate.dumps;

/**
 * The marks of a text table.
 *
 * @param delimiter between cells
 * @param mark of decimals
 */
public record TableStyle(char delimiter, char mark) {
    /** Comma and point. */
    public static final TableStyle ENGLISH = new TableStyle(',', '.');
    /** Semicolon and decimal comma. */
    public static final TableStyle CONTINENTAL = new TableStyle(';', ',');
    /** Tabulator and point. */
    public static final TableStyle TABBED = new TableStyle('\t', '.');
}
