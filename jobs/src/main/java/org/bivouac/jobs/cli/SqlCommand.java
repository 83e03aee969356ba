package org.bivouac.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.sql.SqlConsole;
import org.bivouac.jobs.sql.SqlConsole.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bivouac sql}. */
@Command(
        name = "sql",
        description = "Asks the newest snapshot in SQL; every table is a view (docs/data-dictionary.md).",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  bivouac sql \"SHOW TABLES\"",
            "  bivouac sql \"SELECT car, stage, value FROM measures WHERE measure = 'fuel_litres_flow'\" --csv"
        })
final class SqlCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SQL", description = "One query in DuckDB's SQL.")
    private String sql;

    @Option(names = "--csv", description = "Print CSV.")
    private boolean csv;

    @Mixin
    private LakeOption lake;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (SqlConsole console = SqlConsole.open(lake.openExisting().newest())) {
            Answer answer = console.query(sql);
            if (csv) {
                CSVPrinter printer = new CSVPrinter(
                        out,
                        CSVFormat.RFC4180.builder().setRecordSeparator("\n").get());
                printer.printRecord(answer.columns());
                printer.printRecords(answer.rows());
                printer.flush();
            } else {
                aligned(answer, out);
            }
        }
        return ExitCode.OK.status();
    }

    private static void aligned(Answer answer, PrintWriter out) {
        int[] width = answer.columns().stream().mapToInt(String::length).toArray();
        for (List<String> row : answer.rows()) {
            for (int i = 0; i < width.length; i++) {
                width[i] = Math.max(width[i], text(row.get(i)).length());
            }
        }
        line(answer.columns(), width, out);
        answer.rows().forEach(row -> line(row, width, out));
        out.println("(" + answer.rows().size() + (answer.rows().size() == 1 ? " row)" : " rows)"));
    }

    private static void line(List<String> cells, int[] width, PrintWriter out) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < width.length; i++) {
            String cell = text(cells.get(i));
            line.append(i == 0 ? "" : "  ").append(cell).append(" ".repeat(width[i] - cell.length()));
        }
        out.println(line.toString().stripTrailing());
    }

    private static String text(String cell) {
        return cell == null ? "" : Fault.escape(cell);
    }
}
