package org.bivouac.jobs.analyse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.jobs.scan.StageScan.Contradicted;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.RejectRow;

/** Rejects for samples of which overlapping dumps say different things: found only when a car's dumps are read together. */
final class Contradictions {
    private Contradictions() {}

    /** A fault for each channel, against the dump that came second. */
    static List<Fault> faults(Snapshot view, CarKey car, List<Contradicted> contradicted) throws IOException {
        if (contradicted.isEmpty()) {
            return List.of();
        }
        Map<String, String> names = names(view, car);
        List<Fault> faults = new ArrayList<>();
        for (Contradicted one : contradicted) {
            String other = names.getOrDefault(one.dump(), one.dump());
            faults.add(new Fault(
                    names.getOrDefault(one.other(), one.other()),
                    -1,
                    0,
                    0,
                    "A5",
                    one.channel() + " has another value than in "
                            + (one.dump().equals(one.other()) ? "another record of this dump" : other)
                            + " at the same time, first at " + one.first(),
                    "neither is believed, both are kept in telemetry",
                    "find out which logger is right and leave the other dump out",
                    one.count()));
        }
        return faults;
    }

    /** The faults as rows of {@code rejects}. */
    static List<RejectRow> rows(CarKey car, List<Contradicted> contradicted, List<Fault> faults) {
        List<RejectRow> rows = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            rows.add(faults.get(i)
                    .row(
                            car.stage().year(),
                            car.stage().event(),
                            car.stage().stage(),
                            car.car(),
                            contradicted.get(i).other()));
        }
        return rows;
    }

    /** File names by the hash of their bytes. */
    private static Map<String, String> names(Snapshot view, CarKey car) throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (TableFile file : view.files("dumps")) {
            if (file.partition().equals(car.partition())) {
                RecordTables.read(file.path(), DumpRow.class).forEach(row -> names.putIfAbsent(row.dump(), row.file()));
            }
        }
        return names;
    }
}
