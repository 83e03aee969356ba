package org.bivouac.jobs.dump.can.dbc;

/** A database that cannot be read, with the line and the token at which it went wrong. */
public final class DbcException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    private final int line;
    private final String token;

    /**
     * Refuses a database.
     *
     * @param line from 1
     * @param token what stands there; empty at the end of the file
     * @param expected what should stand there
     */
    public DbcException(int line, String token, String expected) {
        super("line " + line + ": found " + shown(token) + ", expected " + expected);
        this.line = line;
        this.token = token;
    }

    private static String shown(String token) {
        return token.isEmpty()
                ? "the end of the file"
                : "'" + (token.length() > SHOWN ? token.substring(0, SHOWN) + "…" : token) + "'";
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** What stands there; empty at the end of the file. */
    public String token() {
        return token;
    }
}
