package org.bivouac.jobs.dump.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.can.blf.BlfBuilder;
import org.bivouac.jobs.dump.mdf.MdfNotRead;
import org.bivouac.jobs.dump.readers.SampleDumps.LdBuilder;
import org.bivouac.jobs.dump.readers.SampleDumps.LdBuilder.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is passed over in silence: whatever {@code bivouac formats} says is not read is named where a dump has it. */
class NotReadTest {
    private static final Dumps DUMPS = Dumps.standard(List.of());

    /** What says how far a reader is shown, or what no dump of the format has, and is nothing in a dump. */
    private static final List<String> NO_CONSTRUCTS =
            List.of("made after", "shown on", "the date of the drive, which", "beacons of the .ldx file beside");

    @TempDir
    private Path folder;

    /**
     * A dump with something that is not read.
     *
     * @param format that lists it
     * @param limit how the format lists it: the beginning of the phrase
     * @param name of the dump
     * @param said in the refusal, a reject or the header
     */
    private record Case(String format, String limit, String name, byte[] bytes, String said) {
        @Override
        public String toString() {
            return format + ": " + limit + ": " + said;
        }
    }

    private static Case of(String format, String limit, String text, String said) {
        return new Case(format, limit, "dump", text.getBytes(StandardCharsets.UTF_8), said);
    }

    private static Case named(String format, String limit, String name, String said) {
        return new Case(format, limit, name, new byte[] {1, 2, 3, 0}, said);
    }

    private static String sample(String format) {
        return SampleDumps.of(12).stream()
                .filter(sample -> sample.format().equals(format))
                .map(sample -> new String(sample.bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        MdfNotRead.all()
                .forEach(dump -> cases.add(new Case(dump.format(), dump.limit(), "dump", dump.bytes(), dump.said())));
        texts(cases);
        cases.add(ld("samples of unknown type", new Spec("odd", "", 9, 4, 100, 0, 1, 1, 0)));
        cases.add(ld("channels with a shift", new Spec("odd", "", 3, 2, 100, 5, 7, 1, 0)));
        positions(cases);
        buses(cases);
        matlab(cases);
        return cases.stream();
    }

    private static Case ld(String limit, Spec channel) {
        byte[] dump = new LdBuilder()
                .channel(new Spec("good", "", 3, 2, 100, 0, 1, 1, 0), LdBuilder.ramp(10))
                .channel(channel, LdBuilder.ramp(10))
                .build();
        return new Case("motec-ld", limit, "dump", dump, "channel 'odd'");
    }

    private static void texts(List<Case> cases) {
        cases.add(of(
                "motec-csv",
                "exports without a time",
                sample("motec-csv").replace("\"Time\",", "\"Distance\","),
                "no line of names that begins with \"Time\""));
        cases.add(of(
                "vbo",
                "sections other",
                sample("vbo").replace("[data]", "[AVI]\r\nclip_\r\nMP4\r\n\r\n[data]"),
                "skipped section [AVI]: 2 lines"));
        cases.add(of("vbo", "video and its", sample("vbo").replace("[data]", "[AVI]\r\nclip_\r\n\r\n[data]"), "[AVI]"));
        cases.add(of(
                "racechrono-csv",
                "CSV formats other",
                sample("racechrono-csv").replace("Format,3", "Format,2"),
                "RaceChrono format '2' found, expected 3"));
        cases.add(of(
                "racechrono-csv",
                "exports without a column",
                sample("racechrono-csv").replace("timestamp", "elapsed_time"),
                "without a column 'timestamp'"));
        cases.add(named("aim-csv", "the loggers' own", "run.xrk", "name says AiM .xrk"));
        cases.add(of(
                "aim-csv",
                "dates written in digits",
                sample("aim-csv").replace("Monday, January 5, 2026", "05/01/26"),
                "the date '05/01/26 9:30 AM' is not understood"));
        cases.add(named("windarab-text", "WinDarab's own", "run.bmsbin", "name says Bosch WinDarab"));
        cases.add(named("pi-text", "Pi's own", "run.pds", "name says Cosworth Pi"));
        for (String format : List.of("bivouac-csv", "cobb-accessport", "ecu-csv", "obd-carobd", "obd-4drivers")) {
            cases.add(of(
                    format,
                    "tables whose header lacks",
                    "first,second\n1,2\n",
                    "no profile fits the header; it begins"));
        }
    }

    private static void positions(List<Case> cases) {
        String gpx = sample("gpx");
        cases.add(of(
                "gpx", "points without a time", gpx.replaceFirst("<time>[^<]*</time>", ""), "a point without a time"));
        cases.add(of(
                "gpx",
                "links and the attributes",
                gpx.replaceFirst("<ele>", "<link href=\"photo.jpg\"><text>a</text></link><ele>"),
                "skipped links: 1"));
        cases.add(of(
                "gpx",
                "links and the attributes",
                gpx.replaceFirst("<t:speed>", "<t:speed source=\"gps\">"),
                "skipped attributes of extensions: 1"));
        cases.add(of(
                "gpx",
                "documents in UTF-16",
                gpx.replace("encoding=\"UTF-8\"?>", "encoding=\"UTF-8\"?><!DOCTYPE gpx>"),
                "document type"));
        cases.add(new Case(
                "gpx", "documents in UTF-16", "dump.gpx", gpx.getBytes(StandardCharsets.UTF_16), "name says gpx"));
        cases.add(of(
                "nmea",
                "sentences other",
                sample("nmea") + SampleDumps.nmea("PGRME,15.0,M,45.0,M"),
                "skipped PGRME: 1"));
        cases.add(of(
                "nmea",
                "lines with anything in front",
                sample("nmea") + "12:00:00 " + SampleDumps.nmea("GPRMC,060003,A,,,,,,,,,,"),
                "no sentence, but one follows"));
        int[] time = {253, 4, 0x86};
        byte[] untimed = new FitBuilder()
                .define(0, 20, time, new int[] {3, 1, 2})
                .raw(0)
                .number(1_136_000_000L, 4)
                .raw(90)
                .define(1, 20, new int[] {3, 1, 2})
                .raw(1, 91)
                .build();
        cases.add(new Case("fit", "messages without a time", "dump", untimed, "skipped record: 1"));
        byte[] relative = new FitBuilder()
                .define(0, 20, time, new int[] {3, 1, 2})
                .raw(0)
                .number(100, 4)
                .raw(90)
                .raw(0)
                .number(1_136_000_000L, 4)
                .raw(91)
                .build();
        cases.add(
                new Case("fit", "times since power-up", "dump", relative, "counts from power-up, others have a date"));
        // Field 8 of a record packs a speed and a distance into three bytes.
        byte[] packed = new FitBuilder()
                .define(0, 20, time, new int[] {8, 3, 0x0D})
                .raw(0)
                .number(1_136_000_000L, 4)
                .raw(1, 2, 3)
                .build();
        cases.add(new Case("fit", "components packed", "dump", packed, "channel field 8[2]"));
    }

    private static void buses(List<Case> cases) {
        byte[] objects = new BlfBuilder()
                .object(1, 0, BlfBuilder.message(1, 0, 8, 0x100, 1, 2, 3, 4, 5, 6, 7, 8))
                .object(11, 1, new byte[24])
                .containers(0, 1000)
                .build();
        cases.add(new Case("vector-blf", "objects that are no CAN", "dump", objects, "skipped "));
        cases.add(of(
                "peak-trc",
                "bus states",
                sample("peak-trc") + "     13       130.000 ST 1      -    -  -  4    00 00 00 00\n",
                "skipped "));
        String asc = sample("vector-asc");
        cases.add(of(
                "vector-asc",
                "frames of FlexRay",
                asc + "   1.000000 Fr RMSG  0 0 1 1 16 1 0 0\n",
                "skipped FlexRay event: 1"));
        cases.add(of(
                "vector-asc",
                "reassembled J1939TP",
                asc + "   1.000000 1  J1939TP FEE3p 6 0 0 Rx d 2 01 02\n",
                "skipped "));
        cases.add(of("vector-asc", "LIN frames", asc + "   1.000000 L1  2d  Rx  2 4d 7b\n", "L1"));
        String candump = sample("candump");
        cases.add(of("candump", "CAN XL", candump + "(1770664803.000000) can0 12345678##X0102\n", "12345678##X"));
        cases.add(of(
                "candump",
                "differences instead of times",
                " (000.000000)  can0  123   [1]  01\n (000.010000)  can0  123   [1]  01\n (000.009000)  can0  123   [1]  01\n",
                "goes back"));
        cases.add(of("candump", "swapped or binary", candump + " can0  123  [2]  01010101 10101010\n", "01010101"));
    }

    private static void matlab(List<Case> cases) {
        MatBuilder mat = new MatBuilder(ByteOrder.LITTLE_ENDIAN);
        mat.plain(mat.doubles("time", 3, 1, 0, 1, 2)).plain(mat.doubles("speed", 3, 1, 5, 6, 7));
        mat.plain(mat.doubles("lonely", 7, 1, 1, 2, 3, 4, 5, 6, 7));
        mat.plain(mat.matrix("cells", 1, 1, 1, mat.doubles("", 1, 1, 1)));
        mat.plain(mat.matrix("sparse", 5, 1, 1, mat.element(5, mat.ints(0))));
        // An object has no sizes: its name comes next to its flags.
        byte[] flags = mat.element(6, mat.ints(17, 0));
        byte[] name = mat.element(1, "opaque".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer opaque =
                ByteBuffer.allocate(flags.length + name.length).put(flags).put(name);
        mat.plain(mat.element(14, opaque.array()));
        mat.plain(mat.matrix("object", 3, 1, 1));
        byte[] whole = mat.build();
        cases.add(new Case("matlab", "arrays without a time", "dump", whole, "lonely"));
        for (String one : List.of("cells", "sparse", "opaque", "object")) {
            cases.add(new Case("matlab", "tables, timetables", "dump", whole, "'" + one + "' is a"));
        }
        byte[] cut = mat.plain(mat.doubles("late", 3, 1, 1, 2, 3)).build();
        cases.add(new Case("matlab", "the rest of a variable", "dump", Arrays.copyOf(cut, cut.length - 10), "cut"));
        cases.add(of("matlab", "version 7.3", "MATLAB 7.3 MAT-file, Platform" + " ".repeat(200), "7.3"));
        cases.add(new Case("matlab", "version 7.3", "run.mat", new byte[40], "name says matlab"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsNotReadIsNamed(Case one) throws IOException {
        assertThat(everythingSaid(one)).anyMatch(said -> said.contains(one.said()));
    }

    private List<String> everythingSaid(Case one) throws IOException {
        List<String> said = new ArrayList<>();
        DumpFile file = SampleDumps.write(folder, one.name(), one.bytes());
        try {
            Recording read = Recording.of(file, DUMPS.recognise(file));
            read.rejects.forEach(fault -> said.add(fault.message()));
            for (Map.Entry<String, String> entry : read.header.metadata().entrySet()) {
                said.add(entry.getKey() + ": " + entry.getValue());
            }
            read.header.groups().forEach(group -> {
                said.add("group " + group.name());
                group.channels().forEach(channel -> said.add("channel " + channel.name()));
            });
        } catch (DumpException refused) {
            said.add(refused.fault().message());
        }
        return said;
    }

    @Test
    void everyLimitThatAFormatListsHasADumpThatShowsIt() {
        List<Case> cases = cases().toList();
        List<String> unshown = new ArrayList<>();
        for (DumpReader reader : DUMPS.readers()) {
            Set<String> shown = cases.stream()
                    .filter(one -> one.format().equals(reader.format()))
                    .map(Case::limit)
                    .collect(Collectors.toSet());
            reader.notRead().stream()
                    .filter(limit -> NO_CONSTRUCTS.stream().noneMatch(limit::startsWith))
                    .filter(limit -> shown.stream().noneMatch(limit::startsWith))
                    .forEach(limit -> unshown.add(reader.format() + ": " + limit));
        }
        assertThat(unshown).isEmpty();
    }
}
