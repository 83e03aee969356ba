package org.bivouac.jobs.dump.gpx;

/** Bytes that are not what XML allows here. */
final class DamagedMarkupException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String rule;
    private final long at;

    DamagedMarkupException(String rule, long at, String reason) {
        super(reason);
        this.rule = rule;
        this.at = at;
    }

    String rule() {
        return rule;
    }

    /** The byte where it was noticed. */
    long at() {
        return at;
    }
}
