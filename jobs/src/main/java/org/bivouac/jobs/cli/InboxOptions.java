package org.bivouac.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.ingest.Identity;
import org.bivouac.schemas.CarKey;
import org.bivouac.schemas.StageKey;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dumps to take, and what they belong to when neither their folders nor the inbox's dumps.csv say so. */
final class InboxOptions {
    @Parameters(
            paramLabel = "INBOX",
            description =
                    "Folder of dumps: <year>/<event>/<stage>/<car>/…, or any folder with the options below;"
                            + " beside them plan.csv, road-book.csv, run-sheets.csv, parts.csv, limits.csv, aliases.csv, dumps.csv, databases.csv, profiles/.")
    private Path inbox;

    @Option(names = "--year", paramLabel = "YEAR", description = "Edition that the dumps belong to, e.g. 2026.")
    private Integer year;

    @Option(names = "--event", paramLabel = "EVENT", description = "Event that the dumps belong to, e.g. dakar.")
    private String event;

    @Option(names = "--stage", paramLabel = "STAGE", description = "Stage that the dumps belong to, e.g. 3.")
    private String stage;

    @Option(names = "--car", paramLabel = "CAR", description = "Car that the dumps belong to, e.g. 501.")
    private String car;

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description = "More profiles of tabular text; INBOX/profiles is always looked at.")
    private List<Path> profiles = new ArrayList<>();

    @Mixin
    private DatabaseOption dbc;

    private Databases databases;

    /**
     * Refuses what cannot be meant, before a lake is made for it.
     *
     * @throws BadInputException if the inbox or a folder of profiles is missing, a given part cannot be a name, or a database cannot be
     *     read
     */
    InboxOptions checked() {
        if (!Files.exists(inbox)) {
            throw new BadInputException(ExitCode.USAGE, inbox + ": no such folder: name the folder with the dumps");
        }
        for (Path folder : profiles) {
            if (!Files.isDirectory(folder)) {
                throw new BadInputException(ExitCode.USAGE, folder + ": no such folder of profiles");
            }
        }
        try {
            new CarKey(new StageKey(year == null ? 2000 : year, given(event), given(stage)), given(car));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(ExitCode.USAGE, "command line: " + e.getMessage(), e);
        }
        databases = dbc.databases(inbox);
        return this;
    }

    private static String given(String part) {
        return part == null ? "1" : part;
    }

    /** The databases that are named and those of the inbox, once {@link #checked}. */
    Databases databases() {
        return databases;
    }

    Path inbox() {
        return inbox;
    }

    Identity given() {
        return new Identity(year, event, stage, car);
    }

    /** Folders of profiles: those named, and the inbox's own. */
    List<Path> profiles() {
        List<Path> folders = new ArrayList<>(profiles);
        Path own = inbox.resolve("profiles");
        if (Files.isDirectory(own)) {
            folders.add(own);
        }
        return folders;
    }
}
