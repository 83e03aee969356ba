package org.bivouac.jobs.dump.readers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bivouac.jobs.dump.can.blf.BlfBuilder;
import org.bivouac.jobs.dump.readers.SampleDumps.Sample;

/** Small logs of one bus, in every format. */
final class BusLogSamples {
    private BusLogSamples() {}

    static List<Sample> of(int frames) {
        return List.of(candump(frames), asc(frames), blf(frames), trc(frames));
    }

    private static Sample text(String format, String extension, StringBuilder text) {
        return new Sample(format, extension, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Sample candump(int frames) {
        Random random = new Random(21);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < frames; i++) {
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

    private static Sample asc(int frames) {
        Random random = new Random(22);
        StringBuilder text = new StringBuilder("date Mon Feb 9 19:20:02.050 2026\nbase hex  timestamps absolute\n"
                + "internal events logged\nBegin Triggerblock Mon Feb 9 19:20:02.050 2026\n");
        for (int i = 0; i < frames; i++) {
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

    private static Sample trc(int frames) {
        Random random = new Random(23);
        StringBuilder text =
                new StringBuilder(";$FILEVERSION=2.1\n;$STARTTIME=46062.80558\n;$COLUMNS=N,O,T,B,I,d,R,L,D\n;\n");
        for (int i = 0; i < frames; i++) {
            text.append(String.format(
                            Locale.ROOT, "%7d %13.3f DT 1      %04X Rx -  8   ", i + 1, i * 10.0, 0x100 + i % 5))
                    .append(bytes(random))
                    .append('\n');
        }
        return text("peak-trc", "trc", text);
    }

    private static Sample blf(int frames) {
        Random random = new Random(24);
        BlfBuilder builder = new BlfBuilder();
        for (int i = 0; i < frames; i++) {
            int[] data = random.ints(8, 0, 256).toArray();
            builder.object(1, i * 10_000_000L, BlfBuilder.message(1, 0, 8, 0x100 + i % 5, data));
        }
        return new Sample("vector-blf", "blf", builder.containers(2, 1000).build());
    }

    /** Messages, messages of CAN FD and an event that is none, in containers that hold them as they are. */
    static Sample unpacked() {
        BlfBuilder builder = new BlfBuilder();
        for (int i = 0; i < 4; i++) {
            builder.object(1, i * 10_000_000L, BlfBuilder.message(1, 0, 8, 0x100 + i, 1, 2, 3, 4, 5, 6, 7, 8));
            builder.object(100, i * 10_000_000L + 1, BlfBuilder.flexible(1, 0, 9, 0x100 + i, 3, 12));
            builder.object(101, i * 10_000_000L + 2, BlfBuilder.flexible64(2, 0, 13, 0x101, 0x1000, 32));
            builder.object(73, i * 10_000_000L + 3, new byte[32]);
        }
        return new Sample(
                "vector-blf",
                "blf",
                builder.containers(0, 300).object(65, 0, new byte[12]).build());
    }
}
