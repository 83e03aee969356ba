package org.bivouac.jobs.fault;

/** What a command's exit status means. */
public enum ExitCode {
    OK(0, "all inputs used"),
    USAGE(2, "usage or configuration error"),
    QUARANTINED(3, "finished; some inputs were refused and are listed"),
    NO_INPUT(65, "no usable input"),
    BUG(70, "internal error"),
    IO(74, "disk full or read error"),
    BUSY(75, "another run holds the stage; retry later"),
    INTEGRITY(76, "a hash or ledger does not match"),
    INTERRUPTED(130, "stopped by Ctrl-C"),
    TERMINATED(143, "stopped by SIGTERM");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** The process's exit status. */
    public int status() {
        return status;
    }

    /** One phrase for the help text. */
    public String meaning() {
        return meaning;
    }
}
