package org.bivouac.jobs.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bivouac.jobs.scan.ArraySlice.Track;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Spectrum;

/**
 * The laws that every fold obeys: slices cut anywhere give the same findings, with and without a halo; merging is
 * associative; a slice without samples changes nothing; reading a result does not change it; and a partial can travel to
 * another machine.
 */
public final class FoldLaws {
    private static final double TOLERANCE = 1e-9;

    private FoldLaws() {}

    /** Checks the laws on one stage, cut at seeded places, and returns the findings of the whole. */
    public static <P extends Serializable> List<Finding> check(
            Fold<P> fold, Map<String, Track> stage, double seconds, long seed) {
        P whole = fold.empty();
        fold.add(whole, new ArraySlice(stage, 0, seconds, 0));
        List<Finding> expected = fold.rows(whole);
        assertSame(fold.rows(whole), expected, "rows twice");

        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 8; round++) {
            int halo = new int[] {0, 1, 1000}[random.nextInt(3)];
            List<Slice> slices = cut(stage, seconds, random, halo);
            String what = "seed " + seed + ", " + slices.size() + " slices, halo " + halo;

            P added = fold.empty();
            slices.forEach(slice -> fold.add(added, slice));
            assertSame(fold.rows(added), expected, what + ", added in order");

            P left = fold.empty();
            for (Slice slice : slices) {
                left = fold.merge(left, travelled(partial(fold, slice)));
            }
            assertSame(fold.rows(left), expected, what + ", merged from the left");

            P right = fold.empty();
            for (int i = slices.size() - 1; i >= 0; i--) {
                P later = right;
                List<Finding> before = fold.rows(later);
                right = fold.merge(partial(fold, slices.get(i)), later);
                assertSame(fold.rows(later), before, what + ", later partial after merge");
            }
            assertSame(fold.rows(right), expected, what + ", merged from the right");
        }
        Slice nothing = new ArraySlice(Map.of(), 0, seconds, 0);
        assertSame(fold.rows(fold.merge(partial(fold, nothing), whole)), expected, "after an empty slice");
        assertSame(fold.rows(fold.merge(whole, partial(fold, nothing))), expected, "before an empty slice");
        return expected;
    }

    private static <P extends Serializable> P partial(Fold<P> fold, Slice slice) {
        P partial = fold.empty();
        fold.add(partial, slice);
        return partial;
    }

    private static List<Slice> cut(Map<String, Track> stage, double seconds, SplittableRandom random, int halo) {
        List<Double> cuts = new ArrayList<>(List.of(0.0, seconds));
        int n = random.nextInt(1, 12);
        for (int i = 0; i < n; i++) {
            // Whole tenths fall onto samples, others between them.
            double cut = random.nextDouble() * seconds;
            cuts.add(random.nextBoolean() ? cut : Math.floor(cut * 10) / 10);
        }
        cuts.sort(Comparator.naturalOrder());
        List<Slice> slices = new ArrayList<>();
        for (int i = 1; i < cuts.size(); i++) {
            slices.add(new ArraySlice(stage, cuts.get(i - 1), cuts.get(i), halo));
        }
        return slices;
    }

    @SuppressWarnings("unchecked") // what is read is what was written
    private static <P> P travelled(P partial) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(partial);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (P) in.readObject();
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertSame(List<Finding> found, List<Finding> expected, String what) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertSame(found.get(i), expected.get(i), what);
        }
    }

    private static void assertSame(Finding found, Finding expected, String what) {
        if (found instanceof Measure a && expected instanceof Measure b) {
            String name = what + ": " + b.measure();
            assertThat(a.measure()).as(name).isEqualTo(b.measure());
            assertThat(a.reason()).as(name).isEqualTo(b.reason());
            close(a.value(), b.value(), name);
            close(a.validSeconds(), b.validSeconds(), name + " seconds");
        } else if (found instanceof Spectrum a && expected instanceof Spectrum b) {
            String name = what + ": " + b.spectrum();
            close(a.xLo(), b.xLo(), name);
            // Where tied points of a residue lie is not promised after a merge.
            if (b.xHi() != null) {
                close(a.values(), b.values(), name);
            }
        } else if (found instanceof Event a && expected instanceof Event b) {
            String name = what + ": " + b.kind() + " at " + b.atSeconds();
            close(a.peak(), b.peak(), name + " peak");
            // Which of several equally large cycles comes first, and where it lies, is not promised after a merge.
            if (!b.kind().equals("load_cycle")) {
                close(a.atSeconds(), b.atSeconds(), name);
                close(a.durationSeconds(), b.durationSeconds(), name);
                close(a.atKm(), b.atKm(), name + " km");
                assertThat(a.context()).as(name).isEqualTo(b.context());
            }
        } else {
            assertThat(found).as(what).isInstanceOf(expected.getClass());
        }
    }

    private static void close(double[] found, double[] expected, String what) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            close(found[i], expected[i], what + "[" + i + "]");
        }
    }

    private static void close(double found, double expected, String what) {
        if (Double.isNaN(expected)) {
            assertThat(found).as(what).isNaN();
        } else {
            assertThat(found).as(what).isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
        }
    }
}
