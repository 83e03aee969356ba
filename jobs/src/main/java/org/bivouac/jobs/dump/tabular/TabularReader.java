package org.bivouac.jobs.dump.tabular;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.SplittableReader;
import org.bivouac.jobs.fault.Fault;

/** Reads the text tables that one profile describes. */
public final class TabularReader implements SplittableReader {
    private final Profile profile;

    /** A reader for the dumps of a profile. */
    public TabularReader(Profile profile) {
        this.profile = profile;
    }

    @Override
    public String format() {
        return profile.name();
    }

    @Override
    public String description() {
        return profile.description();
    }

    @Override
    public List<String> extensions() {
        return List.of("csv");
    }

    @Override
    public List<String> notRead() {
        return List.of("tables whose header lacks the declared names");
    }

    @Override
    public boolean recognises(DumpHead head) {
        List<String> lines = TextHead.lines(head, profile.encoding(), profile.headerLine());
        return lines.size() == profile.headerLine()
                && profile.matches(HeaderCells.of(lines.get(lines.size() - 1), (char) profile.delimiter()));
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        TextTable table = table(file);
        table.read(preview -> header(table, preview), sink);
    }

    @Override
    public List<Part> parts(DumpFile file, long wantedBytes) throws IOException {
        return table(file).parts(wantedBytes);
    }

    @Override
    public void read(DumpFile file, Part part, DumpSink sink) throws IOException {
        TextTable table = table(file);
        table.read(part, preview -> header(table, preview), sink);
    }

    private TextTable table(DumpFile file) throws IOException {
        TextHead head = TextHead.read(file, profile.encoding());
        head.requireLines(profile.dataLine() - 1, profile.delimiter());
        List<String> names = cells(head, profile.headerLine());
        if (profile.trailing()
                && names.size() > 1
                && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        head.refuseColumns(names.size(), profile.headerLine());
        for (int c = 0; c < names.size(); c++) {
            if (names.get(c).isEmpty()) {
                names.set(c, "column " + (c + 1));
            }
        }
        List<String> units = profile.unitsLine() == 0 ? List.of() : cells(head, profile.unitsLine());
        TextTable table = new TextTable(
                head,
                layout(file, head, names, units),
                profile.headerLine(),
                profile.dataLine(),
                "profile " + format());
        refuseRepeatedNames(file, names);
        return table;
    }

    /** Of two columns with one name nobody can say which is meant, unless the profile says that its logger does so. */
    private void refuseRepeatedNames(DumpFile file, List<String> names) {
        List<String> repeated = names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .distinct()
                .toList();
        if (!repeated.isEmpty() && !profile.keepsRepeatedNames()) {
            throw new DumpException(new Fault(
                    file.name(),
                    -1,
                    0,
                    profile.headerLine(),
                    "B6",
                    "column '" + repeated.get(0) + "' stands in the header more than once"
                            + (repeated.size() > 1 ? ", and so do " + (repeated.size() - 1) + " others" : ""),
                    "dump refused",
                    "name the columns apart, or set repeated.names = keep in its profile: the first is then the one",
                    1));
        }
    }

    private List<String> cells(TextHead head, int line) {
        return new ArrayList<>(HeaderCells.of(head.line(line), (char) profile.delimiter()));
    }

    private Layout layout(DumpFile file, TextHead head, List<String> names, List<String> units) {
        try {
            return profile.layout(names, units, head.encoding().wide() ? StandardCharsets.ISO_8859_1 : head.charset());
        } catch (IllegalArgumentException unfit) {
            throw new DumpException(new Fault(
                    file.name(),
                    -1,
                    0,
                    profile.headerLine(),
                    "B6",
                    unfit.getMessage(),
                    "dump refused",
                    "check the header line and profile " + format(),
                    1));
        }
    }

    private DumpHeader header(TextTable table, Preview preview) {
        boolean dated = switch (table.layout().clock().format()) {
            case UNIX, ISO -> !Double.isNaN(preview.firstMicros());
            case SECONDS, MILLISECONDS, CLOCK, HHMMSS -> false;
        };
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("encoding", table.head().charset().name());
        profile.sentinels().forEach((name, value) -> metadata.put(DumpHeader.SENTINEL + name, value));
        metadata.putAll(profile.clock());
        boolean isLocal = dated && table.layout().clock().format() == Layout.Clock.Format.ISO && !statesOffset(table);
        if (isLocal) {
            metadata.put(DumpHeader.WALL_CLOCK, "each row");
        }
        return new DumpHeader(
                format(),
                profile.name(),
                dated ? Instant.EPOCH.plus((long) preview.firstMicros(), ChronoUnit.MICROS) : null,
                dated ? isLocal ? DumpHeader.Clock.LOCAL : DumpHeader.Clock.UTC : DumpHeader.Clock.RELATIVE,
                List.of(new DumpHeader.Group("table", preview.rateHz(), table.channels())),
                metadata);
    }

    /** Whether the first row's time says how far it is from UTC. */
    private boolean statesOffset(TextTable table) {
        List<String> cells = cells(table.head(), profile.dataLine());
        int column = table.layout().clock().column();
        return column < cells.size()
                && CellReader.statesOffset(cells.get(column).strip());
    }
}
