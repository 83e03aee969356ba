package org.bivouac.jobs.bench;

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
import org.bivouac.jobs.simulate.dumps.DumpFormat;

/**
 * Times {@code bivouac ingest} against DuckDB's CSV to Parquet (zstd 3) on a generated stage dump of each format:
 * whole processes, in turn, the written values compared one by one before a time is printed. DuckDB gets the samples of a
 * dump that is not CSV as CSV; {@code cat} and {@code sha256sum} of the dump are timed beside.
 *
 * <p>Arguments: size of the dump in MB (default 1000), rounds (3), folder (target/bench), command line of the launcher
 * ({@code bin/bivouac}; {@code direct} runs the job without the command line; several with commas between are timed in
 * turn, but for CSV), formats with commas between.
 */
final class IngestBench {
    private static final long SEED = 42;

    private static final String HEADING = """
            | dump | MB | million samples | CPU s | MB per CPU s | M samples per CPU s | DuckDB CPU s, its start taken off \
            | its M samples per CPU s | ratio | cat CPU s | sha256sum CPU s | peak MB | bytes written, ours / its |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|""";

    private static final String FORMATS = "csv,mdf4,mdf4-unsorted,mdf4-deflate,candump,motec-ld";

    private final Path folder;
    private final List<String> launchers;

    private IngestBench(Path folder, List<String> launchers) {
        this.folder = folder;
        this.launchers = launchers;
    }

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        int megabytes = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path folder = Path.of(args.length > 2 ? args[2] : "target/bench").toAbsolutePath();
        IngestBench bench = new IngestBench(folder, List.of((args.length > 3 ? args[3] : "bin/bivouac").split(",")));
        List<String> lines = new ArrayList<>();
        for (String format : (args.length > 4 ? args[4] : FORMATS).split(",")) {
            if (format.equals("csv")) {
                bench.csv(megabytes, rounds);
            } else {
                lines.addAll(bench.format(DumpFormat.of(format).orElseThrow(), megabytes, rounds));
            }
        }
        if (!lines.isEmpty()) {
            System.out.println(HEADING);
            lines.forEach(System.out::println);
        }
    }

    private void csv(int megabytes, int rounds) throws IOException, InterruptedException, SQLException {
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
            start.add(Cost.of(folder, java("DuckDbConvert")));
            theirs.add(Cost.of(folder, java("DuckDbConvert", dump.toString(), parquet.toString())));
            ours.add(Cost.of(folder, ingest(launchers.get(0), inbox, lake)));
            theirBytes = Files.size(parquet);
            ourBytes = bytes(lake.resolve("current/telemetry"));
            if (round == 0) {
                compare(lake, parquet);
            }
        }
        delete(lake);
        Files.deleteIfExists(parquet);
        print(megabytes, Cost.median(ours), Cost.median(theirs), Cost.median(start), ourBytes, theirBytes);
    }

    /** Times one format; the lines of the table, one for each launcher. */
    private List<String> format(DumpFormat format, int megabytes, int rounds)
            throws IOException, InterruptedException, SQLException {
        Path inbox = folder.resolve("inbox-" + format.text());
        Path csv = folder.resolve("same.csv");
        Path parquet = folder.resolve("duckdb.parquet");
        Path lake = folder.resolve("lake");
        delete(inbox);
        StageDumps dumps = new StageDumps(format);
        long rows = dumps.write(inbox, csv, megabytes * 1_000_000L, SEED);
        String dump = dumps.dump(inbox).toString();
        List<Cost> cat = new ArrayList<>();
        List<Cost> sha = new ArrayList<>();
        List<Cost> start = new ArrayList<>();
        List<Cost> theirs = new ArrayList<>();
        List<List<Cost>> ours = new ArrayList<>();
        launchers.forEach(launcher -> ours.add(new ArrayList<>()));
        double[] size = new double[launchers.size()];
        for (int round = 0; round < rounds; round++) {
            Files.deleteIfExists(parquet);
            cat.add(Cost.of(folder, List.of("cat", dump), ProcessBuilder.Redirect.DISCARD));
            sha.add(Cost.of(folder, List.of("sha256sum", dump), ProcessBuilder.Redirect.DISCARD));
            start.add(Cost.of(folder, java("DuckDbConvert")));
            theirs.add(Cost.of(folder, java("DuckDbConvert", csv.toString(), parquet.toString())));
            for (int i = 0; i < size.length; i++) {
                delete(lake);
                ours.get(i).add(Cost.of(folder, ingest(launchers.get(i), inbox, lake)));
                size[i] = (double) bytes(lake.resolve("current/telemetry")) / Files.size(parquet);
                if (round == 0) {
                    compare(lake, parquet, dumps, rows);
                }
            }
        }
        double dumpMegabytes = Files.size(Path.of(dump)) / 1e6;
        double samples = rows * dumps.names().size() / 1e6;
        delete(lake);
        delete(inbox);
        Files.delete(csv);
        Files.deleteIfExists(parquet);
        double theirCpu = Cost.median(theirs).cpuSeconds() - Cost.median(start).cpuSeconds();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < size.length; i++) {
            double cpu = Cost.median(ours.get(i)).cpuSeconds();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.1f | %.2f | %.0f | %.1f | %.2f | %.1f | %.2f | %.2f | %.2f | %.0f | %.2f |",
                    format.text(),
                    dumpMegabytes,
                    samples,
                    cpu,
                    dumpMegabytes / cpu,
                    samples / cpu,
                    theirCpu,
                    samples / theirCpu,
                    theirCpu / cpu,
                    Cost.median(cat).cpuSeconds(),
                    Cost.median(sha).cpuSeconds(),
                    ours.get(i).stream().mapToDouble(Cost::peakMegabytes).max().orElse(0),
                    size[i]));
        }
        return lines;
    }

    private static List<String> ingest(String launcher, Path inbox, Path lake) {
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

    /** The same of a dump whose channels may lie in several groups, to the precision of a float. */
    private static void compare(Path lake, Path parquet, StageDumps dumps, long rows) throws SQLException {
        String glob = lake.resolve("current/telemetry") + "/**/*.parquet";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW ours AS SELECT * FROM read_parquet('" + glob + "', union_by_name = true)");
            statement.execute("CREATE VIEW theirs AS SELECT * FROM '" + parquet + "'");
            if (rows != number(statement, "SELECT count(*) FROM theirs")) {
                throw new IllegalStateException("the CSV has not " + rows + " rows");
            }
            for (String name : dumps.names()) {
                String column = text(
                        statement,
                        "SELECT column_name FROM '" + lake.resolve("current/channels") + "/**/*.parquet'"
                                + " WHERE regexp_replace(name, '[^A-Za-z0-9]', '_', 'g') = '"
                                + name.replaceAll("[^A-Za-z0-9]", "_") + "'");
                long different = number(
                        statement,
                        "SELECT count(*) FROM (SELECT \"" + column + "\" AS a FROM ours WHERE \"" + column
                                + "\" IS NOT NULL ORDER BY time) POSITIONAL JOIN (SELECT CAST(\"" + name
                                + "\" AS DOUBLE) AS b FROM theirs)"
                                + " WHERE NOT coalesce(abs(a - b) <= 1e-6 * greatest(1, abs(b)), false)");
                if (different > 0) {
                    throw new IllegalStateException(column + ": " + different + " of " + rows + " values differ");
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows x %d channels are equal%n",
                    rows,
                    dumps.names().size());
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
