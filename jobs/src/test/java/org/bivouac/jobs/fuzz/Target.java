package org.bivouac.jobs.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.can.Databases;
import org.bivouac.jobs.dump.can.dbc.Dbc;
import org.bivouac.jobs.dump.can.dbc.DbcException;
import org.bivouac.jobs.dump.can.dbc.DbcMessage;
import org.bivouac.jobs.dump.can.dbc.MessagePlan;
import org.bivouac.jobs.dump.mdf.FormulaPromise;
import org.bivouac.jobs.dump.mdf.Mdf3Seed;
import org.bivouac.jobs.dump.readers.Dumps;
import org.bivouac.jobs.dump.readers.SampleDumps;
import org.bivouac.jobs.dump.readers.SampleDumps.Sample;

/**
 * Something that is given any bytes.
 *
 * @param name the reader's format, {@code dbc} or {@code formula}
 * @param seeds bytes to begin with
 * @param run throws what must not be thrown
 */
record Target(String name, List<byte[]> seeds, Consumer<byte[]> run) {
    /** Rows of a seed: as many as show each kind of line, few enough for thousands of inputs a second. */
    private static final int ROWS = 12;

    private static final List<Sample> SAMPLES = Stream.concat(
                    SampleDumps.of(ROWS).stream(), SampleDumps.unpacked().stream())
            .toList();

    /** A database with what databases can have, which the logs of buses are read with too. */
    static final String DATABASE = """
            VERSION "1"
            NS_ :
            \tCM_
            BS_:
            BU_: A B
            VAL_TABLE_ T -1 "x" 0 "y" ;
            BO_ 256 Mux: 8 A
             SG_ Mode M : 0|4@1+ (1,0) [0|0] "" B
             SG_ In m1M : 4|4@1+ (1,0) [0|0] "" B
             SG_ Leaf m2 : 15|16@0- (0.1,-3) [-5|5] "bar" B
            BO_ 257 Float: 8 A
             SG_ F : 0|32@1- (1,0) [0|0] "" B
             SG_ G : 39|32@0+ (1e-3,0) [0|0] "°C" B
            BO_ 258 Long: 30 A
             SG_ L : 100|13@1+ (1,0) [0|0] "" B
            BO_ 2364540158 EEC1: 8 A
             SG_ Speed : 24|16@1+ (0.125,0) [0|8031.875] "rpm" B
            BO_ 2566841342 EC1: 40 A
             SG_ Point : 96|16@1+ (0.125,0) [0|8031.875] "rpm" B
            BO_TX_BU_ 256 : A,B;
            CM_ "all";
            CM_ SG_ 256 Leaf "a leaf";
            BA_DEF_ BO_ "GenMsgCycleTime" INT 0 9999;
            BA_DEF_ BO_ "VFrameFormat" ENUM "StandardCAN","ExtendedCAN","reserved","J1939PG";
            BA_DEF_DEF_ "GenMsgCycleTime" 10;
            BA_ "VFrameFormat" BO_ 2364540158 3;
            BA_ "VFrameFormat" BO_ 2566841342 3;
            VAL_ 256 Mode 0 "off" 1 "on" ;
            SIG_VALTYPE_ 257 F : 1;
            SG_MUL_VAL_ 256 Leaf In 2-5, 9-9;
            """;

    @Override
    public String toString() {
        return name;
    }

    /** Everything that reads what others wrote. */
    static List<Target> all(Path folder) {
        List<Target> targets = new ArrayList<>();
        Promise promise = new Promise(folder);
        for (DumpReader reader : Dumps.standard(List.of(), databases(folder)).readers()) {
            targets.add(new Target(reader.format(), seeds(reader.format()), bytes -> promise.holds(reader, bytes)));
        }
        targets.add(new Target("dbc", List.of(bytes(DATABASE)), bytes -> Promise.small(() -> database(bytes))));
        targets.add(new Target(
                "formula", FormulaPromise.seeds(), bytes -> Promise.small(() -> FormulaPromise.holds(bytes))));
        return targets;
    }

    private static Databases databases(Path folder) {
        try {
            Path file = folder.resolve("car.dbc");
            Files.writeString(file, DATABASE);
            file.toFile().deleteOnExit();
            return new Databases(List.of(Databases.Entry.of(Databases.ANY, Databases.ANY, file)), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> seeds(String format) {
        List<byte[]> seeds = new ArrayList<>();
        SAMPLES.stream().filter(sample -> sample.format().equals(format)).forEach(sample -> seeds.add(sample.bytes()));
        if (format.equals("mdf4")) {
            seeds.addAll(Mdf4Seeds.all());
        }
        if (format.equals("mdf3")) {
            seeds.add(Mdf3Seed.bytes());
        }
        if (format.equals("ecu-csv")) {
            seeds.add(bytes("Time,Accel Position,Boost,RPM,Vehicle Speed\n0,1.5,2,3000,40\n0.1,1.5,2,3010,41"));
        }
        if (format.equals("candump")) {
            seeds.add(bytes("""
                    (1770664802.000000) can0 100#1234567890ABCDEF
                    (1770664802.010000) can0 102#101E620101020304
                    (1770664802.020000) can0 102#2105060708090A0B
                    (1770664802.030000) can0 0CF00400#FFFFFF6813FFFFFF
                    (1770664802.040000) can0 18ECFF00#20150003FFE3FE00
                    (1770664802.050000) can0 18EBFF00#0101020304050607
                    (1770664802.060000) can1 7E8#04410C1AF8AAAAAA
                    (1770664802.070000) can1 101##31122334455667788
                    (1770664802.080000) can1 101#R
                    """));
        }
        return seeds;
    }

    private static void database(byte[] bytes) {
        try {
            Dbc dbc = Dbc.of(bytes);
            for (DbcMessage message : dbc.messages()) {
                MessagePlan plan = new MessagePlan(message);
                double[][] numbers = new double[plan.signals().size()][1];
                String[][] texts = new String[plan.signals().size()][1];
                for (int length : new int[] {message.length(), 8, 0}) {
                    plan.decode(new byte[length], length, numbers, texts, 0);
                }
            }
        } catch (DbcException refused) {
            if (refused.line() < 1 || refused.getMessage().isEmpty()) {
                throw new AssertionError("a refusal names the line", refused);
            }
        }
    }
}
