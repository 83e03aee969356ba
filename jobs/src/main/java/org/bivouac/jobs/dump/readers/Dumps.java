package org.bivouac.jobs.dump.readers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.mdf.Mdf4Reader;
import org.bivouac.jobs.dump.motec.MotecCsvReader;
import org.bivouac.jobs.dump.motec.MotecLdReader;
import org.bivouac.jobs.dump.racechrono.RaceChronoReader;
import org.bivouac.jobs.dump.tabular.Profile;
import org.bivouac.jobs.dump.tabular.Profiles;
import org.bivouac.jobs.dump.tabular.TabularReader;
import org.bivouac.jobs.dump.vbo.VboReader;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/** All readers, and which of them reads a given dump: by content, never by name. */
public final class Dumps {
    private static final int HEAD = 64 << 10;
    private static final int SHOWN = 16;

    /** File name extensions that promise one format; a dump that is another one was mislabelled. */
    private static final Map<String, String> PROMISES = Map.of(
            "ld", "motec-ld",
            "vbo", "vbo",
            "mf4", "mdf4",
            "blf", "Vector BLF",
            "asc", "Vector ASC",
            "trc", "PEAK TRC",
            "gpx", "GPX",
            "fit", "FIT",
            "mat", "MATLAB");

    /** What begins like this is no dump that a reader knows, but can be named. */
    private static final Map<String, String> FOREIGN = Map.of(
            "MDF     ", "MDF",
            "UnFinMF ", "unfinished MDF",
            "LOGG", "Vector BLF",
            "PK\u0003\u0004", "a ZIP archive or XLSX workbook",
            "\u001f\u008b", "a gzip archive",
            "MATLAB 5.0", "MATLAB");

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
        List<DumpReader> readers = new ArrayList<>(List.of(
                new MotecLdReader(), new Mdf4Reader(), new MotecCsvReader(), new VboReader(), new RaceChronoReader()));
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
        String promised = PROMISES.get(extension(file.name()));
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
        if (promised != null && !promised.equals(reader.format())) {
            throw refusal(
                    file,
                    "A16",
                    "content is " + reader.format() + ", name says " + promised,
                    "give the dump its right name");
        }
        return reader;
    }

    private static String extension(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static String formats(List<DumpReader> readers) {
        return readers.stream().map(DumpReader::format).collect(Collectors.joining(", "));
    }

    private DumpException unknown(DumpFile file, DumpHead head, String promised) {
        for (Map.Entry<String, String> foreign : FOREIGN.entrySet()) {
            if (startsWith(head.bytes(), foreign.getKey())) {
                return refusal(
                        file,
                        "A16",
                        "content is " + foreign.getValue() + ", which no reader reads; known formats: "
                                + formats(readers),
                        "export the dump in a known format");
            }
        }
        String found = "begins with "
                + HexFormat.ofDelimiter(" ").formatHex(head.bytes(), 0, Math.min(SHOWN, head.bytes().length));
        boolean text = true;
        for (byte b : head.bytes()) {
            text &= b != 0;
        }
        return refusal(
                file,
                "A16",
                (text ? "no profile fits the header; it " : "unknown format; it ") + found
                        + (promised == null ? "" : ", name says " + promised) + "; tried: " + formats(readers),
                text ? "write a profile for this export" : "export the dump in a known format");
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static DumpException refusal(DumpFile file, String rule, String reason, String advice) {
        return new DumpException(Fault.ofFile(file.name(), rule, reason, "dump refused", advice));
    }
}
