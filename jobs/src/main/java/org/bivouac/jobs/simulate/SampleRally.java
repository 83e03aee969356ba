package org.bivouac.jobs.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Noise;

/**
 * The small rally of {@code sample-data/}: two years, two stages, two cars, three loggers in each car, a handful of faults
 * and the tables that a debrief of it must come to. The same seed writes the same bytes on any machine.
 */
public final class SampleRally {
    /** The event's name; no real one. */
    public static final String EVENT = "bivouac-rally";

    /** The seed of the rally that ships with the project. */
    public static final long SEED = 42;

    private static final Terrain A = Terrain.ASPHALT;
    private static final double GPS_WAKES_AFTER = 2;

    private static final List<Crew> CREWS = List.of(
            new Crew(2025, "501", "R. Calder", 1.00, 3.4, 3150, 0.372, 1.00, 140),
            new Crew(2025, "502", "M. Okafor", 0.93, 2.5, 3180, 0.372, 1.00, 140),
            new Crew(2026, "501", "R. Calder", 1.00, 3.4, 3120, 0.388, 0.94, 150),
            new Crew(2026, "502", "M. Okafor", 0.95, 2.6, 3140, 0.388, 0.94, 150));

    private final Path out;
    private final SideFiles sideFiles = new SideFiles();
    private final Road[] roads;
    private final Noise noise;

    private SampleRally(Path out, long seed) {
        this.out = out;
        noise = new Noise(seed);
        roads = new Road[] {firstRoad(noise.fork("road 1")), secondRoad(noise.fork("road 2"))};
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

    private static Road firstRoad(Noise noise) {
        return new Road.Builder()
                .section("LIAISON", 22, new Road.Patch(A, 1800))
                .section(
                        "SPECIAL",
                        24,
                        new Road.Patch(Terrain.GRAVEL, 1400),
                        new Road.Patch(Terrain.DIRT, 1500),
                        new Road.Patch(Terrain.SAND, 1200),
                        new Road.Patch(Terrain.GRAVEL, 900))
                .section("LIAISON", 4, new Road.Patch(Terrain.GRAVEL, 300), new Road.Patch(A, 900))
                .build(4100, noise);
    }

    private static Road secondRoad(Noise noise) {
        return new Road.Builder()
                .section("LIAISON", 20, new Road.Patch(A, 1200))
                .section(
                        "SPECIAL",
                        26,
                        new Road.Patch(Terrain.SAND, 1200),
                        new Road.Patch(Terrain.DUNES, 1300),
                        new Road.Patch(Terrain.DIRT, 1100))
                .section("LIAISON", 4, new Road.Patch(A, 1100))
                .build(-1, noise);
    }

    private void write() throws IOException {
        for (Crew crew : CREWS) {
            for (int stage = 1; stage <= roads.length; stage++) {
                drive(crew, stage);
            }
        }
        sideFiles.parts(CREWS);
        sideFiles.limits(List.of(Limit.ALL));
        for (var file : sideFiles.contents().entrySet()) {
            put(file.getKey(), file.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void drive(Crew crew, int stage) throws IOException {
        Road road = roads[stage - 1];
        String key = crew.year() + " " + stage + " " + crew.car();
        Instant planned = Instant.parse(crew.year() + "-01-0" + (3 + stage) + "T0" + (4 + stage) + ":30:00Z");
        Session session =
                new Session(EVENT, "" + stage, crew, crew.car().equals("501") ? planned : planned.plusSeconds(180));
        Drive drive = new Drive(road, crew, mishaps(key), noise.fork(key)).run();
        List<Recording> chassis = record(drive.trace, Sensors.chassis(crew.year()), 0);
        if (key.equals("2026 2 501")) {
            chassis.replaceAll(recording ->
                    recording.sensor().name().equals("Damper Pos RL") ? recording.silent(190, 196) : recording);
        }
        dump(session, "chassis.ld", "motec-ld", LdFile.bytes(session, "ADL3", chassis), chassis, 0);
        List<Recording> engine = engine(session, drive, key);
        List<Recording> gps = record(drive.trace, Sensors.gps(), GPS_WAKES_AFTER);
        byte[] box = TextFiles.vbo(session, session.start().plusSeconds((long) GPS_WAKES_AFTER), gps);
        if (key.equals("2025 2 502")) {
            cut(session, box, gps);
        } else {
            dump(session, "gps.vbo", "vbo", box, gps, 0);
        }
        if (key.equals("2025 1 501")) {
            put(session.folder() + "/gps_again.vbo", box);
            sideFiles.dump(session.folder() + "/gps_again.vbo", "duplicate", "vbo", 0, 0, "the same bytes as gps.vbo");
        }
        if (key.equals("2026 2 502")) {
            unknown(session);
        }
        if (crew.car().equals("501")) {
            sideFiles.plan(session, road, planned);
        }
        List<Recording> all = new ArrayList<>(chassis);
        all.addAll(engine);
        sideFiles.drive(session, drive, all);
    }

    private static List<Mishap> mishaps(String key) {
        return switch (key) {
            case "2025 1 502" -> List.of(new Mishap(Mishap.Kind.OIL_STARVATION, 2600));
            case "2026 1 502" -> List.of(new Mishap(Mishap.Kind.PUNCTURE, 5800));
            case "2026 2 501" -> List.of(new Mishap(Mishap.Kind.FAN_FAILURE, 2400));
            default -> List.of();
        };
    }

    /** Each engine logger writes another format. */
    private List<Recording> engine(Session session, Drive drive, String key) throws IOException {
        Crew crew = session.crew();
        boolean first = crew.car().equals("501");
        if (crew.year() == 2026 && first) {
            List<Recording> engine = record(drive.trace, Sensors.engineBinary(), 0);
            dump(session, "engine.ld", "motec-ld", LdFile.bytes(session, "M150", engine), engine, 0);
            return engine;
        }
        List<Recording> engine = record(drive.trace, Sensors.engineText(crew.year(), first ? "m" : "km"), 0);
        if (key.equals("2026 1 502")) {
            engine.replaceAll(
                    recording -> recording.sensor().name().equals("Oil Temp") ? recording.silent(150, 195) : recording);
        }
        if (first) {
            dump(session, "engine.csv", "motec-csv", TextFiles.i2Csv(session, engine), engine, 0);
        } else {
            boolean comma = crew.year() == 2026;
            byte[] table = TextFiles.table(session, comma ? ';' : ',', comma ? ',' : '.', engine);
            String profile = comma ? "engine-table-comma" : "engine-table";
            dump(session, "engine.csv", profile, table, engine, 0);
        }
        return engine;
    }

    private static List<Recording> record(Trace trace, List<Sensor> sensors, double fromSeconds) {
        List<Recording> recordings = new ArrayList<>();
        for (Sensor sensor : sensors) {
            recordings.add(Recording.of(trace, sensor, fromSeconds));
        }
        return recordings;
    }

    /** The box lost power: its file ends in the middle of a row. */
    private void cut(Session session, byte[] whole, List<Recording> gps) throws IOException {
        int lines = 0;
        int rows = gps.get(0).values().length * 7 / 10;
        int at = new String(whole, StandardCharsets.US_ASCII).indexOf("[data]");
        while (lines <= rows) {
            lines += whole[at++] == '\n' ? 1 : 0;
        }
        put(session.folder() + "/gps.vbo", Arrays.copyOf(whole, at + 31));
        sideFiles.dump(session.folder() + "/gps.vbo", "used", "vbo", rows, 1, "cut in the middle of a row");
    }

    /** A file that no reader knows, in a place where a dump belongs. */
    private void unknown(Session session) throws IOException {
        byte[] bytes = new byte[2048];
        Noise random = noise.fork("unknown");
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.next();
        }
        put(session.folder() + "/ecu-backup.dat", bytes);
        sideFiles.dump(session.folder() + "/ecu-backup.dat", "quarantined", "", 0, 0, "no known format");
    }

    private void dump(
            Session session, String name, String format, byte[] bytes, List<Recording> recordings, int rejected)
            throws IOException {
        put(session.folder() + "/" + name, bytes);
        int rows = recordings.stream()
                .mapToInt(recording -> recording.sensor().rateHz())
                .distinct()
                .map(rate -> recordings.stream()
                        .filter(recording -> recording.sensor().rateHz() == rate)
                        .findFirst()
                        .orElseThrow()
                        .values()
                        .length)
                .sum();
        sideFiles.dump(session.folder() + "/" + name, "used", format, rows, rejected, "");
    }

    private void put(String file, byte[] bytes) throws IOException {
        Path path = out.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }
}
