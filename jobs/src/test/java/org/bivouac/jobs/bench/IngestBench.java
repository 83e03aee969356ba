package org.bivouac.jobs.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times {@code bivouac ingest} against DuckDB's CSV to Parquet, both at zstd 3, on one generated stage dump: whole
 * processes, in turn, the written values compared one by one before a time is printed.
 *
 * <p>Arguments: size of the dump in MB (default 1000), rounds (3), folder (target/bench), command line of the launcher
 * ({@code bin/bivouac}; {@code direct} runs the job without the command line).
 */
final class IngestBench {
    private static final long SEED = 42;

    /** User and system CPU seconds, wall seconds and peak resident memory of a process. */
    private record Cost(double cpuSeconds, double wallSeconds, double peakMegabytes) {}

    private final Path folder;
    private final String launcher;

    private IngestBench(Path folder, String launcher) {
        this.folder = folder;
        this.launcher = launcher;
    }

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        int megabytes = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path folder = Path.of(args.length > 2 ? args[2] : "target/bench").toAbsolutePath();
        new IngestBench(folder, args.length > 3 ? args[3] : "bin/bivouac").run(megabytes, rounds);
    }

    private void run(int megabytes, int rounds) throws IOException, InterruptedException, SQLException {
        Path inbox = Files.createDirectories(folder.resolve("inbox-" + megabytes));
        Path dump = inbox.resolve("stage.csv");
        if (!Files.exists(dump)) {
            StageDump.write(dump, megabytes * 1_000_000L, SEED);
        }
        Path parquet = folder.resolve("duckdb.parquet");
        Path lake = folder.resolve("lake");
        List<Cost> ours = new ArrayList<>();
        List<Cost> theirs = new ArrayList<>();
        List<Cost> start = new ArrayList<>();
        long ourBytes = 0;
        long theirBytes = 0;
        for (int round = 0; round < rounds; round++) {
            delete(lake);
            Files.deleteIfExists(parquet);
            start.add(time(java("DuckDbConvert")));
            theirs.add(time(java("DuckDbConvert", dump.toString(), parquet.toString())));
            ours.add(time(ingest(inbox, lake)));
            theirBytes = Files.size(parquet);
            ourBytes = bytes(lake.resolve("current/telemetry"));
            if (round == 0) {
                compare(lake, parquet);
            }
        }
        delete(lake);
        Files.deleteIfExists(parquet);
        print(megabytes, median(ours), median(theirs), median(start), ourBytes, theirBytes);
    }

    private List<String> ingest(Path inbox, Path lake) {
        if (launcher.equals("direct")) {
            List<String> command = new ArrayList<>(java("DirectIngest", inbox.toString(), lake.toString()));
            command.addAll(1, List.of("-XX:+UseSerialGC", "-Xmx1g"));
            return command;
        }
        return List.of(
                launcher,
                "ingest",
                inbox.toString(),
                "--lake",
                lake.toString(),
                "--year",
                "2026",
                "--event",
                "bench",
                "--stage",
                "1",
                "--car",
                "501");
    }

    private static List<String> java(String main, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                IngestBench.class.getPackageName() + "." + main));
        command.addAll(List.of(args));
        return command;
    }

    /** Runs a process under GNU time. */
    private Cost time(List<String> command) throws IOException, InterruptedException {
        File figures = Files.createTempFile(folder, "time", ".txt").toFile();
        List<String> timed = new ArrayList<>(List.of("/usr/bin/time", "-o", figures.getPath(), "-f", "%U %S %e %M"));
        timed.addAll(command);
        Process process = new ProcessBuilder(timed).inheritIO().start();
        int status = process.waitFor();
        List<String> lines = Files.readAllLines(figures.toPath());
        Files.delete(figures.toPath());
        if (status != 0) {
            throw new IllegalStateException("exit status " + status + ": " + String.join(" ", command));
        }
        String[] cell = lines.get(lines.size() - 1).split(" ");
        return new Cost(
                Double.parseDouble(cell[0]) + Double.parseDouble(cell[1]),
                Double.parseDouble(cell[2]),
                Double.parseDouble(cell[3]) / 1024);
    }

    /** Compares every value of every channel, row by row. */
    private static void compare(Path lake, Path parquet) throws SQLException {
        String glob = lake.resolve("current/telemetry") + "/**/*.parquet";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW ours AS SELECT * FROM read_parquet('" + glob + "') ORDER BY ordinal");
            statement.execute("CREATE VIEW theirs AS SELECT * FROM '" + parquet + "'");
            long rows = number(statement, "SELECT count(*) FROM theirs");
            if (rows != number(statement, "SELECT count(*) FROM ours")) {
                throw new IllegalStateException("numbers of rows differ");
            }
            for (String channel : StageDump.columns()) {
                String name = channel.replaceAll(" \\[.*", "");
                String column = text(
                        statement,
                        "SELECT column_name FROM '" + lake.resolve("current/channels") + "/**/*.parquet' WHERE name = '"
                                + name + "'");
                long different = number(
                        statement,
                        "SELECT count(*) FROM (SELECT ordinal AS o, \"" + column
                                + "\" AS a FROM ours) POSITIONAL JOIN (SELECT CAST(\"" + channel
                                + "\" AS DOUBLE) AS b FROM theirs) WHERE a IS DISTINCT FROM b");
                if (different > 0) {
                    throw new IllegalStateException(column + ": " + different + " of " + rows + " values differ");
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows x %d channels are equal%n",
                    rows,
                    StageDump.columns().size());
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        return Long.parseLong(text(statement, query));
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void print(int megabytes, Cost ours, Cost theirs, Cost start, long ourBytes, long theirBytes) {
        System.out.printf(
                Locale.ROOT,
                "%d MB, medians      %10s %10s %10s %12s%n",
                megabytes,
                "CPU s",
                "wall s",
                "peak MB",
                "bytes");
        line("bivouac ingest", ours, ourBytes);
        line("DuckDB", theirs, theirBytes);
        line("(DuckDB in Java, start)", start, 0);
        System.out.printf(
                Locale.ROOT,
                "bivouac / DuckDB: CPU %.2f (%.2f less its start), wall %.2f, memory %.2f, bytes %.2f%n",
                ours.cpuSeconds() / theirs.cpuSeconds(),
                ours.cpuSeconds() / (theirs.cpuSeconds() - start.cpuSeconds()),
                ours.wallSeconds() / theirs.wallSeconds(),
                ours.peakMegabytes() / theirs.peakMegabytes(),
                (double) ourBytes / theirBytes);
    }

    private static void line(String what, Cost cost, long bytes) {
        System.out.printf(
                Locale.ROOT,
                "%-24s %10.2f %10.2f %10.0f %,15d%n",
                what,
                cost.cpuSeconds(),
                cost.wallSeconds(),
                cost.peakMegabytes(),
                bytes);
    }

    private static Cost median(List<Cost> costs) {
        List<Cost> sorted = new ArrayList<>(costs);
        sorted.sort(Comparator.comparingDouble(Cost::cpuSeconds));
        return sorted.get(sorted.size() / 2);
    }

    private static long bytes(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below.toRealPath())) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
