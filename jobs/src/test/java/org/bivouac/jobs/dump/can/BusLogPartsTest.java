package org.bivouac.jobs.dump.can;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.Told;
import org.bivouac.jobs.dump.can.asc.AscSource;
import org.bivouac.jobs.dump.can.blf.BlfBuilder;
import org.bivouac.jobs.dump.can.blf.BlfSource;
import org.bivouac.jobs.dump.can.candump.CandumpSource;
import org.bivouac.jobs.dump.can.trc.TrcSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A log of buses read in parts says what it says when it is read whole, however its long messages lie to the cuts. */
class BusLogPartsTest {
    private static final int FRAMES = 220;
    private static final HexFormat HEX = HexFormat.of().withUpperCase().withDelimiter(" ");

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 3);
    }

    /** A frame to write. */
    private record Sent(long micros, int bus, int id, boolean extended, byte[] data) {}

    /** Frames of two buses, among them long messages of both protocols that overlap, break off and lack their beginnings. */
    private static List<Sent> frames(Random random) {
        List<Sent> frames = new ArrayList<>();
        long micros = 0;
        int[] left = new int[2];
        int[] next = new int[2];
        int packet = 0;
        for (int i = 0; i < FRAMES; i++) {
            micros += random.nextInt(9) == 0 ? 0 : 400 + random.nextInt(9_000);
            int bus = random.nextInt(2);
            byte[] data = new byte[8];
            random.nextBytes(data);
            switch (random.nextInt(7)) {
                case 0 -> {
                    byte[] reply = {3, 0x41, 0x0C, data[0], data[1], 0, 0, 0};
                    frames.add(new Sent(micros, bus, 0x7E9, false, reply));
                }
                case 1, 2 -> {
                    // A reply of service 01 in many frames, of which one may be lost.
                    boolean begins = left[bus] <= 0;
                    if (begins) {
                        left[bus] = 6 + 7 * (1 + random.nextInt(4));
                        System.arraycopy(new byte[] {0x10, (byte) left[bus], 0x41, 0x0C}, 0, data, 0, 4);
                        next[bus] = 1;
                        left[bus] -= 6;
                    } else {
                        data[0] = (byte) (0x20 | (next[bus]++ & 15));
                        left[bus] -= 7;
                    }
                    if (random.nextInt(12) > 0) {
                        frames.add(new Sent(micros, bus, 0x7E8, false, data));
                    }
                }
                case 3, 4 -> {
                    if (packet == 0) {
                        data = new byte[] {32, 20, 0, 3, (byte) 0xFF, 0x00, (byte) 0xFF, 0};
                    } else {
                        data[0] = (byte) packet;
                    }
                    int id = packet == 0 ? 0x1CECFF05 : 0x1CEBFF05;
                    if (random.nextInt(15) > 0) {
                        frames.add(new Sent(micros, 0, id, true, data));
                    }
                    packet = (packet + 1) % 4;
                }
                case 5 -> frames.add(new Sent(micros, bus, 0x100 + random.nextInt(3), false, data));
                default -> {
                    byte[] some = new byte[random.nextInt(9)];
                    frames.add(new Sent(micros, bus, 0x200, false, some));
                }
            }
        }
        return frames;
    }

    private Databases databases() throws IOException {
        Path file = Files.writeString(folder.resolve("car.dbc"), """
                VERSION ""
                BS_:
                BU_: X
                BO_ 512 Short: 8 X
                 SG_ A : 0|8@1+ (1,0) [0|100] "km/h" X
                 SG_ B : 32|16@1- (0.1,0) [0|0] "" X
                 SG_ C : 56|16@1+ (1,0) [0|0] "" X

                BO_ 2566848773 Long: 20 X
                 SG_ D : 100|16@1+ (1,0) [0|0] "" X

                BA_DEF_ BO_ "VFrameFormat" ENUM "StandardCAN","ExtendedCAN","reserved","J1939PG";
                BA_DEF_DEF_ "VFrameFormat" "StandardCAN";
                BA_ "VFrameFormat" BO_ 2566848773 3;
                """);
        return new Databases(List.of(Databases.Entry.of(Databases.ANY, Databases.ANY, file)), null);
    }

    private static String candump(Random random, List<Sent> frames) {
        StringBuilder text = new StringBuilder();
        for (Sent frame : frames) {
            text.append(String.format(
                    Locale.ROOT,
                    frame.extended ? "(%d.%06d) can%d %08X#%s\n" : "(%d.%06d) can%d %03X#%s\n",
                    1_770_664_802L + frame.micros / 1_000_000,
                    frame.micros % 1_000_000,
                    frame.bus,
                    frame.id,
                    HexFormat.of().withUpperCase().formatHex(frame.data)));
            text.append(odd(random, "(1770664802.5) can0 12"));
        }
        return text.toString();
    }

    /** Now and then a line that is no frame. */
    private static String odd(Random random, String refused) {
        return switch (random.nextInt(60)) {
            case 0 -> "\n";
            case 1 -> refused + "\n";
            case 2 -> refused + "\n" + refused + "\n";
            case 3 -> "\u0000\u0000\n";
            default -> "";
        };
    }

    private static String asc(Random random, List<Sent> frames, boolean relative) {
        StringBuilder text = new StringBuilder("date Mon Feb 9 19:20:02.050 2026\nbase hex  timestamps "
                + (relative ? "relative" : "absolute") + "\nBegin Triggerblock\n");
        long before = 0;
        for (Sent frame : frames) {
            long micros = relative ? frame.micros - before : frame.micros;
            before = frame.micros;
            text.append(String.format(
                    Locale.ROOT,
                    "%d.%06d %d %X%s Rx d %d %s\n",
                    micros / 1_000_000,
                    micros % 1_000_000,
                    frame.bus + 1,
                    frame.id,
                    frame.extended ? "x" : "",
                    frame.data.length,
                    HEX.formatHex(frame.data)));
            text.append(odd(random, "5 bad"));
            text.append(random.nextInt(70) == 0 ? "// a comment\n" : "");
            if (random.nextInt(40) == 0) {
                text.append(relative ? "0.000000" : String.format(Locale.ROOT, "%.6f", before / 1e6))
                        .append(" 1 Statistic: D 1\n");
            }
        }
        return text.append("End TriggerBlock\n").toString();
    }

    private static String trc(Random random, List<Sent> frames) {
        StringBuilder text =
                new StringBuilder(";$FILEVERSION=2.1\n;$STARTTIME=46062.80558\n;$COLUMNS=N,O,T,B,I,d,R,L,D\n;\n");
        for (Sent frame : frames) {
            text.append(String.format(
                    Locale.ROOT,
                    frame.extended ? "1 %.3f DT %d %08X Rx - %d %s\n" : "1 %.3f DT %d %04X Rx - %d %s\n",
                    frame.micros / 1e3,
                    frame.bus + 1,
                    frame.id,
                    frame.data.length,
                    HEX.formatHex(frame.data)));
            text.append(odd(random, "7 x"));
        }
        return text.toString();
    }

    private static byte[] blf(Random random, List<Sent> frames) {
        BlfBuilder log = new BlfBuilder();
        for (Sent frame : frames) {
            int[] data = new int[8];
            for (int i = 0; i < frame.data.length; i++) {
                data[i] = frame.data[i];
            }
            int id = frame.extended ? frame.id | 0x80000000 : frame.id;
            byte[] body = BlfBuilder.message(frame.bus + 1, 0, frame.data.length, id, data);
            log.object(random.nextInt(50) == 0 ? 65 : 1, frame.micros * 1000, body);
            if (random.nextInt(50) == 0) {
                log.object(1, 9, 0, body);
            }
        }
        byte[] bytes = log.containers(2, 1500).build();
        // Some containers are damaged.
        for (int i = 0; i < 3; i++) {
            bytes[1000 + random.nextInt(bytes.length - 1000)] ^= 0x10;
        }
        return bytes;
    }

    private void requirePartsAreTheWhole(FrameSource source, byte[] log, int atLeast) throws IOException {
        Path path = Files.write(folder.resolve("log"), log);
        DumpFile file = new DumpFile(path, "log", log.length);
        BusLogReader reader = new BusLogReader(source, databases());
        Told whole = Told.whole(reader, file);
        assertThat(whole.rejects).isNotEmpty();
        assertThat(whole.rows.size()).isGreaterThan(3);
        int most = 0;
        for (long wanted : new long[] {1, 300, log.length / 5, log.length}) {
            Told parts = Told.parts(reader, file, wanted);
            parts.requireEqual(whole, log.length);
            most = Math.max(most, parts.parts());
        }
        assertThat(most).isGreaterThanOrEqualTo(atLeast);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void candump(long seed) throws IOException {
        Random random = new Random(seed);
        requirePartsAreTheWhole(new CandumpSource(), bytes(candump(random, frames(random))), 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ascWithTimesThatCountFromTheStartOrFromTheEventBefore(long seed) throws IOException {
        Random random = new Random(seed);
        requirePartsAreTheWhole(new AscSource(), bytes(asc(random, frames(random), false)), 60);
        requirePartsAreTheWhole(new AscSource(), bytes(asc(random, frames(random), true)), 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void trc(long seed) throws IOException {
        Random random = new Random(seed);
        requirePartsAreTheWhole(new TrcSource(), bytes(trc(random, frames(random))), 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void blfWithObjectsThatReachFromOneContainerIntoTheNext(long seed) throws IOException {
        Random random = new Random(seed);
        requirePartsAreTheWhole(new BlfSource(), blf(random, frames(random)), 4);
    }

    /** What a clock that was set means, only the whole log can tell. */
    @Test
    void aLogWhoseClockStepsIsNotCut() throws IOException {
        Random random = new Random(9);
        String log = candump(random, frames(random));
        byte[] twice = bytes(log + log);
        DumpFile file = new DumpFile(Files.write(folder.resolve("log"), twice), "log", twice.length);
        BusLogReader reader = new BusLogReader(new CandumpSource(), databases());

        assertThat(reader.parts(file, 500)).hasSize(1);
        Told.parts(reader, file, 500).requireEqual(Told.whole(reader, file), twice.length);
    }

    @Test
    void partsAreAboutAsLargeAsWanted() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            log.append(String.format(Locale.ROOT, "(%.6f) can0 123#00112233\n", i / 100.0));
        }
        byte[] bytes = bytes(log.toString());
        DumpFile file = new DumpFile(Files.write(folder.resolve("log"), bytes), "log", bytes.length);

        assertThat(new BusLogReader(new CandumpSource(), databases()).parts(file, bytes.length / 14))
                .hasSize(7)
                .allSatisfy(part -> assertThat((double) part.to() - part.from())
                        .isBetween(0.9 * bytes.length / 7, 1.1 * bytes.length / 7));
    }
}
