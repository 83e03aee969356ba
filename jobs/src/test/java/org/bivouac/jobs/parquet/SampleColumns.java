package org.bivouac.jobs.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Seeded columns of every kind, hard ones included. */
record SampleColumns(List<ColumnSpec> specs, Object[] values, int rows) {
    static SampleColumns of(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] sensor = new double[rows];
        double[] constant = new double[rows];
        double[] unique = new double[rows];
        double[] gappy = new double[rows];
        double[] missing = new double[rows];
        double[] special = new double[rows];
        long[] rising = new long[rows];
        long[] random64 = new long[rows];
        long[] stamps = new long[rows];
        int[] flags = new int[rows];
        int[] wide = new int[rows];
        boolean[] states = new boolean[rows];
        String[] words = new String[rows];
        String[] names = new String[rows];
        double[] odd = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.NaN};
        for (int i = 0; i < rows; i++) {
            sensor[i] = Math.round(1000 * Math.sin(i / 300.0) + random.nextInt(50)) / 100.0;
            constant[i] = 21.5;
            unique[i] = random.nextDouble();
            gappy[i] = i / 37 % 3 == 0 || random.nextInt(5) == 0 ? Double.NaN : Math.floor(i / 100.0);
            missing[i] = Double.NaN;
            special[i] = odd[random.nextInt(odd.length)];
            rising[i] = 7_000_000_000L + i;
            random64[i] = random.nextLong();
            stamps[i] = i % 11 == 3 ? Long.MIN_VALUE : 1_767_434_400_000_000L + i * 10_000L + random.nextInt(2);
            flags[i] = i % 1000 == 999 ? 1 : 0;
            wide[i] = random.nextInt();
            states[i] = random.nextInt(3) == 0;
            words[i] = random.nextInt(4) == 0 ? null : "réglage " + random.nextInt(3);
            names[i] = "row " + i + (i % 5 == 0 ? "€" : "");
        }
        return new SampleColumns(
                List.of(
                        new ColumnSpec("sensor", ColumnSpec.Type.DOUBLE),
                        new ColumnSpec("constant", ColumnSpec.Type.DOUBLE),
                        new ColumnSpec("unique", ColumnSpec.Type.DOUBLE),
                        new ColumnSpec("gappy", ColumnSpec.Type.DOUBLE),
                        new ColumnSpec("missing", ColumnSpec.Type.DOUBLE),
                        new ColumnSpec("special", ColumnSpec.Type.DOUBLE),
                        new ColumnSpec("rising", ColumnSpec.Type.LONG),
                        new ColumnSpec("random", ColumnSpec.Type.LONG),
                        new ColumnSpec("stamps", ColumnSpec.Type.INSTANT),
                        new ColumnSpec("flags", ColumnSpec.Type.INT),
                        new ColumnSpec("wide", ColumnSpec.Type.INT),
                        new ColumnSpec("states", ColumnSpec.Type.BOOLEAN),
                        new ColumnSpec("words", ColumnSpec.Type.TEXT),
                        new ColumnSpec("names", ColumnSpec.Type.TEXT)),
                new Object[] {
                    sensor, constant, unique, gappy, missing, special, rising, random64, stamps, flags, wide, states,
                    words, names
                },
                rows);
    }

    Written write(Path file) throws IOException {
        try (ColumnFileWriter writer = ColumnFileWriter.create(file, specs, Map.of("bivouac.test", "yes"))) {
            writer.write(values, rows);
            return writer.finish();
        }
    }

    /** The value of a cell as other readers give it: null where missing; instants as microseconds. */
    Object cell(int column, int row) {
        Object array = values[column];
        if (array instanceof double[] doubles) {
            return Double.isNaN(doubles[row]) ? null : (Object) doubles[row];
        } else if (array instanceof long[] longs) {
            boolean missing = specs.get(column).type() == ColumnSpec.Type.INSTANT && longs[row] == Long.MIN_VALUE;
            return missing ? null : (Object) longs[row];
        } else if (array instanceof int[] ints) {
            return ints[row];
        } else if (array instanceof boolean[] booleans) {
            return booleans[row];
        }
        return ((String[]) array)[row];
    }
}
