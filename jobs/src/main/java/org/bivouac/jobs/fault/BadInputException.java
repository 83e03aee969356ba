package org.bivouac.jobs.fault;

/** Something that the user can fix: printed as one line, without a stack trace, and ends with its exit code. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** An error with its line and exit code. */
    public BadInputException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /** An error with its line, exit code and cause. */
    public BadInputException(ExitCode exitCode, String message, Throwable cause) {
        super(Fault.escape(message), cause);
        this.exitCode = exitCode;
    }

    /** An error that is a fault of an input. */
    public static BadInputException of(ExitCode exitCode, Fault fault) {
        return new BadInputException(exitCode, fault.message());
    }

    /** How the process ends. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
