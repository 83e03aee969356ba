package org.bivouac.jobs.dump.can;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bivouac.jobs.dump.can.dbc.Dbc;
import org.bivouac.jobs.dump.can.dbc.DbcException;
import org.bivouac.jobs.dump.can.obd.PidTable;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.schemas.ValidityGuard;

/**
 * Which databases say what the frames of a log mean. It travels to where dumps are read; there each database must still
 * have the bytes that it had when this was made.
 *
 * @param entries in the order in which they are asked
 * @param logger whose logs these are, as somebody says who knows better than the log; null when the log's own word counts
 */
public record Databases(List<Entry> entries, String logger) implements Serializable {
    /** No database: frames are kept raw, but for OBD-II. */
    public static final Databases NONE = new Databases(List.of(), null);

    /** For any logger, or any bus. */
    public static final String ANY = "*";

    /** Copies the list, so that it can travel. */
    public Databases {
        entries = List.copyOf(entries);
    }

    /**
     * One database.
     *
     * @param logger whose logs it is for; {@code *} for any
     * @param bus the bus as the log names it; {@code *} for any
     * @param file where it is
     * @param sha256 hash of its bytes
     */
    public record Entry(String logger, String bus, String file, String sha256) implements Serializable {
        /**
         * Looks at a database.
         *
         * @throws BadInputException in one line, if it is not there or is no database
         */
        public static Entry of(String logger, String bus, Path file) {
            byte[] bytes = bytes(file.toString());
            parse(file.toString(), bytes);
            return new Entry(logger, bus, file.toString(), hash(bytes));
        }

        private boolean isFor(String wantedLogger, String wantedBus) {
            return (logger.equals(ANY) || logger.equalsIgnoreCase(wantedLogger))
                    && (bus.equals(ANY) || bus.equalsIgnoreCase(wantedBus));
        }
    }

    /**
     * A database that was read.
     *
     * @param name its file's name, for messages
     */
    public record Named(String name, Dbc dbc) {}

    /** These databases for the logs of a logger; null leaves it to the logs. */
    public Databases saidBy(String whose) {
        return whose == null ? this : new Databases(entries, whose);
    }

    /**
     * The databases of one bus, in the order in which they are asked.
     *
     * @param stated the logger as the log states it
     * @param bus as the log names it
     * @param read those that were read before; others are read and added
     * @throws BadInputException if one has changed or is gone
     */
    List<Named> of(String stated, String bus, Map<Entry, Named> read) {
        List<Named> found = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.isFor(logger == null ? stated : logger, bus)) {
                found.add(read.computeIfAbsent(entry, Databases::read));
            }
        }
        return found;
    }

    private static Named read(Entry entry) {
        byte[] bytes = bytes(entry.file());
        if (!hash(bytes).equals(entry.sha256())) {
            throw new BadInputException(ExitCode.IO, entry.file() + ": changed while the run was under way: run again");
        }
        return new Named(Path.of(entry.file()).getFileName().toString(), parse(entry.file(), bytes));
    }

    private static byte[] bytes(String file) {
        try {
            if (!Files.isRegularFile(Path.of(file))) {
                throw new BadInputException(ExitCode.USAGE, file + ": no such database: name a DBC file");
            }
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new BadInputException(ExitCode.IO, file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Dbc parse(String file, byte[] bytes) {
        try {
            return Dbc.of(bytes);
        } catch (DbcException e) {
            throw new BadInputException(ExitCode.USAGE, file + ": no database that can be read: " + e.getMessage(), e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** All that the meaning of a log's frames depends on beside the log, for fingerprints. */
    public List<String> settings() {
        List<String> parts = new ArrayList<>();
        for (Entry entry : entries) {
            parts.add("database " + entry.logger().toLowerCase(Locale.ROOT) + " "
                    + entry.bus().toLowerCase(Locale.ROOT) + " " + entry.sha256());
        }
        parts.add(PidTable.text());
        ValidityGuard.builtIn().forEach(guard -> parts.add(guard.toString()));
        return parts;
    }
}
