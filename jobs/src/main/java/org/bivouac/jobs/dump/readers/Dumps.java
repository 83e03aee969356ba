package org.bivouac.jobs.dump.readers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.aim.AimCsvReader;
import org.bivouac.jobs.dump.can.BusLogReader;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.dump.can.asc.AscSource;
import org.bivouac.jobs.dump.can.blf.BlfSource;
import org.bivouac.jobs.dump.can.candump.CandumpSource;
import org.bivouac.jobs.dump.can.trc.TrcSource;
import org.bivouac.jobs.dump.darab.DarabTextReader;
import org.bivouac.jobs.dump.fit.FitReader;
import org.bivouac.jobs.dump.gpx.GpxReader;
import org.bivouac.jobs.dump.matlab.MatReader;
import org.bivouac.jobs.dump.mdf.Mdf3Reader;
import org.bivouac.jobs.dump.mdf.Mdf4Reader;
import org.bivouac.jobs.dump.motec.MotecCsvReader;
import org.bivouac.jobs.dump.motec.MotecLdReader;
import org.bivouac.jobs.dump.nmea.NmeaReader;
import org.bivouac.jobs.dump.pi.PiTextReader;
import org.bivouac.jobs.dump.racechrono.RaceChronoReader;
import org.bivouac.jobs.dump.tabular.Profile;
import org.bivouac.jobs.dump.tabular.Profiles;
import org.bivouac.jobs.dump.tabular.TabularReader;
import org.bivouac.jobs.dump.vbo.VboReader;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/**
 * All readers, and which of them reads a given dump: by content, never by name. What a name promises, and what of a
 * format is not read, each reader says itself.
 */
public final class Dumps {
    private static final int HEAD = 64 << 10;
    private static final int SHOWN = 16;

    private final List<DumpReader> readers;

    private Dumps(List<DumpReader> readers) {
        this.readers = readers;
    }

    /**
     * The readers that come with Bivouac and those of the profiles in these folders.
     *
     * @throws BadInputException if a profile is faulty or its name is taken
     */
    public static Dumps standard(List<Path> profileFolders) {
        return standard(profileFolders, Databases.NONE);
    }

    /**
     * The readers that come with Bivouac and those of the profiles in these folders, logs of buses being read with these
     * databases.
     *
     * @throws BadInputException if a profile is faulty or its name is taken
     */
    public static Dumps standard(List<Path> profileFolders, Databases databases) {
        List<DumpReader> readers = new ArrayList<>(List.of(
                new MotecLdReader(),
                new Mdf4Reader(databases),
                new Mdf3Reader(),
                new MotecCsvReader(),
                new VboReader(),
                new RaceChronoReader(),
                new AimCsvReader(),
                new DarabTextReader(),
                new PiTextReader(),
                new GpxReader(),
                new NmeaReader(),
                new FitReader(),
                new MatReader()));
        List.of(new CandumpSource(), new AscSource(), new BlfSource(), new TrcSource())
                .forEach(source -> readers.add(new BusLogReader(source, databases)));
        Set<String> names = new TreeSet<>();
        readers.forEach(reader -> names.add(reader.format()));
        List<Profile> profiles = new ArrayList<>(Profiles.builtIn());
        profileFolders.forEach(folder -> profiles.addAll(Profiles.in(folder)));
        for (Profile profile : profiles) {
            if (!names.add(profile.name())) {
                throw new BadInputException(
                        ExitCode.USAGE, "profile name '" + profile.name() + "' is taken; known: " + names);
            }
            readers.add(new TabularReader(profile));
        }
        return new Dumps(List.copyOf(readers));
    }

    /** All readers, binary formats first. */
    public List<DumpReader> readers() {
        return readers;
    }

    /**
     * The reader of a dump.
     *
     * @throws DumpException if the dump is empty, of no known format, of several, or of another one than its name promises
     */
    public DumpReader recognise(DumpFile file) throws IOException {
        if (file.bytes() == 0) {
            throw refusal(file, "A2", "empty: the file has no bytes", "copy the dump again");
        }
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file.path())) {
            bytes = stream.readNBytes(HEAD);
        }
        DumpHead head = new DumpHead(bytes, file.bytes());
        List<DumpReader> found =
                readers.stream().filter(reader -> reader.recognises(head)).toList();
        List<String> promised = promises(extension(file.name()));
        if (found.isEmpty()) {
            throw unknown(file, head, promised);
        }
        if (found.size() > 1) {
            throw refusal(
                    file,
                    "A16",
                    "several formats fit: " + formats(found),
                    "make header.cells of the profiles name what tells them apart");
        }
        DumpReader reader = found.get(0);
        if (!promised.isEmpty() && !promised.contains(reader.format())) {
            throw refusal(
                    file,
                    "A16",
                    "content is " + reader.format() + ", name says " + String.join(" or ", promised),
                    "give the dump its right name");
        }
        return reader;
    }

    /** The formats that a file name extension promises; empty when it promises nothing. */
    List<String> promises(String extension) {
        List<String> ofReaders = readers.stream()
                .filter(reader -> reader.extensions().contains(extension))
                .map(DumpReader::format)
                .toList();
        return ofReaders.isEmpty()
                ? Foreign.ALL.stream()
                        .filter(foreign -> foreign.extensions().contains(extension))
                        .map(Foreign::name)
                        .toList()
                : ofReaders;
    }

    /** The kinds of files that can be named but not read: those whose extensions no reader promises. */
    List<Foreign> foreign() {
        Set<String> read =
                readers.stream().flatMap(reader -> reader.extensions().stream()).collect(Collectors.toSet());
        return Foreign.ALL.stream()
                .filter(foreign -> !foreign.extensions().isEmpty()
                        && foreign.extensions().stream().noneMatch(read::contains))
                .toList();
    }

    private static String extension(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static String formats(List<DumpReader> readers) {
        return readers.stream().map(DumpReader::format).collect(Collectors.joining(", "));
    }

    private DumpException unknown(DumpFile file, DumpHead head, List<String> promised) {
        for (Foreign foreign : Foreign.ALL) {
            if (foreign.begins(head)) {
                return refusal(
                        file,
                        "A16",
                        "content is " + foreign.name() + ", which no reader reads; known formats: " + formats(readers),
                        foreign.advice());
            }
        }
        String found = "begins with "
                + HexFormat.ofDelimiter(" ").formatHex(head.bytes(), 0, Math.min(SHOWN, head.bytes().length));
        boolean text = true;
        for (byte b : head.bytes()) {
            text &= b != 0;
        }
        String advice = Stream.concat(
                        Foreign.ALL.stream()
                                .filter(foreign -> promised.contains(foreign.name()))
                                .map(Foreign::advice),
                        Stream.of(text ? "write a profile for this export" : "export the dump in a known format"))
                .findFirst()
                .orElseThrow();
        return refusal(
                file,
                "A16",
                (text ? "no profile fits the header; it " : "unknown format; it ") + found
                        + (promised.isEmpty() ? "" : ", name says " + String.join(" or ", promised)) + "; tried: "
                        + formats(readers),
                advice);
    }

    private static DumpException refusal(DumpFile file, String rule, String reason, String advice) {
        return new DumpException(Fault.ofFile(file.name(), rule, reason, "dump refused", advice));
    }
}
