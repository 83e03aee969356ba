package org.bivouac.jobs.dump.readers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bivouac.jobs.dump.can.blf.BlfBuilder;
import org.bivouac.jobs.dump.readers.SampleDumps.Sample;

/** Small logs of one bus with 300 frames, in every format. */
final class BusLogSamples {
    private static final int FRAMES = 300;

    private BusLogSamples() {}

    static List<Sample> all() {
        return List.of(candump(), asc(), blf(), trc());
    }

    private static Sample text(String format, String extension, StringBuilder text) {
        return new Sample(format, extension, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Sample candump() {
        Random random = new Random(21);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FRAMES; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "(%d.%06d) can0 %03X#%016X%n",
                    1_770_664_802L + i / 100,
                    i % 100 * 10_000 + random.nextInt(1000),
                    0x100 + i % 5,
                    random.nextLong()));
        }
        return text("candump", "log", text);
    }

    private static String bytes(Random random) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            bytes.append(String.format(Locale.ROOT, " %02X", random.nextInt(256)));
        }
        return bytes.toString();
    }

    private static Sample asc() {
        Random random = new Random(22);
        StringBuilder text = new StringBuilder("date Mon Feb 9 19:20:02.050 2026\nbase hex  timestamps absolute\n"
                + "internal events logged\nBegin Triggerblock Mon Feb 9 19:20:02.050 2026\n");
        for (int i = 0; i < FRAMES; i++) {
            text.append(String.format(
                            Locale.ROOT,
                            "%4d.%06d 1  %3X             Rx   d 8",
                            i / 100,
                            i % 100 * 10_000,
                            0x100 + i % 5))
                    .append(bytes(random))
                    .append('\n');
        }
        return text("vector-asc", "asc", text);
    }

    private static Sample trc() {
        Random random = new Random(23);
        StringBuilder text =
                new StringBuilder(";$FILEVERSION=2.1\n;$STARTTIME=46062.80558\n;$COLUMNS=N,O,T,B,I,d,R,L,D\n;\n");
        for (int i = 0; i < FRAMES; i++) {
            text.append(String.format(
                            Locale.ROOT, "%7d %13.3f DT 1      %04X Rx -  8   ", i + 1, i * 10.0, 0x100 + i % 5))
                    .append(bytes(random))
                    .append('\n');
        }
        return text("peak-trc", "trc", text);
    }

    private static Sample blf() {
        Random random = new Random(24);
        BlfBuilder builder = new BlfBuilder();
        for (int i = 0; i < FRAMES; i++) {
            int[] data = random.ints(8, 0, 256).toArray();
            builder.object(1, i * 10_000_000L, BlfBuilder.message(1, 0, 8, 0x100 + i % 5, data));
        }
        return new Sample("vector-blf", "blf", builder.containers(2, 1000).build());
    }
}
