package org.bivouac.jobs.dump.readers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bivouac.jobs.dump.DumpFile;

/** Small dumps of every format, built in code. */
public final class SampleDumps {
    /** One format's dump: the file's bytes and an extension. */
    public record Sample(String format, String extension, byte[] bytes) {
        @Override
        public String toString() {
            return format;
        }
    }

    private SampleDumps() {}

    /** One sample of each format. */
    public static List<Sample> all() {
        return of(300);
    }

    /** One sample of each format with about so many rows. */
    public static List<Sample> of(int rows) {
        List<Sample> all = new ArrayList<>(List.of(
                bivouac(rows),
                accessport(rows),
                carobd(rows),
                fourDrivers(rows),
                motecCsv(rows),
                raceChrono(rows),
                text("vbo", "vbo", vbo("01/08/2025 @ 14:00:12", rows, 0)),
                ld(rows),
                gpx(rows),
                nmea(rows),
                fit(rows),
                matlab(rows),
                aim(rows),
                darab(rows),
                pi(rows)));
        all.addAll(BusLogSamples.of(rows));
        return all;
    }

    /** Small dumps whose bytes are not packed, so that a changed byte is a changed value. */
    public static List<Sample> unpacked() {
        MatBuilder mat = new MatBuilder(ByteOrder.BIG_ENDIAN);
        mat.plain(mat.doubles("time", 12, 1, LdBuilder.ramp(12)));
        mat.plain(mat.struct(
                "car",
                new String[] {"speed", "gear"},
                mat.doubles("", 12, 1, LdBuilder.ramp(12)),
                mat.matrix("", 12, 1, 12, mat.element(5, mat.ints(0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0)))));
        return List.of(new Sample("matlab", "mat", mat.build()), BusLogSamples.unpacked());
    }

    /** Writes a dump to a folder. */
    public static DumpFile write(Path folder, String name, byte[] bytes) throws IOException {
        Path path = folder.resolve(name);
        Files.write(path, bytes);
        return new DumpFile(path, name, bytes.length);
    }

    /** Writes a dump of text. */
    public static DumpFile write(Path folder, String name, String text) throws IOException {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Sample text(String format, String extension, String text) {
        return new Sample(format, extension, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** The exchange format, 100 Hz. */
    public static Sample bivouac(int rows) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("time_s,Engine Speed [rpm],Damper FL [mm],Coolant [degC],Gear\n");
        for (int i = 0; i < rows; i++) {
            text.append(number(i / 100.0, 2))
                    .append(',')
                    .append(number(800 + random.nextInt(6000), 0))
                    .append(',')
                    .append(number(random.nextGaussian() * 40, 3))
                    .append(',')
                    .append(i % 7 == 0 ? "" : number(88 + random.nextDouble(), 1))
                    .append(',')
                    .append(random.nextInt(7))
                    .append('\n');
        }
        return text("bivouac-csv", "csv", text.toString());
    }

    private static Sample accessport(int rows) {
        Random random = new Random(8);
        StringBuilder text = new StringBuilder("Time (sec),Accel Position (%),RPM (RPM),AP Info:[AP3-SUB]\n");
        double time = 0;
        for (int i = 0; i < rows; i++) {
            text.append(number(time, 3)).append(',').append(number(random.nextDouble() * 100, 1));
            text.append(',').append(700 + random.nextInt(5000)).append(",0\n");
            time += 0.02 + random.nextDouble() * 0.1;
        }
        return text("cobb-accessport", "csv", text.toString());
    }

    private static Sample carobd(int rows) {
        StringBuilder text = new StringBuilder("ENGINE_RUN_TINE (),ENGINE_RPM (),VEHICLE_SPEED ()\r\n");
        Random random = new Random(9);
        for (int i = 0; i < rows; i++) {
            text.append(number(Math.floor(i / 3.0), 6)).append(", ").append(number(random.nextDouble() * 3000, 6));
            text.append(", ").append(number(random.nextInt(90), 6)).append(",\r\n");
        }
        return text("obd-carobd", "csv", text.toString());
    }

    private static Sample fourDrivers(int rows) {
        StringBuilder text = new StringBuilder("ord;TIME;VEHICLE_ID;ENGINE_LOAD;ENGINE_RUNTIME;aqui\n");
        for (int i = 0; i < rows; i++) {
            text.append(i + 1)
                    .append(";1,51E+12;car ")
                    .append(i / 100)
                    .append(';')
                    .append(i % 100)
                    .append(",10;00:");
            text.append(
                    String.format(Locale.ROOT, "%02d:%02d;%n", i / 60, i % 60).replace("\r", ""));
        }
        return text("obd-4drivers", "csv", text.toString());
    }

    private static Sample motecCsv(int rows) {
        StringBuilder text = new StringBuilder("""
                "Format","MoTeC CSV File",,,"Workbook",""
                "Device","ADL"
                "Log Date","2023-03-30",,,"Origin Time","0.000","s"
                "Log Time","5:26:02 PM"
                "Sample Rate","10.000","Hz"


                "Time","Engine RPM","Brake Press"
                "s","rpm","bar"


                """.replace("\n", "\r\n"));
        Random random = new Random(10);
        for (int i = 0; i < rows; i++) {
            text.append('"')
                    .append(number(i / 10.0, 3))
                    .append("\",\"")
                    .append(random.nextInt(8000))
                    .append("\",\"");
            text.append(number(random.nextDouble() * 50, 2)).append("\"\r\n");
        }
        return text("motec-csv", "csv", text.toString());
    }

    private static Sample raceChrono(int rows) {
        StringBuilder text = new StringBuilder("""
                This file is created using RaceChrono Pro v9.1.3
                Format,3
                Session title,"Test, one"

                timestamp,lap_number,speed,speed
                unix time,,m/s,m/s
                ,,100: gps,calc
                """.replace("\n", "\r\n"));
        for (int i = 0; i < rows; i++) {
            text.append(number(1770664802.05 + i * 0.05, 2))
                    .append(",,")
                    .append(number(i * 0.1, 4))
                    .append(',');
            text.append(i % 20 == 0 ? number(i * 0.1, 2) : "").append("\r\n");
        }
        return text("racechrono-csv", "csv", text.toString());
    }

    /**
     * A VBOX log at 25 Hz that begins at 23:59:58 UTC and repeats a row.
     *
     * @param created what the first line says
     * @param repeated index of the row to repeat, 0 for none
     */
    public static String vbo(String created, int rows, int repeated) {
        StringBuilder text = new StringBuilder("""
                File created on %s

                [header]
                satellites
                time
                latitude
                longitude
                Speed
                Temp

                [channel units]
                kmh
                (null)

                [comments]
                Type   : VBVDHD2

                [column names]
                sats time lat long Speed Ambient_Temperature\s

                [data]
                """.formatted(created).replace("\n", "\r\n"));
        for (int i = 0; i < rows; i++) {
            int millis = (86_398_000 + 40 * i) % 86_400_000;
            String row = String.format(
                    Locale.ROOT,
                    "011 %02d%02d%02d.%03d %+013.8f %+014.8f %s -4.000000E+01\r%n",
                    millis / 3_600_000,
                    millis / 60_000 % 60,
                    millis / 1000 % 60,
                    millis % 1000,
                    2627.803266 - i * 0.00025,
                    5279.384856,
                    "+1.2080" + i % 10 + "E+02");
            text.append(row).append(repeated == i && i > 0 ? row : "");
        }
        return text.toString();
    }

    private static Sample gpx(int rows) {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <gpx xmlns="http://www.topografix.com/GPX/1/1" creator="a logger" version="1.1"
                     xmlns:t="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">
                <trk><name>Stage 3</name><trkseg>
                """);
        for (int i = 0; i < rows; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "<trkpt lat=\"%.6f\" lon=\"%.6f\"><ele>%d</ele><time>2026-01-05T06:%02d:%02dZ</time><extensions>"
                            + "<t:TrackPointExtension><t:speed>%.2f</t:speed></t:TrackPointExtension></extensions></trkpt>",
                    24.5 + i * 1e-4,
                    46.6 - i * 1e-4,
                    600 + random.nextInt(50),
                    i / 60,
                    i % 60,
                    random.nextDouble() * 40));
            text.append(i < rows - 1 ? "\n" : "</trkseg></trk></gpx>\n");
        }
        return text("gpx", "gpx", text.toString());
    }

    private static Sample nmea(int rows) {
        StringBuilder text = new StringBuilder(nmea("GPTXT,01,01,02,ready"));
        for (int i = 0; i < rows / 2; i++) {
            String time = String.format(Locale.ROOT, "0600%02d.%d0", i / 10 % 60, i % 10);
            String position = String.format(Locale.ROOT, "2430.%04d,N,04636.%04d,E", 1000 + 7 * i, 9000 - 11 * i);
            text.append(nmea("GPRMC," + time + ",A," + position + "," + i % 90 + ".5,271.25,050126,2.1,E,A"))
                    .append(nmea("GPGGA," + time + "," + position + ",1,09,0.9,612." + i % 10 + ",M,-12.0,M,,"));
        }
        return text("nmea", "nmea", text.toString());
    }

    /** A sentence with its checksum and line end. */
    public static String nmea(String sentence) {
        int sum = 0;
        for (int i = 0; i < sentence.length(); i++) {
            sum ^= sentence.charAt(i);
        }
        return String.format(Locale.ROOT, "$%s*%02X\r%n", sentence, sum);
    }

    private static Sample fit(int rows) {
        FitBuilder fit = new FitBuilder()
                .define(0, 20, new int[] {253, 4, 0x86}, new int[] {0, 4, 0x85}, new int[] {1, 4, 0x85}, new int[] {
                    73, 4, 0x86
                });
        for (int i = 0; i < rows; i++) {
            fit.raw(0).number(1_136_000_000L + i, 4).number(292_300_000L + 500L * i, 4);
            fit.number(556_000_000L - 500L * i, 4).number(10_000L + 7L * i, 4);
        }
        return new Sample("fit", "fit", fit.build());
    }

    private static Sample matlab(int rows) {
        Random random = new Random(12);
        double[] time = new double[rows];
        double[] travel = new double[2 * rows];
        for (int i = 0; i < rows; i++) {
            time[i] = i / 100.0;
            travel[i] = random.nextGaussian() * 40;
            travel[rows + i] = random.nextGaussian() * 30;
        }
        MatBuilder mat = new MatBuilder(ByteOrder.LITTLE_ENDIAN);
        mat.packed(mat.doubles("time", rows, 1, time)).packed(mat.doubles("travel", rows, 2, travel));
        return new Sample(
                "matlab",
                "mat",
                mat.packed(mat.doubles("twice", 1, rows, LdBuilder.ramp(rows))).build());
    }

    private static Sample aim(int rows) {
        StringBuilder text = new StringBuilder("""
                "Format","AiM CSV File"
                "Session","Stage 3"
                "Vehicle","Buggy"
                "Date","Monday, January 5, 2026"
                "Time","9:30 AM"
                "Sample Rate","20"
                "Duration","14.95"
                "Beacon Markers","5.1","10.2"

                "Time","GPS Speed","RPM"
                "s","km/h","rpm"

                """.replace("\n", "\r\n"));
        for (int i = 0; i < rows; i++) {
            text.append(String.format(
                    Locale.ROOT, "\"%.3f\",\"%.2f\",\"%d\"\r%n", i / 20.0, 40 + i % 70 * 0.5, 1000 + 7 * i));
        }
        return text("aim-csv", "csv", text.toString());
    }

    private static Sample darab(int rows) {
        StringBuilder text = new StringBuilder("""
                # BOSCH-DARAB extract file created 01.05.2026 19:00:00
                #
                # Data from source file "stage3"
                #
                xtime       [s]\tnmot      [rpm]\tdamper_fl  [mm]
                """);
        for (int i = 0; i < rows; i++) {
            text.append(String.format(Locale.ROOT, "%15.2f\t%15d\t%15.3f%n", i / 100.0, 900 + 11 * i, i % 60 * 0.25));
        }
        return text("windarab-text", "txt", text.toString());
    }

    private static Sample pi(int rows) {
        StringBuilder text = new StringBuilder("""
                PiToolboxVersionedASCIIDataSet
                Version\t2

                {OutingInformation}
                CarName\t501
                FirstLapNumber\t0

                {ChannelBlock}
                Time\tnEngine[rpm]\t*pBrakeF[bar]
                """.replace("\n", "\r\n"));
        for (int i = 0; i < rows; i++) {
            text.append(String.format(Locale.ROOT, "%.2f\t%d.0\t%.2f\r%n", i / 50.0, 1500 + 3 * i, i % 30 * 1.5));
        }
        return text("pi-text", "txt", text.toString());
    }

    private static Sample ld(int rows) {
        return new Sample(
                "motec-ld",
                "ld",
                new LdBuilder()
                        .channel(
                                new LdBuilder.Spec("Engine RPM", "rpm", 3, 2, 100, 0, 1, 1, 0),
                                LdBuilder.ramp(7 * rows / 3))
                        .channel(
                                new LdBuilder.Spec("G Force Lat", "G", 3, 2, 100, 0, 1, 1, 2),
                                LdBuilder.ramp(7 * rows / 3))
                        .channel(
                                new LdBuilder.Spec("GPS Speed", "m/s", 7, 4, 10, 0, 1, 1, 0),
                                LdBuilder.ramp(7 * rows / 30))
                        .build());
    }

    /** Writes {@code .ld} files. */
    public static final class LdBuilder {
        /** A channel block's fields. */
        public record Spec(
                String name,
                String unit,
                int type,
                int size,
                int rateHz,
                int shift,
                int multiplier,
                int scale,
                int decimals) {}

        private static final int FIRST = 2000;
        private final List<Spec> specs = new ArrayList<>();
        private final List<double[]> values = new ArrayList<>();

        /** 0, 1, 2 … */
        public static double[] ramp(int length) {
            double[] ramp = new double[length];
            for (int i = 0; i < length; i++) {
                ramp[i] = i;
            }
            return ramp;
        }

        /** Adds a channel with raw values. */
        public LdBuilder channel(Spec spec, double[] raw) {
            specs.add(spec);
            values.add(raw);
            return this;
        }

        /** The file, filled up with 100 zero bytes behind each channel. */
        public byte[] build() {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            int dataStart = FIRST + 124 * specs.size();
            ByteBuffer head = ByteBuffer.allocate(dataStart).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(0, 0x40).putInt(8, FIRST).putInt(86, specs.size());
            head.put(74, "ADL".getBytes(StandardCharsets.US_ASCII));
            head.put(94, "30/03/2023".getBytes(StandardCharsets.US_ASCII));
            head.put(126, "17:26:02".getBytes(StandardCharsets.US_ASCII));
            head.put(158, "L. TANG".getBytes(StandardCharsets.US_ASCII));
            for (int c = 0; c < specs.size(); c++) {
                Spec spec = specs.get(c);
                int at = FIRST + 124 * c;
                head.putInt(at + 4, c + 1 < specs.size() ? at + 124 : 0);
                head.putInt(at + 8, dataStart + data.size()).putInt(at + 12, values.get(c).length);
                head.putShort(at + 18, (short) spec.type()).putShort(at + 20, (short) spec.size());
                head.putShort(at + 22, (short) spec.rateHz()).putShort(at + 24, (short) spec.shift());
                head.putShort(at + 26, (short) spec.multiplier()).putShort(at + 28, (short) spec.scale());
                head.putShort(at + 30, (short) spec.decimals());
                head.put(at + 32, spec.name().getBytes(StandardCharsets.US_ASCII));
                head.put(at + 72, spec.unit().getBytes(StandardCharsets.US_ASCII));
                ByteBuffer samples =
                        ByteBuffer.allocate(spec.size() * values.get(c).length).order(ByteOrder.LITTLE_ENDIAN);
                for (double value : values.get(c)) {
                    if (spec.type() == 7) {
                        samples.putFloat((float) value);
                    } else if (spec.size() == 2) {
                        samples.putShort((short) value);
                    } else {
                        samples.putInt((int) value);
                    }
                }
                data.writeBytes(samples.array());
                data.writeBytes(new byte[100]);
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes(head.array());
            file.writeBytes(data.toByteArray());
            return file.toByteArray();
        }
    }
}
