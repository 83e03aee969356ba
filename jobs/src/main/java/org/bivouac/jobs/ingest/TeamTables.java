package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.PartRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RoadBookRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.Tables;

/**
 * Stages the team's side files as tables. One scope holds all of an event's edition; a table that this inbox says
 * nothing of stays as it was.
 */
final class TeamTables {
    private static final String JOB = "team";

    /** Counted up when the same file gives another table. */
    private static final int VERSION = 1;

    private final Run run;

    TeamTables(Run run) {
        this.run = run;
    }

    /** Stages what changed. */
    void stage(SideFiles files) throws IOException {
        SortedSet<String> editions = new TreeSet<>();
        files.plan().ifPresent(rows -> rows.forEach(row -> editions.add(edition(row))));
        files.roadBook().ifPresent(rows -> rows.forEach(row -> editions.add(edition(row))));
        files.runSheets().ifPresent(rows -> rows.forEach(row -> editions.add(edition(row))));
        files.parts().ifPresent(rows -> rows.forEach(row -> editions.add(edition(row))));
        for (String edition : editions) {
            String[] part = edition.split("/");
            String partition = "year=" + part[0] + "/event=" + part[1];
            Map<Class<? extends Record>, List<? extends Record>> tables = new LinkedHashMap<>();
            tables.put(PlanRow.class, rows(edition, PlanRow.class, files.plan(), TeamTables::edition));
            tables.put(RoadBookRow.class, rows(edition, RoadBookRow.class, files.roadBook(), TeamTables::edition));
            tables.put(RunSheetRow.class, rows(edition, RunSheetRow.class, files.runSheets(), TeamTables::edition));
            tables.put(PartRow.class, rows(edition, PartRow.class, files.parts(), TeamTables::edition));
            stage(edition, partition, tables);
        }
        if (files.limits().isPresent()) {
            stage("limits", "", Map.of(LimitRow.class, files.limits().get()));
        }
    }

    private static String edition(PlanRow row) {
        return row.year() + "/" + row.event();
    }

    private static String edition(RoadBookRow row) {
        return row.year() + "/" + row.event();
    }

    private static String edition(RunSheetRow row) {
        return row.year() + "/" + row.event();
    }

    private static String edition(PartRow row) {
        return row.year() + "/" + row.event();
    }

    private <R extends Record> List<R> rows(
            String key, Class<R> table, Optional<List<R>> said, Function<R, String> edition) throws IOException {
        List<R> now = said.orElse(List.of()).stream()
                .filter(row -> edition.apply(row).equals(key))
                .toList();
        return now.isEmpty() ? before(key, table) : now;
    }

    private <R extends Record> List<R> before(String key, Class<R> table) throws IOException {
        List<R> rows = new ArrayList<>();
        Optional<Scope> scope = run.view().scope(JOB, key);
        if (scope.isPresent()) {
            for (TableFile file : scope.get().files()) {
                if (file.table().equals(Tables.name(table))) {
                    rows.addAll(RecordTables.read(file.path(), table));
                }
            }
        }
        return rows;
    }

    private void stage(String key, String partition, Map<Class<? extends Record>, List<? extends Record>> tables)
            throws IOException {
        List<String> parts = new ArrayList<>(List.of("team " + VERSION));
        tables.values().forEach(rows -> rows.forEach(row -> parts.add(row.toString())));
        String fingerprint = Fingerprint.of(parts);
        Optional<Scope> before = run.view().scope(JOB, key);
        if (before.isPresent() && before.get().fingerprint().equals(fingerprint)) {
            return;
        }
        List<TableFile> files = new ArrayList<>();
        for (Map.Entry<Class<? extends Record>, List<? extends Record>> entry : tables.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                files.add(write(key, partition, entry.getKey(), entry.getValue()));
            }
        }
        run.stage(new Scope(JOB, key, fingerprint, files));
    }

    @SuppressWarnings("unchecked") // a table's rows are of the class that they are filed under
    private <R extends Record> TableFile write(
            String key, String partition, Class<? extends Record> table, List<? extends Record> rows)
            throws IOException {
        String name = Tables.name(table);
        Path folder = Files.createDirectories(run.directory(JOB).resolve(key));
        Path file = folder.resolve(name + ".parquet");
        Files.deleteIfExists(file);
        Written written = RecordTables.write(file, (Class<R>) table, (List<R>) rows);
        return new TableFile(name, partition, file, written.rows(), written.contentHash());
    }
}
