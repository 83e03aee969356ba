package org.bivouac.jobs.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.parquet.Written;
import org.bivouac.jobs.scan.Fingerprint;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.ComparisonRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.StageKey;

/** Writes table {@code comparison}: every stage beside earlier stages, other cars and earlier years. */
public final class CompareJob {
    private static final String JOB = "compare";

    /**
     * What to compare.
     *
     * @param run where to read and stage
     * @param stages the stages; those without measures get an empty table
     */
    public record Inputs(Run run, SortedSet<StageKey> stages) {}

    /**
     * What was compared.
     *
     * @param rows comparisons of the changed stages
     * @param changed stages that were compared anew
     * @param skipped stages whose comparison stands already
     */
    public record Outputs(long rows, SortedSet<StageKey> changed, SortedSet<StageKey> skipped) {}

    /** Compares each stage for which a measure or a segment changed, here or where it is compared with. */
    public Outputs run(Inputs in) throws IOException {
        Map<Path, List<MeasureRow>> measures = new HashMap<>();
        Map<Path, List<SegmentRow>> segments = new HashMap<>();
        SortedSet<StageKey> changed = new TreeSet<>();
        SortedSet<StageKey> skipped = new TreeSet<>();
        long rows = 0;
        for (StageKey stage : in.stages()) {
            Snapshot view = in.run().view();
            List<TableFile> measureFiles = concerning(stage, view.files("measures"));
            List<TableFile> segmentFiles = concerning(stage, view.files("segments"));
            String fingerprint = new Fingerprint(JOB, Comparison.VERSION)
                    .telemetry(measureFiles)
                    .telemetry(segmentFiles)
                    .hex();
            Optional<Scope> standing = view.scope(JOB, stage.toString());
            if (standing.isPresent() && standing.get().fingerprint().equals(fingerprint)) {
                skipped.add(stage);
                continue;
            }
            List<ComparisonRow> comparison = Comparison.of(
                    stage,
                    read(measureFiles, MeasureRow.class, measures),
                    read(segmentFiles, SegmentRow.class, segments));
            in.run().stage(new Scope(JOB, stage.toString(), fingerprint, List.of(write(in.run(), stage, comparison))));
            rows += comparison.size();
            changed.add(stage);
        }
        return new Outputs(rows, changed, skipped);
    }

    /** The files of this stage, of earlier ones of the event and of the same stage in earlier years. */
    private static List<TableFile> concerning(StageKey stage, List<TableFile> files) {
        return files.stream()
                .filter(file -> Comparison.concerns(
                        stage, CarKey.ofPartition(file.partition()).stage()))
                .toList();
    }

    private static <R extends Record> List<R> read(List<TableFile> files, Class<R> type, Map<Path, List<R>> known)
            throws IOException {
        List<R> rows = new ArrayList<>();
        for (TableFile file : files) {
            if (!known.containsKey(file.path())) {
                known.put(file.path(), RecordTables.read(file.path(), type));
            }
            rows.addAll(known.get(file.path()));
        }
        return rows;
    }

    private static TableFile write(Run run, StageKey stage, List<ComparisonRow> rows) throws IOException {
        String partition = "year=" + stage.year() + "/event=" + stage.event() + "/stage=" + stage.stage();
        Path folder = run.directory(JOB).resolve("comparison").resolve(partition);
        Files.createDirectories(folder);
        Path file = folder.resolve("comparison.parquet");
        Written written = RecordTables.write(file, ComparisonRow.class, rows);
        return new TableFile("comparison", partition, file, written.rows(), written.contentHash());
    }
}
