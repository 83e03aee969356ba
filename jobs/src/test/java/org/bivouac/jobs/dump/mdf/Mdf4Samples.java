package org.bivouac.jobs.dump.mdf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bivouac.jobs.dump.mdf.Mdf4Build.Cn;

/** Dumps of every layout of records, small enough to be cut and mutated thousands of times. */
final class Mdf4Samples {
    static final int ROWS = 300;
    private static final int STRIDE = 8 + 4 + 2 + 1;

    /** A dump and its name. */
    record Sample(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Mdf4Samples() {}

    /** All of them. */
    static List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        all.add(new Sample("sorted", sorted()));
        for (int method = 0; method < 6; method++) {
            all.add(new Sample("packed " + method, packed(method)));
        }
        all.add(new Sample("mixed", mixed(1, -1)));
        all.add(new Sample("unfinished", mixed(1, 37)));
        all.add(new Sample("columns", columns()));
        all.add(new Sample("values apart", valuesApart()));
        return all;
    }

    /** Records of time, a float, an integer and invalidation bits; seeded. */
    static byte[] records(int rows) {
        Random random = new Random(4);
        ByteBuffer records = Mdf4Build.little(rows * STRIDE);
        for (int i = 0; i < rows; i++) {
            records.putDouble(i / 100.0).putFloat(random.nextInt(1000) / 8f).putShort((short) random.nextInt(70000));
            records.put((byte) (i % 7 == 0 ? 1 : 0));
        }
        return records.array();
    }

    private static long group(Mdf4Build build, long cycles) {
        long channels = build.channels(
                Cn.time().unit(build.text("s")), new Cn("f", 4, 8, 32), new Cn("i", 2, 12, 16).invalid(0));
        return build.group(0, channels, "sorted", 0, cycles, 0, 14, 1);
    }

    static byte[] sorted() {
        Mdf4Build build = new Mdf4Build();
        long group = group(build, ROWS);
        long data = build.records("DT", records(ROWS));
        return build.dump(build.dataGroup(0, group, data, 0));
    }

    /** Six packed blocks in two lists, none of which ends with a record. */
    static byte[] packed(int method) {
        Mdf4Build build = new Mdf4Build().version(430);
        long group = group(build, ROWS);
        byte[] records = records(ROWS);
        int piece = records.length / 6 + 1;
        long[] blocks = new long[6];
        for (int i = 0; i < 6; i++) {
            byte[] part = Arrays.copyOfRange(records, i * piece, Math.min(records.length, (i + 1) * piece));
            blocks[i] = i == 2 ? build.records("DT", part) : build.packed("DT", method, STRIDE, part);
        }
        long second = build.list(0, 3, blocks[3], blocks[4], blocks[5]);
        long head = build.head(build.list(second, 3, blocks[0], blocks[1], blocks[2]));
        return build.dump(build.dataGroup(0, group, head, 0));
    }

    /**
     * Three groups mixed: numbers, frames whose payload is a value of its own, and those values.
     *
     * @param unfinished flags; negative if the dump is finished
     */
    static byte[] mixed(int idBytes, int unfinished) {
        Mdf4Build build = new Mdf4Build();
        if (unfinished >= 0) {
            build.unfinished(unfinished, 0);
        }
        boolean counters = (Math.max(0, unfinished) & 1) == 0;
        long values = build.group(0, 0, "", 3, counters ? ROWS : 0, 1, 0, 0);
        long frames = build.group(
                values,
                build.channels(
                        Cn.time(),
                        new Cn("CAN_DataFrame", 10, 8, 112)
                                .composition(build.channels(
                                        new Cn("CAN_DataFrame.BusChannel", 0, 8, 8),
                                        new Cn("CAN_DataFrame.ID", 0, 9, 32),
                                        new Cn("CAN_DataFrame.DataLength", 0, 13, 8),
                                        new Cn("CAN_DataFrame.DataBytes", 10, 14, 64)
                                                .type(1, 0)
                                                .data(values)))),
                "CAN_DataFrame",
                2,
                counters ? ROWS : 0,
                6,
                22,
                0);
        long numbers = build.group(
                frames,
                build.channels(Cn.time(), new Cn("x", 0, 8, 16)),
                "numbers",
                1,
                counters ? ROWS / 3 : 0,
                0,
                10,
                0);
        byte[] records = mixedRecords(idBytes, unfinished);
        boolean unset = (Math.max(0, unfinished) & 4) != 0;
        long data = build.next();
        // The data come last in a dump that grows.
        long root = build.dataGroup(0, numbers, data + 24 + 4 * 8 + 8, idBytes);
        build.block("DT", new long[0], records, unset ? 24 : 24 + records.length);
        return build.dump(root);
    }

    private static byte[] mixedRecords(int idBytes, int unfinished) {
        boolean offsetsUnset = (Math.max(0, unfinished) & 64) != 0;
        ByteBuffer out = Mdf4Build.little(ROWS * 80);
        long offset = 0;
        Random random = new Random(5);
        for (int i = 0; i < ROWS; i++) {
            byte[] value = new byte[random.nextInt(9)];
            Arrays.fill(value, (byte) i);
            if (i % 3 == 0) {
                id(out, 1, idBytes).putDouble(i / 10.0).putShort((short) i);
            }
            // A logger writes the value before its frame or behind it.
            boolean before = i % 2 == 0;
            if (before) {
                id(out, 3, idBytes).putInt(value.length).put(value);
            }
            id(out, 2, idBytes)
                    .putDouble(i / 10.0)
                    .put((byte) (1 + i % 2))
                    .putInt(i * 100)
                    .put((byte) value.length);
            out.putLong(offsetsUnset ? 0 : offset);
            if (!before) {
                id(out, 3, idBytes).putInt(value.length).put(value);
            }
            offset += 4 + value.length;
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static ByteBuffer id(ByteBuffer out, int id, int idBytes) {
        for (int i = 0; i < idBytes; i++) {
            out.put((byte) (i == 0 ? id : 0));
        }
        return out;
    }

    /** Column-oriented: times in one group, two channels in others that have their time there, invalidation bytes apart. */
    static byte[] columns() {
        Mdf4Build build = new Mdf4Build().version(420);
        ByteBuffer times = Mdf4Build.little(8 * ROWS);
        ByteBuffer floats = Mdf4Build.little(4 * ROWS);
        ByteBuffer integers = Mdf4Build.little(2 * ROWS);
        byte[] flags = new byte[ROWS];
        for (int i = 0; i < ROWS; i++) {
            times.putDouble(i / 50.0);
            floats.putFloat(i / 4f);
            integers.putShort((short) -i);
            flags[i] = (byte) (i % 5 == 0 ? 1 : 0);
        }
        long master = build.group(0, build.channels(Cn.time()), "columns", 0, ROWS, 0, 8, 0);
        long first = build.group(0, build.channels(new Cn("f", 4, 0, 32)), "", 0, ROWS, 8, 4, 0, master);
        long second = build.group(0, build.channels(new Cn("i", 2, 0, 16).invalid(0)), "", 0, ROWS, 8, 2, 1, master);
        long timeList = build.columns(
                build.columns(
                        0,
                        new long[] {build.records("DV", Arrays.copyOfRange(times.array(), 1600, 8 * ROWS))},
                        new long[0]),
                new long[] {build.records("DV", Arrays.copyOf(times.array(), 1600))},
                new long[0]);
        long floatData = build.packed("DV", 1, 4, floats.array());
        long integerList = build.columns(
                0,
                new long[] {
                    build.records("DV", Arrays.copyOf(integers.array(), 200)),
                    build.packed("DV", 0, 2, Arrays.copyOfRange(integers.array(), 200, 2 * ROWS))
                },
                new long[] {
                    build.records("DI", Arrays.copyOf(flags, 100)),
                    build.packed("DI", 0, 1, Arrays.copyOfRange(flags, 100, ROWS))
                });
        long third = build.dataGroup(0, second, integerList, 0);
        long middle = build.dataGroup(third, first, floatData, 0);
        return build.dump(build.dataGroup(middle, master, timeList, 0));
    }

    /** Texts in a stretch of their own, in another order than their records, some packed. */
    static byte[] valuesApart() {
        Mdf4Build build = new Mdf4Build();
        int rows = 60;
        ByteBuffer values = Mdf4Build.little(rows * 12);
        long[] offsets = new long[rows];
        for (int i = rows - 1; i >= 0; i--) {
            offsets[i] = values.position();
            byte[] text = ("text " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            values.putInt(text.length).put(text);
        }
        byte[] all = Arrays.copyOf(values.array(), values.position());
        ByteBuffer records = Mdf4Build.little(16 * rows);
        for (int i = 0; i < rows; i++) {
            records.putDouble(i).putLong(offsets[i]);
        }
        long stretch = build.list(
                0,
                2,
                build.records("SD", Arrays.copyOf(all, 101)),
                build.packed("SD", 0, 1, Arrays.copyOfRange(all, 101, all.length)));
        long channels =
                build.channels(Cn.time(), new Cn("text", 7, 8, 64).type(1, 0).data(stretch));
        long group = build.group(0, channels, "texts", 0, rows, 0, 16, 0);
        long data = build.records("DT", records.array());
        return build.dump(build.dataGroup(0, group, data, 0));
    }
}
