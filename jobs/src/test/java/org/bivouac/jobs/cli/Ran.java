package org.bivouac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.lake.Lake;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.schemas.Tables;

/** What one run of the real command line gave: exit status and what it printed. */
record Ran(int status, String out, String err) {
    /** File, place, rule id, reason, what was done, what to do: the fixed order of an error line. */
    private static final String ERROR_LINE =
            ".+(: byte [0-9]+(, line [0-9]+)?|: line [0-9]+)?: ([A-F][0-9]+): .+: .+: .+";

    /** Runs a command in this process. */
    static Ran bivouac(Object... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        Locale locale = Locale.getDefault();
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            String[] texts = new String[arguments.length];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = arguments[i].toString();
            }
            int status = Main.run(texts);
            return new Ran(
                    status, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            Locale.setDefault(locale);
        }
    }

    /** Runs one on threads, with its lake. */
    static Ran onThreads(String command, Path inbox, Path lake, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of(command, inbox, "--lake", lake, "--engine", "threads", "--cores", "2"));
        arguments.addAll(List.of(more));
        return bivouac(arguments.toArray());
    }

    /** The lines on standard error; each must be one error line, and none a trace. */
    List<String> errorLines() {
        List<String> lines = err.lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).matches(ERROR_LINE));
        return lines;
    }

    /** The error lines of one rule about one file. */
    List<String> errorLines(String file, String rule) {
        return errorLines().stream()
                .filter(line -> line.startsWith(file + ": ") && line.contains(": " + rule + ": "))
                .toList();
    }

    /** Asserts that the command was refused with one line for the user that says all of these, and no trace. */
    void isRefused(int expectedStatus, String... said) {
        assertThat(status).as("exit status; printed: %s", err).isEqualTo(expectedStatus);
        assertThat(err).contains(said).doesNotContain("Exception", "\tat ");
    }

    /** All rows of a table in a lake's newest snapshot. */
    static <R extends Record> List<R> table(Path lake, Class<R> type) throws IOException {
        List<R> rows = new ArrayList<>();
        for (TableFile file : Lake.open(lake).newest().files(Tables.name(type))) {
            rows.addAll(RecordTables.read(file.path(), type));
        }
        return rows;
    }
}
