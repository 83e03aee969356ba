package org.bivouac.jobs.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.simulate.car.Drive;
import org.bivouac.jobs.simulate.car.DriveOrder;
import org.bivouac.jobs.simulate.car.DriveTruth;
import org.bivouac.jobs.simulate.dumps.DumpFormat;
import org.bivouac.jobs.simulate.dumps.LoggerClock;
import org.bivouac.jobs.simulate.dumps.Mdf4Layout;
import org.bivouac.jobs.simulate.ground.Noise;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.rally.Drives;
import org.bivouac.jobs.simulate.rally.OrganiserFiles;
import org.bivouac.jobs.simulate.rally.PlanFolder;
import org.bivouac.jobs.simulate.rally.RallyPlan;

/**
 * The small rally of {@code sample-data/}: the built-in plan {@code sample} in two years, two stages, two cars, three loggers
 * in each car, a handful of faults and the tables that a debrief of it must come to. The same seed writes the same bytes on
 * any machine.
 */
public final class SampleRally {
    /** The event's name; no real one. */
    public static final String EVENT = "bivouac-rally";

    /** The seed of the rally that ships with the project. */
    public static final long SEED = 42;

    private static final int GPS_WAKES_AFTER = 2;

    private final Path out;
    private final long seed;
    private final RallyPlan plan = PlanFolder.read("sample");
    private final SideFiles sideFiles = new SideFiles();

    private SampleRally(Path out, long seed) {
        this.out = out;
        this.seed = seed;
    }

    /**
     * Writes the rally below a folder: dumps in {@code <year>/<event>/<stage>/<car>/}, the side files, and the expected
     * tables in {@code expected/}. Files that are there already are replaced, others are left.
     *
     * @param out the folder; made if absent
     * @param seed of all random numbers; {@link #SEED} gives the rally that ships with the project
     * @throws IOException if a file cannot be written
     */
    public static void write(Path out, long seed) throws IOException {
        new SampleRally(out, seed).write();
    }

    private void write() throws IOException {
        for (int year = 2025; year <= 2026; year++) {
            for (int car = 0; car < plan.cars().size(); car++) {
                for (int stage = 0; stage < plan.stages().size(); stage++) {
                    drive(Drives.order(plan, seed, year, stage, car));
                }
            }
            sideFiles.parts(year, plan.cars());
        }
        sideFiles.limits(List.of(Limit.ALL));
        OrganiserFiles organiser = new OrganiserFiles(plan, List.of(2025, 2026), "sample rally");
        put("plan.csv", organiser.sections().getBytes(StandardCharsets.UTF_8));
        put("road-book.csv", organiser.roadBook().getBytes(StandardCharsets.UTF_8));
        for (var file : sideFiles.contents().entrySet()) {
            put(file.getKey(), file.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void drive(DriveOrder order) throws IOException {
        Outing outing = order.outing();
        String key = outing.year() + " " + outing.stage() + " " + outing.car();
        Trace trace = new Trace(Drives.noise(seed, outing).fork("sensors"));
        DriveTruth truth = Drive.run(order, trace);
        List<Recording> chassis = record(trace, Sensors.chassis(outing.year()), 0);
        if (key.equals("2026 2 501")) {
            chassis.replaceAll(recording ->
                    recording.sensor().name().equals("Damper Pos RL") ? recording.silent(190, 196) : recording);
        }
        dump(outing, "chassis", "ADL3", DumpFormat.MOTEC_LD, "motec-ld", chassis);
        List<Recording> engine = engine(outing, trace, key);
        gps(outing, trace, key);
        if (key.equals("2026 2 502")) {
            unknown(outing);
        }
        List<Recording> all = new ArrayList<>(chassis);
        all.addAll(engine);
        sideFiles.drive(order, truth, all);
    }

    /** Each engine logger writes another format. */
    private List<Recording> engine(Outing outing, Trace trace, String key) throws IOException {
        boolean first = outing.car().equals("501");
        if (outing.year() == 2026 && first) {
            List<Recording> engine = record(trace, Sensors.engineBinary(), 0);
            dump(outing, "engine", "M150", DumpFormat.MOTEC_LD, "motec-ld", engine);
            return engine;
        }
        List<Recording> engine = record(trace, Sensors.engineText(outing.year(), first ? "m" : "km"), 0);
        if (key.equals("2026 1 502")) {
            engine.replaceAll(
                    recording -> recording.sensor().name().equals("Oil Temp") ? recording.silent(150, 195) : recording);
        }
        if (first) {
            dump(outing, "engine", "ADL", DumpFormat.MOTEC_CSV, "motec-csv", engine);
        } else if (outing.year() == 2026) {
            dump(outing, "engine", "ADL", DumpFormat.CSV_SEMICOLON, "engine-table-comma", engine);
        } else {
            dump(outing, "engine", "ADL", DumpFormat.CSV, "engine-table", engine);
        }
        return engine;
    }

    private void gps(Outing outing, Trace trace, String key) throws IOException {
        List<Recording> gps = record(trace, Sensors.gps(), GPS_WAKES_AFTER);
        Outing awake = new Outing(
                outing.year(),
                outing.event(),
                outing.stage(),
                outing.car(),
                outing.driver(),
                outing.start().plusSeconds(GPS_WAKES_AFTER),
                outing.zone());
        String file = outing.folder() + "/gps.vbo";
        write(awake, new Logger("gps", "vbo", "VB", channels(gps, "vbo")), DumpFormat.VBO, gps);
        if (key.equals("2025 2 502")) {
            cut(file, gps);
        } else {
            sideFiles.dump(file, "used", "vbo", rows(gps), 0, "");
        }
        if (key.equals("2025 1 501")) {
            put(outing.folder() + "/gps_again.vbo", Files.readAllBytes(out.resolve(file)));
            sideFiles.dump(outing.folder() + "/gps_again.vbo", "duplicate", "vbo", 0, 0, "the same bytes as gps.vbo");
        }
    }

    private static List<Recording> record(Trace trace, List<Sensor> sensors, int fromSeconds) {
        List<Recording> recordings = new ArrayList<>();
        for (Sensor sensor : sensors) {
            recordings.add(Recording.of(trace, sensor, fromSeconds));
        }
        return recordings;
    }

    /** The box lost power: its file ends in the middle of a row. */
    private void cut(String file, List<Recording> gps) throws IOException {
        byte[] whole = Files.readAllBytes(out.resolve(file));
        int lines = 0;
        int rows = rows(gps) * 7 / 10;
        int at = new String(whole, StandardCharsets.US_ASCII).indexOf("[data]");
        while (lines <= rows) {
            lines += whole[at++] == '\n' ? 1 : 0;
        }
        put(file, Arrays.copyOf(whole, at + 31));
        sideFiles.dump(file, "used", "vbo", rows, 1, "cut in the middle of a row");
    }

    /** A file that no reader knows, in a place where a dump belongs. */
    private void unknown(Outing outing) throws IOException {
        byte[] bytes = new byte[2048];
        Noise random = new Noise(seed).fork("unknown");
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.next();
        }
        put(outing.folder() + "/ecu-backup.dat", bytes);
        sideFiles.dump(outing.folder() + "/ecu-backup.dat", "quarantined", "", 0, 0, "no known format");
    }

    private void dump(
            Outing outing, String name, String device, DumpFormat format, String reader, List<Recording> recordings)
            throws IOException {
        Logger logger = new Logger(name, format.text(), device, channels(recordings, format.text()));
        write(outing, logger, format, recordings);
        String file = outing.folder() + "/" + format.fileName(logger);
        sideFiles.dump(file, "used", reader, rows(recordings), 0, "");
    }

    private void write(Outing outing, Logger logger, DumpFormat format, List<Recording> recordings) throws IOException {
        Path folder = out.resolve(outing.folder());
        Files.createDirectories(folder);
        Path file = folder.resolve(format.fileName(logger));
        double[][] values = recordings.stream().map(Recording::values).toArray(double[][]::new);
        int seconds = values[0].length / recordings.get(0).sensor().rateHz();
        try (DumpWriter writer = format.open(file, outing, logger, LoggerClock.RIGHT, Mdf4Layout.Ending.FINALISED)) {
            writer.write(values, seconds);
        }
    }

    private static List<LoggedChannel> channels(List<Recording> recordings, String format) {
        return recordings.stream().map(recording -> recording.logged(format)).toList();
    }

    /** Sample instants, summed over the groups of equal rate. */
    private static int rows(List<Recording> recordings) {
        return recordings.stream()
                .mapToInt(recording -> recording.sensor().rateHz())
                .distinct()
                .map(rate -> recordings.stream()
                        .filter(recording -> recording.sensor().rateHz() == rate)
                        .findFirst()
                        .orElseThrow()
                        .values()
                        .length)
                .sum();
    }

    private void put(String file, byte[] bytes) throws IOException {
        Path path = out.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }
}
