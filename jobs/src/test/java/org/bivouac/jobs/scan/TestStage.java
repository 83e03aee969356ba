package org.bivouac.jobs.scan;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.bivouac.jobs.scan.ArraySlice.Track;

/** A short seeded stage with missing samples, gaps and ties: what folds have to get right. */
public final class TestStage {
    /** Length of the stage, s. */
    public static final double SECONDS = 60;

    private TestStage() {}

    /** Engine, fuel, damper and distance at different rates. */
    public static Map<String, Track> of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Track> stage = ArraySlice.stage();
        stage.put(ArraySlice.DISTANCE, distance());
        stage.put("vehicle_speed_km_per_h", noisy(random, 10, 2, 0, 3));
        stage.put("engine_speed_rpm", noisy(random, 20, 1, 0, 7000));
        stage.put("engine_load_pct", noisy(random, 5, 2, 0, 110));
        stage.put("fuel_flow_l_per_h", noisy(random, 10, 2, 0, 60));
        stage.put("fuel_used_l", counter(random));
        stage.put("coolant_temperature_deg_c", noisy(random, 2, 3, 80, 120));
        stage.put("damper_position_fl_mm", noisy(random, 50, 0.1, 0, 20));
        return stage;
    }

    private static Track distance() {
        double[] seconds = new double[121];
        double[] km = new double[121];
        Arrays.setAll(seconds, i -> i / 2.0);
        Arrays.setAll(km, i -> i * i * 1e-4);
        return new Track(seconds, km, 2);
    }

    private static Track counter(SplittableRandom random) {
        Track track = noisy(random, 1, 10, 0, 3);
        double sum = 500;
        for (int i = 0; i < track.values().length; i++) {
            if (!Double.isNaN(track.values()[i])) {
                sum = i == 30 ? 0 : sum + track.values()[i];
                track.values()[i] = sum;
            }
        }
        return track;
    }

    /** Whole numbers between the bounds; a tenth of the samples missing, and two stretches without any. */
    private static Track noisy(SplittableRandom random, int rateHz, double maxGapSeconds, int low, int high) {
        double gapFrom = random.nextDouble() * SECONDS;
        double gapTo = gapFrom + 3 * maxGapSeconds;
        double[] seconds = new double[(int) (SECONDS * rateHz)];
        double[] values = new double[seconds.length];
        int n = 0;
        for (int i = 0; i < seconds.length; i++) {
            double second = i / (double) rateHz;
            if (second < gapFrom || second > gapTo) {
                seconds[n] = second;
                values[n++] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(low, high);
            }
        }
        return new Track(Arrays.copyOf(seconds, n), Arrays.copyOf(values, n), maxGapSeconds);
    }
}
