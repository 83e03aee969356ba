package org.bivouac.jobs.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bivouac.jobs.lake.Run;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.schemas.Catalogue;
import org.bivouac.schemas.StageKey;

/** Writes the debrief of each stage, the files of table {@code report}, shown under {@code reports/}. */
public final class ReportJob {
    private static final String JOB = "report";

    /**
     * What to report.
     *
     * @param run where to read and stage
     * @param stages the stages
     * @param catalogue the channels
     */
    public record Inputs(Run run, SortedSet<StageKey> stages, Catalogue catalogue) {}

    /**
     * What was reported.
     *
     * @param changed stages whose debrief was written anew
     * @param skipped stages whose debrief stands already
     */
    public record Outputs(SortedSet<StageKey> changed, SortedSet<StageKey> skipped) {}

    /** Writes the debrief of each stage for which a row of any table changed. */
    public Outputs run(Inputs in) throws IOException {
        Outputs out = new Outputs(new TreeSet<>(), new TreeSet<>());
        List<Open> open = new ArrayList<>();
        for (StageKey stage : in.stages()) {
            StageFiles files = new StageFiles(in.run().view(), stage);
            String fingerprint = files.fingerprint(JOB, in.catalogue());
            Optional<Scope> standing = in.run().view().scope(JOB, stage.toString());
            if (standing.isPresent() && standing.get().fingerprint().equals(fingerprint)) {
                out.skipped().add(stage);
                continue;
            }
            open.add(new Open(stage, files, fingerprint));
            out.changed().add(stage);
        }
        // As many at once as there are cores: debriefs depend on nothing of each other, and few are in memory.
        int cores = Runtime.getRuntime().availableProcessors();
        for (int from = 0; from < open.size(); from += cores) {
            List<Open> some = open.subList(from, Math.min(open.size(), from + cores));
            List<SortedMap<String, byte[]>> reports =
                    some.parallelStream().map(one -> one.report(in.catalogue())).toList();
            for (int i = 0; i < some.size(); i++) {
                Open one = some.get(i);
                List<TableFile> files = write(in.run(), one.stage(), reports.get(i));
                in.run().stage(new Scope(JOB, one.stage().toString(), one.fingerprint(), files));
            }
        }
        return out;
    }

    /** A debrief that is to be written. */
    private record Open(StageKey stage, StageFiles files, String fingerprint) {
        SortedMap<String, byte[]> report(Catalogue catalogue) {
            try {
                return Report.files(files.data(catalogue), catalogue);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<TableFile> write(Run run, StageKey stage, SortedMap<String, byte[]> report) throws IOException {
        String partition = stage.year() + "-" + stage.event() + "/" + stage.stage();
        Path folder = run.directory(JOB).resolve("report").resolve(partition);
        Files.createDirectories(folder);
        List<TableFile> files = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : report.entrySet()) {
            Path file = Files.write(folder.resolve(entry.getKey()), entry.getValue());
            files.add(new TableFile("report", partition, file, 0, null));
        }
        return files;
    }
}
