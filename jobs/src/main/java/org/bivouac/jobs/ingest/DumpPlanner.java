package org.bivouac.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;
import org.bivouac.jobs.lake.Raw;
import org.bivouac.jobs.lake.Scope;
import org.bivouac.jobs.lake.TableFile;
import org.bivouac.jobs.parquet.RecordTables;
import org.bivouac.schemas.Alias;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.DumpRow;

/** Decides, before anything is decoded, where each dump belongs and what its result will depend on. */
final class DumpPlanner {
    /** Counted up when the same dump under the same rules gives other rows. */
    private static final int VERSION = 3;

    private final IngestJob.Inputs in;
    private final SideFiles sideFiles;
    private final Readers readers;
    private final ArrayList<String[]> aliases = new ArrayList<>();
    private final String rules;
    private final Set<String> nameless = new LinkedHashSet<>();
    private String nothingSays = "";

    /**
     * A dump and what is known of it.
     *
     * @param refusal why it is refused already; null if it is to be read
     */
    record Planned(DumpTask task, Fault refusal, String fingerprint) {}

    DumpPlanner(IngestJob.Inputs in, SideFiles sideFiles, Readers readers) {
        this.in = in;
        this.sideFiles = sideFiles;
        this.readers = readers;
        for (Alias alias : sideFiles.catalogue().aliases()) {
            aliases.add(new String[] {
                alias.logger(), "" + alias.fromYear(), "" + alias.toYear(), alias.name(), alias.unit(), alias.channel()
            });
        }
        rules = rules();
    }

    /** Hash of catalogue, profiles and code. */
    private String rules() {
        List<String> parts = new ArrayList<>();
        parts.add("ingest " + VERSION);
        sideFiles.catalogue().channels().stream().map(Channel::toString).forEach(parts::add);
        sideFiles.catalogue().aliases().stream().map(Alias::toString).forEach(parts::add);
        for (Path folder : in.profiles()) {
            try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    parts.add(folder.relativize(file).toString());
                    parts.add(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            } catch (IOException | UncheckedIOException e) {
                throw new BadInputException(ExitCode.IO, folder + ": cannot be read: " + e.getMessage(), e);
            }
        }
        return Fingerprint.of(parts);
    }

    /** Plans one dump. */
    Planned plan(Raw raw, List<String> namesNow) throws IOException {
        List<String> names = allNames(raw, namesNow);
        Identity identity = null;
        String logger = null;
        Recognised recognised = recognised(raw, names.get(0));
        Fault refusal = recognised.refusal();
        for (String name : namesNow) {
            SideFiles.Said said = sideFiles.said().get(name);
            Identity one = in.given()
                    .or(said == null ? Identity.NONE : said.identity())
                    .or(Identity.ofFolders(name));
            if (said != null && said.logger() != null && logger == null) {
                logger = said.logger();
            }
            if (one.unsaid().isEmpty() && identity != null && !identity.equals(one) && refusal == null) {
                refusal = Fault.ofFile(
                        name,
                        "A6",
                        "the same bytes are " + text(one) + " here and " + text(identity) + " as " + names.get(0),
                        "dump refused",
                        "keep it where it belongs, or name it in dumps.csv");
            }
            identity = identity == null || !identity.unsaid().isEmpty() ? one : identity;
        }
        String badName = badName(identity);
        if (badName != null && refusal == null) {
            refusal = Fault.ofFile(names.get(0), "A7", badName, "dump refused", "rename its folder");
        }
        boolean known = identity.unsaid().isEmpty() && badName == null;
        if (!known && refusal == null) {
            nameless.add(names.get(0));
            nothingSays = String.join(", ", identity.unsaid());
        }
        List<ClockRule> clocks = clocks(namesNow, identity);
        DumpTask task = new DumpTask(
                raw.path().toString(),
                raw.sha256(),
                raw.bytes(),
                new ArrayList<>(names),
                known ? identity.year() : 0,
                known ? identity.event() : null,
                known ? identity.stage() : null,
                known ? identity.car() : null,
                said(names.get(0)),
                logger,
                aliases,
                new ArrayList<>(in.profiles().stream().map(Path::toString).toList()),
                in.databases().saidBy(logger),
                new ArrayList<>(clocks),
                in.run().directory(IngestJob.JOB).resolve(raw.sha256()).toString());
        List<String> parts = new ArrayList<>(List.of(rules, raw.sha256(), text(identity), "" + logger));
        parts.addAll(names);
        clocks.forEach(rule -> parts.add(rule.toString()));
        parts.addAll(recognised.settings());
        return new Planned(task, refusal, Fingerprint.of(parts));
    }

    /** What is known of a dump's clock: what is said of itself, then of its edition and event. */
    private List<ClockRule> clocks(List<String> names, Identity identity) {
        List<ClockRule> clocks = new ArrayList<>();
        for (String name : names) {
            SideFiles.Said said = sideFiles.said().get(name);
            if (said != null && said.clock() != null) {
                clocks.add(said.clock());
            }
        }
        int year = identity.year() == null ? 0 : identity.year();
        sideFiles.clocks().stream()
                .filter(rule -> rule.concerns(year, identity.event()))
                .forEach(clocks::add);
        return clocks;
    }

    private String said(String name) {
        if (!in.given().equals(Identity.NONE)) {
            return "the command line says";
        }
        return sideFiles.said().containsKey(name) ? "dumps.csv says" : "the folder says";
    }

    private static String text(Identity identity) {
        return identity.year() + "/" + identity.event() + "/" + identity.stage() + "/" + identity.car();
    }

    /** Why an identity cannot be a key, or null. */
    private static String badName(Identity identity) {
        try {
            identity.key();
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** The names of a dump, those of earlier inboxes included, so that any order of deliveries ends the same. */
    private List<String> allNames(Raw raw, List<String> namesNow) throws IOException {
        Set<String> names = new TreeSet<>(namesNow);
        Optional<Scope> before = in.run().view().scope(IngestJob.JOB, raw.sha256());
        if (before.isPresent()) {
            for (TableFile file : before.get().files()) {
                if (file.table().equals("dumps")) {
                    RecordTables.read(file.path(), DumpRow.class).forEach(row -> names.add(row.file()));
                }
            }
        }
        return List.copyOf(names);
    }

    /**
     * Whether a reader takes a dump.
     *
     * @param refusal why none does; null if one does
     * @param settings what its results depend on beside the dump
     */
    private record Recognised(Fault refusal, List<String> settings) {}

    private Recognised recognised(Raw raw, String name) throws IOException {
        try {
            DumpReader reader = readers.of(new DumpFile(raw.path(), name, raw.bytes()), in.profiles(), in.databases());
            return new Recognised(null, reader.settings());
        } catch (DumpException e) {
            return new Recognised(e.fault(), List.of());
        }
    }

    /**
     * Every dump that will be read must belong somewhere.
     *
     * @throws BadInputException if one does not, with what to pass
     */
    void requireIdentities() {
        if (!nameless.isEmpty()) {
            String first = nameless.iterator().next();
            throw new BadInputException(
                    ExitCode.USAGE,
                    first + (nameless.size() > 1 ? " and " + (nameless.size() - 1) + " more" : "") + ": nothing tells "
                            + nothingSays + ": pass --year, --event, --stage and --car, or list the file in dumps.csv"
                            + " (file,year,event,stage,car,logger), or put it in <year>/<event>/<stage>/<car>/");
        }
    }
}
