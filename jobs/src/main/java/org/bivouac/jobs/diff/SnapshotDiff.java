package org.bivouac.jobs.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.Snapshot;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.Tables;

/**
 * The differences between two snapshots. Files are compared by the hash of their rows, so only what differs is read;
 * telemetry is counted by files, all other tables row by row.
 *
 * @param scopes what was made anew, by job and key
 * @param tables tables of which a row differs
 * @param measures measures whose value or reason differs, in order of place and name
 */
public record SnapshotDiff(List<ScopeChange> scopes, List<TableChange> tables, List<MeasureChange> measures) {
    /**
     * What a job made for one thing.
     *
     * @param change what became of it: added, removed or changed
     */
    public record ScopeChange(String job, String key, String change) {}

    /**
     * One table.
     *
     * @param rowsBefore rows in the first snapshot
     * @param rowsAfter rows in the second
     * @param removed rows that the second does not have; of {@code telemetry} those of files that it does not have
     * @param added rows that the first does not have
     */
    public record TableChange(String table, long rowsBefore, long rowsAfter, long removed, long added) {}

    /**
     * One measure.
     *
     * @param before in the first snapshot; null if it is not there
     * @param after in the second; null if it is not there
     */
    public record MeasureChange(MeasureRow before, MeasureRow after) {
        /** The row that is there, the later one if both are. */
        public MeasureRow row() {
            return after == null ? before : after;
        }
    }

    /** Compares two snapshots of a lake. */
    public static SnapshotDiff of(Snapshot before, Snapshot after) throws IOException {
        List<TableChange> tables = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(names(before));
        names.addAll(names(after));
        for (String name : names) {
            TableChange change = table(name, before.files(name), after.files(name));
            if (change.removed() > 0 || change.added() > 0) {
                tables.add(change);
            }
        }
        return new SnapshotDiff(scopes(before, after), tables, measures(before, after));
    }

    /** True when both hold the same. */
    public boolean isEmpty() {
        return scopes.isEmpty() && tables.isEmpty();
    }

    private static SortedSet<String> names(Snapshot snapshot) {
        SortedSet<String> names = new TreeSet<>();
        snapshot.scopes().values().forEach(scope -> scope.files().forEach(file -> names.add(file.table())));
        return names;
    }

    private static List<ScopeChange> scopes(Snapshot before, Snapshot after) {
        SortedSet<String> ids = new TreeSet<>(before.scopes().keySet());
        ids.addAll(after.scopes().keySet());
        List<ScopeChange> changes = new ArrayList<>();
        for (String id : ids) {
            Scope old = before.scopes().get(id);
            Scope now = after.scopes().get(id);
            if (old == null || now == null) {
                Scope one = old == null ? now : old;
                changes.add(new ScopeChange(one.job(), one.key(), old == null ? "added" : "removed"));
            } else if (!old.fingerprint().equals(now.fingerprint())
                    || !contents(old).equals(contents(now))) {
                changes.add(new ScopeChange(now.job(), now.key(), "changed"));
            }
        }
        return changes;
    }

    private static List<String> contents(Scope scope) {
        return scope.files().stream()
                .map(file -> file.table() + " " + file.partition() + " " + content(file))
                .sorted()
                .toList();
    }

    /** What a file says: the hash of its rows; of a report page its place, which the run that made it is part of. */
    private static String content(TableFile file) {
        return file.contentHash() == null ? file.path().toString() : file.contentHash();
    }

    private static TableChange table(String name, List<TableFile> before, List<TableFile> after) throws IOException {
        List<TableFile> gone = without(before, after);
        List<TableFile> come = without(after, before);
        long rowsBefore = before.stream().mapToLong(TableFile::rows).sum();
        long rowsAfter = after.stream().mapToLong(TableFile::rows).sum();
        Class<? extends Record> type = Tables.ALL.stream()
                .filter(table -> Tables.name(table).equals(name))
                .findFirst()
                .orElse(null);
        if (type == null) {
            boolean isTable = name.equals("telemetry");
            return new TableChange(name, rowsBefore, rowsAfter, size(gone, isTable), size(come, isTable));
        }
        Map<Object, Integer> balance = new HashMap<>();
        for (TableFile file : gone) {
            RecordTables.read(file.path(), type).forEach(row -> balance.merge(row, -1, Integer::sum));
        }
        for (TableFile file : come) {
            RecordTables.read(file.path(), type).forEach(row -> balance.merge(row, 1, Integer::sum));
        }
        long added = balance.values().stream()
                .filter(count -> count > 0)
                .mapToLong(Integer::longValue)
                .sum();
        long removed = -balance.values().stream()
                .filter(count -> count < 0)
                .mapToLong(Integer::longValue)
                .sum();
        return new TableChange(name, rowsBefore, rowsAfter, removed, added);
    }

    /** Rows of a table's files; the files themselves where they have no rows. */
    private static long size(List<TableFile> files, boolean isTable) {
        return isTable ? files.stream().mapToLong(TableFile::rows).sum() : files.size();
    }

    /** The files of which the others have none of the same content in the same place. */
    private static List<TableFile> without(List<TableFile> files, List<TableFile> others) throws IOException {
        Map<String, Integer> there = new HashMap<>();
        for (TableFile other : others) {
            there.merge(identity(other), 1, Integer::sum);
        }
        List<TableFile> left = new ArrayList<>();
        for (TableFile file : files) {
            if (there.merge(identity(file), -1, Integer::sum) < 0) {
                left.add(file);
            }
        }
        return left;
    }

    private static String identity(TableFile file) throws IOException {
        String content = file.contentHash() == null ? hash(file.path()) : file.contentHash();
        return file.partition() + " "
                + (file.contentHash() == null ? file.path().getFileName() + " " : "") + content;
    }

    private static String hash(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<MeasureChange> measures(Snapshot before, Snapshot after) throws IOException {
        List<TableFile> old = before.files("measures");
        List<TableFile> now = after.files("measures");
        SortedMap<String, MeasureRow[]> pairs = new TreeMap<>();
        for (TableFile file : without(old, now)) {
            RecordTables.read(file.path(), MeasureRow.class)
                    .forEach(row -> pairs.computeIfAbsent(key(row), key -> new MeasureRow[2])[0] = row);
        }
        for (TableFile file : without(now, old)) {
            RecordTables.read(file.path(), MeasureRow.class)
                    .forEach(row -> pairs.computeIfAbsent(key(row), key -> new MeasureRow[2])[1] = row);
        }
        return pairs.values().stream()
                .filter(pair -> pair[0] == null || pair[1] == null || !isSame(pair[0], pair[1]))
                .map(pair -> new MeasureChange(pair[0], pair[1]))
                .toList();
    }

    private static boolean isSame(MeasureRow before, MeasureRow after) {
        return Double.compare(before.value(), after.value()) == 0
                && java.util.Objects.equals(before.reason(), after.reason())
                && before.settingsHash().equals(after.settingsHash())
                && before.definitionVersion() == after.definitionVersion();
    }

    /** What a measure is of; a definition whose version or settings changed is still the same measure. */
    private static String key(MeasureRow row) {
        return String.join(
                "\u0000",
                Integer.toString(row.year()),
                row.event(),
                row.stage(),
                row.car(),
                row.segment(),
                String.valueOf(row.component()),
                String.valueOf(row.position()),
                String.valueOf(row.channel()),
                row.measure(),
                row.definition(),
                row.unit());
    }
}
