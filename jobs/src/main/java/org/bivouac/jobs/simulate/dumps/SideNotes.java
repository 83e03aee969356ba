package org.bivouac.jobs.simulate.dumps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.schemas.Alias;
import org.bivouac.schemas.Catalogue;

/**
 * What a reader must be told of a dump that does not tell it itself: the layout of a table, as a profile in the inbox's folder
 * {@code profiles}, and the meaning of frames, as a DBC beside the dump.
 */
public final class SideNotes {
    private SideNotes() {}

    /**
     * Writes what is needed for a dump; for most formats nothing.
     *
     * @param inbox the rally's folder
     * @param dump the dump, somewhere in it
     */
    public static void write(Path inbox, Path dump, Logger logger, DumpFormat format) throws IOException {
        TableStyle style = format.tableStyle();
        if (style != null) {
            String text = TableProfile.text(logger, style);
            put(inbox.resolve("profiles").resolve(TableProfile.name(text) + ".profile"), text);
        }
        if (format.isBusLog()) {
            put(dump.resolveSibling(base(dump) + ".dbc"), Dbc.text(logger, new CanPlan(logger)));
        }
    }

    private static String base(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    static String hash(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** Whole or not at all: other drives may be writing the same file at this moment. */
    private static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        String mine =
                ProcessHandle.current().pid() + "-" + Thread.currentThread().getId();
        Path own = Files.writeString(file.resolveSibling("." + file.getFileName() + "." + mine), text);
        Files.move(own, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Once all dumps are written: says in the inbox's {@code dumps.csv} whose logs of frames are whose, in its
     * {@code databases.csv} which database is for which, and in its {@code aliases.csv} which channels their names mean, as a
     * database spells no spaces. Databases that are the same stand there once.
     */
    public static void indexBusLogs(Path inbox) throws IOException {
        List<Path> databases;
        try (Stream<Path> files = Files.walk(inbox)) {
            databases = files.filter(file -> file.toString().endsWith(".dbc"))
                    .sorted()
                    .toList();
        }
        if (databases.isEmpty()) {
            return;
        }
        StringBuilder dumps = new StringBuilder("file,logger\n");
        StringBuilder table = new StringBuilder("logger,bus,dbc\n");
        Map<String, String> loggers = new HashMap<>();
        for (Path database : databases) {
            String text = Files.readString(database);
            String logger = base(database) + "-" + hash(text);
            if (loggers.put(text, logger) == null) {
                table.append(logger).append(",*,").append(name(inbox, database)).append('\n');
            }
            for (Path dump : dumpsOf(database)) {
                dumps.append(name(inbox, dump)).append(',').append(logger).append('\n');
            }
        }
        Files.writeString(inbox.resolve("dumps.csv"), dumps);
        Files.writeString(inbox.resolve("databases.csv"), table);
        Files.writeString(inbox.resolve("aliases.csv"), aliases(String.join("\n", loggers.keySet())));
    }

    /** Names that a database had to spell otherwise than the catalogue knows them. */
    private static String aliases(String databases) {
        Set<String> signals = new TreeSet<>();
        Matcher signal = Pattern.compile("(?m)^ SG_ (\\w+)").matcher(databases);
        while (signal.find()) {
            signals.add(signal.group(1));
        }
        StringBuilder table = new StringBuilder("logger,from_year,to_year,name,unit,channel\n");
        for (Alias alias : Catalogue.builtIn().aliases()) {
            String spelled = CanPlan.identifier(alias.name());
            if (alias.logger().equals("*") && !spelled.equals(alias.name()) && signals.contains(spelled)) {
                table.append(String.join(
                                ",",
                                "*",
                                "" + alias.fromYear(),
                                "" + alias.toYear(),
                                spelled,
                                alias.unit(),
                                alias.channel()))
                        .append('\n');
            }
        }
        return table.toString();
    }

    /** The dump of the same name, a second part and a copy. */
    private static List<Path> dumpsOf(Path database) throws IOException {
        List<Path> dumps = new ArrayList<>();
        try (Stream<Path> files = Files.list(database.getParent())) {
            files.filter(file -> !file.equals(database) && base(file).matches(base(database) + "(_2|_again)?"))
                    .sorted()
                    .forEach(dumps::add);
        }
        return dumps;
    }

    private static String name(Path inbox, Path file) {
        return inbox.relativize(file).toString().replace('\\', '/');
    }
}
