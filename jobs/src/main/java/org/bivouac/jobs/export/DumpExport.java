package org.bivouac.jobs.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.ByteLedger;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/**
 * Writes one dump as plain tables. Files are made in a private folder beside their place and moved there only when the
 * dump's books have closed: a table is whole or not there. A dump of many groups is read several times, so many groups at
 * a time as fit into a fixed memory, so that size does not matter.
 */
public final class DumpExport {
    /** What the tables are written as. */
    public enum Format {
        CSV,
        PARQUET
    }

    /** What is done with text that a spreadsheet would run as a formula. */
    public enum Formulas {
        /** An apostrophe is put in front. */
        GUARDED,
        /** Text is left as recorded. */
        LEFT_ALONE
    }

    /** What is done with a table that is there already. */
    public enum Existing {
        REFUSE,
        REPLACE
    }

    /**
     * What came of an export.
     *
     * @param files the tables, in the order of the dump's groups; a group without rows has none
     * @param rows in all of them
     * @param rejects what was refused, records and cells
     */
    public record Result(List<Path> files, long rows, long rejects) {}

    /** What the files of one pass may need, MB: a Parquet file collects 64 MB at most before it encodes them. */
    private static final int MEGABYTES_AT_ONCE = 192;

    private static final int PARQUET_FILE = 6;
    private static final int PARQUET_COLUMN = 1;
    private static final int PARQUET_MOST = 70;
    private static final int CSV_FILE = 2;

    private final Format format;
    private final Formulas formulas;
    private final Existing existing;

    /** An export with these settings. */
    public DumpExport(Format format, Formulas formulas, Existing existing) {
        this.format = format;
        this.formulas = formulas;
        this.existing = existing;
    }

    /**
     * Writes the dump's tables into a folder, which is made if need be.
     *
     * @param rejects hears of everything refused, once
     * @param read hears how many bytes of the dump are accounted for, rising
     * @throws DumpException if the dump must be refused; nothing is written then
     * @throws BadInputException if a table is there already, or the dump's bytes do not add up
     */
    public Result run(DumpFile dump, DumpReader reader, Path folder, Consumer<Fault> rejects, LongConsumer read)
            throws IOException {
        boolean isNew = !Files.exists(folder);
        Files.createDirectories(folder);
        Path workshop = Files.createTempDirectory(folder, ".bivouac-export-");
        Thread sweeper = new Thread(() -> sweep(workshop));
        Runtime.getRuntime().addShutdownHook(sweeper);
        try {
            Pass first = new Pass(dump, workshop, rejects, read, 0);
            first.run(reader);
            first.requireClosedBooks();
            List<Made> made = new ArrayList<>(first.made);
            for (int next = first.behind; next < first.header.groups().size(); ) {
                Pass more = new Pass(dump, workshop, fault -> {}, bytes -> {}, next);
                more.run(reader);
                made.addAll(more.made);
                next = more.behind;
            }
            if (made.isEmpty()) {
                throw new DumpException(Fault.ofFile(
                        dump.name(), "A2", "empty: no usable row", "nothing written", "check the logger's export"));
            }
            List<Path> files = publish(made, first.header, folder);
            return new Result(files, made.stream().mapToLong(Made::rows).sum(), first.rejected);
        } finally {
            sweep(workshop);
            if (isNew) {
                deleteIfEmpty(folder);
            }
            try {
                Runtime.getRuntime().removeShutdownHook(sweeper);
            } catch (IllegalStateException stopping) {
                // The hook is running: it sweeps what is left.
            }
        }
    }

    /** A finished table in the workshop. */
    private record Made(int group, Path file, long rows) {}

    private List<Path> publish(List<Made> made, DumpHeader header, Path folder) throws IOException {
        FileNames names = new FileNames();
        List<String> all = new ArrayList<>();
        for (int g = 0; g < header.groups().size(); g++) {
            all.add(names.of(g, header.groups().get(g).name()));
        }
        List<Path> targets = new ArrayList<>();
        for (Made table : made) {
            Path target = folder.resolve(all.get(table.group()) + "." + extension());
            if (existing == Existing.REFUSE && Files.exists(target)) {
                throw new BadInputException(
                        ExitCode.USAGE, target + ": is there already: name another folder, or say --replace");
            }
            targets.add(target);
        }
        for (Made table : made) {
            try (FileChannel channel = FileChannel.open(table.file(), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        for (int i = 0; i < made.size(); i++) {
            Files.move(
                    made.get(i).file(),
                    targets.get(i),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return List.copyOf(targets);
    }

    private String extension() {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static void sweep(Path workshop) {
        try (Stream<Path> files = Files.list(workshop)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(workshop);
        } catch (IOException gone) {
            // Somebody else took it away, or the disk has gone: nothing is left to do.
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException holdsTables) {
            // That is what it was made for.
        }
    }

    /** One reading of the dump, which writes the groups from one on that fit. */
    private final class Pass implements DumpSink {
        private final DumpFile dump;
        private final Path workshop;
        private final Consumer<Fault> rejects;
        private final LongConsumer read;
        private final int from;
        private final ByteLedger ledger = new ByteLedger();
        private final List<GroupTable> tables = new ArrayList<>();
        private final List<Made> made = new ArrayList<>();

        private DumpHeader header;
        private int behind;
        private long[] rows;
        private long rejected;
        private long accounted;

        Pass(DumpFile dump, Path workshop, Consumer<Fault> rejects, LongConsumer read, int from) {
            this.dump = dump;
            this.workshop = workshop;
            this.rejects = rejects;
            this.read = read;
            this.from = from;
        }

        void run(DumpReader reader) throws IOException {
            try {
                reader.read(dump, this);
                for (int t = 0; t < tables.size(); t++) {
                    if (tables.get(t) != null) {
                        tables.get(t).finish();
                        made.add(new Made(from + t, file(from + t), rows[t]));
                    }
                }
            } catch (UncheckedIOException full) {
                throw full.getCause();
            } finally {
                for (GroupTable table : tables) {
                    if (table != null) {
                        table.close();
                    }
                }
            }
        }

        private Path file(int group) {
            return workshop.resolve(group + "." + extension());
        }

        @Override
        public void begin(DumpHeader begun) {
            header = begun;
            int megabytes = 0;
            for (behind = from; behind < begun.groups().size(); behind++) {
                megabytes += megabytes(begun.groups().get(behind));
                if (megabytes > MEGABYTES_AT_ONCE && behind > from) {
                    break;
                }
                tables.add(null);
            }
            rows = new long[tables.size()];
        }

        private int megabytes(DumpHeader.Group group) {
            int columns = group.channels().size() + 2;
            return switch (format) {
                case CSV -> CSV_FILE;
                case PARQUET -> Math.min(PARQUET_MOST, PARQUET_FILE + PARQUET_COLUMN * columns);
            };
        }

        @Override
        public void rows(Rows block) {
            int t = block.group() - from;
            if (t < 0 || t >= tables.size() || block.count() == 0) {
                return;
            }
            try {
                if (tables.get(t) == null) {
                    tables.set(t, table(block.group()));
                }
                tables.get(t).add(block);
                rows[t] += block.count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private GroupTable table(int group) throws IOException {
            DumpHeader.Group of = header.groups().get(group);
            TableLayout layout = TableLayout.of(header, of);
            return switch (format) {
                case CSV -> new CsvGroupTable(file(group), layout, header.start(), formulas);
                case PARQUET ->
                    new ParquetGroupTable(
                            file(group),
                            layout,
                            header.start(),
                            Map.of(
                                    "bivouac.file", dump.name(),
                                    "bivouac.format", header.format(),
                                    "bivouac.group", of.name(),
                                    "bivouac.rate_hz", Double.toString(of.rateHz())));
            };
        }

        @Override
        public void reject(Fault fault) {
            ledger.reject(fault);
            rejected += fault.count();
            rejects.accept(fault);
            account(fault.byteLength());
        }

        @Override
        public void bytes(ByteUse use, long start, long end) {
            ledger.bytes(use, start, end);
            account(end - start);
        }

        private void account(long bytes) {
            accounted += bytes;
            read.accept(Math.min(accounted, dump.bytes()));
        }

        void requireClosedBooks() {
            Optional<String> discrepancy = ledger.discrepancy(dump.bytes());
            if (discrepancy.isPresent()) {
                throw new BadInputException(
                        ExitCode.INTEGRITY, dump.name() + ": the byte ledger does not close: " + discrepancy.get());
            }
        }
    }
}
