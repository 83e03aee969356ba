package org.bivouac.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.spark.Progress;

/**
 * What a long command says while it works: a line that rewrites itself with rate and remaining time on a terminal, plain
 * lines otherwise, refused inputs as error lines, and a closing table of times, rows and rejects.
 */
final class Console implements Progress {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int MEGABYTE = 1_000_000;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final List<String[]> closing = new ArrayList<>();
    private String current = "";
    private long startedNanos;
    private long drawnNanos;

    Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Standard output and error of this process; the launcher says whether they are a terminal. */
    static Console ofProcess() {
        return new Console(System.out, System.err, Boolean.getBoolean("bivouac.terminal"));
    }

    /** A plain line. */
    void say(String line) {
        clear();
        out.println(Fault.escape(line));
    }

    /** One error line for each refused input. */
    void refused(List<Fault> faults) {
        clear();
        faults.forEach(fault -> err.println(fault.message()));
    }

    /** One line that says that an inbox held nothing to work with. */
    void noInput(Path inbox, int quarantined) {
        clear();
        err.println("bivouac: "
                + Fault.escape(
                        quarantined == 0
                                ? inbox + ": no dump found: put the loggers' files into it"
                                : inbox + ": no dump could be used, the reasons stand above"));
    }

    @Override
    public void at(String what, int done, int total) {
        long now = System.nanoTime();
        if (!what.equals(current) || done == 0) {
            current = what;
            startedNanos = now;
            if (!terminal) {
                out.printf(Locale.ROOT, "%s: %d to do%n", what, total);
            }
        }
        if (terminal && (done == total || now - drawnNanos > REDRAW_NANOS)) {
            drawnNanos = now;
            double seconds = (now - startedNanos) / 1e9;
            String rate = done == 0
                    ? ""
                    : String.format(
                            Locale.ROOT, ", %.1f/s, %.0f s left", done / seconds, seconds / done * (total - done));
            err.printf(Locale.ROOT, "\r\u001b[K%s: %d of %d%s", what, done, total, rate);
        }
    }

    @Override
    public void bytesAt(String what, long done, long total) {
        if (terminal && done > 0) {
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            err.printf(
                    Locale.ROOT,
                    "\r\u001b[K%s: %,d of %,d MB, %.0f MB/s, %.0f s left",
                    what,
                    done / MEGABYTE,
                    total / MEGABYTE,
                    done / seconds / MEGABYTE,
                    seconds / done * (total - done));
        }
    }

    private void clear() {
        if (terminal) {
            err.print("\r\u001b[K");
        }
    }

    /** Begins the closing table anew. */
    void startClosing() {
        closing.clear();
    }

    /** Adds a line to the closing table. */
    void closing(String step, double seconds, long rows, long rejects, String note) {
        closing.add(new String[] {
            step,
            String.format(Locale.ROOT, "%.1f s", seconds),
            String.format(Locale.ROOT, "%,d", rows),
            String.format(Locale.ROOT, "%,d", rejects),
            note
        });
    }

    /** Prints the closing table. */
    void close() {
        clear();
        out.printf(Locale.ROOT, "%n%-10s %9s %14s %9s  %s%n", "step", "time", "rows", "rejects", "");
        for (String[] cell : closing) {
            out.printf(
                    Locale.ROOT, "%-10s %9s %14s %9s  %s%n", cell[0], cell[1], cell[2], cell[3], Fault.escape(cell[4]));
        }
    }
}
