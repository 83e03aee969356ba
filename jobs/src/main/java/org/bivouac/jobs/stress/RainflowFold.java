package org.bivouac.jobs.stress;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bivouac.jobs.scan.Definition;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Finding.Measure;
import org.bivouac.jobs.scan.Finding.Spectrum;
import org.bivouac.jobs.scan.Finding.Subject;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.scan.Signal;
import org.bivouac.jobs.scan.Slice;
import org.bivouac.jobs.signal.CycleRecorder;
import org.bivouac.jobs.signal.CycleSums;
import org.bivouac.jobs.signal.DrawnPeaks;
import org.bivouac.jobs.signal.RainflowState;
import org.bivouac.jobs.signal.Residue;
import org.bivouac.jobs.signal.ResidueMode;
import org.bivouac.schemas.Channel;
import org.bivouac.schemas.Quantity;
import org.bivouac.schemas.Unit;

/**
 * Load cycles of one channel: pseudo-damage, damage when there is an S-N curve, the range histogram, the residue and the
 * largest cycles with time and place.
 *
 * <p>What lies on the two sides of a gap is joined, and the joints are counted in {@code gaps_joined}: cutting there would
 * lose the largest cycles. Damage is marked additive because it is compared per km; the sum over segments misses the cycles
 * that close across their borders, which the value of the whole stage holds.
 */
public final class RainflowFold implements Fold<RainflowFold.Partial> {
    private static final long serialVersionUID = 1L;

    private final String channel;
    private final String unit;
    private final Subject subject;
    private final boolean isPosition;
    private final double deadBand;
    private final double classWidth;
    private final ResidueMode residue;
    private final int largest;
    private final double equivalentCycles;
    /** Null when there is none: an Optional is not serializable. */
    private final WoehlerCurve curve;

    /** Counts the cycles of a channel. */
    public RainflowFold(Channel channel, RainflowSettings settings) {
        this.channel = channel.name();
        unit = channel.unit().symbol();
        subject = new Subject(channel.component(), channel.position(), channel.name());
        isPosition = channel.unit().quantity() == Quantity.LENGTH;
        deadBand = settings.deadBand();
        classWidth = settings.classWidth();
        residue = settings.residue();
        largest = settings.largest();
        equivalentCycles = settings.equivalentCycles();
        curve = settings.curve().orElse(null);
    }

    /** What was counted of a stretch of time. */
    public static final class Partial implements CycleRecorder, Serializable {
        private static final long serialVersionUID = 1L;

        private final RainflowState state = new RainflowState();
        private final CycleSums sums;
        private final MinerSum miner;
        private final double deadBand;
        private final Travel travel = new Travel();
        private final Trail trail = new Trail();
        private final DrawnPeaks drawn;

        private Partial(CycleSums sums, WoehlerCurve curve, double deadBand) {
            drawn = new DrawnPeaks(deadBand);
            this.sums = sums;
            this.deadBand = deadBand;
            miner = curve == null ? null : new MinerSum(curve);
        }

        @Override
        public void cycle(double from, double to, double fromPlace, double toPlace, double count) {
            sums.cycle(from, to, fromPlace, toPlace, count);
            if (miner != null && Math.abs(from - to) > deadBand) {
                miner.cycle(from, to, fromPlace, toPlace, count);
            }
        }
    }

    @Override
    public Definition definition() {
        return Definition.of(
                "rainflow",
                1,
                "dead_band",
                deadBand,
                "class_width",
                classWidth,
                "residue",
                residue.name().toLowerCase(Locale.ROOT),
                "equivalent_cycles",
                equivalentCycles,
                "curve",
                curve == null ? "none" : curve);
    }

    @Override
    public List<String> channels() {
        return List.of(channel);
    }

    @Override
    public Partial empty() {
        return new Partial(new CycleSums(deadBand, classWidth, largest), curve, deadBand);
    }

    @Override
    public void add(Partial partial, Slice slice) {
        Signal signal = slice.signal(channel);
        if (signal.isEmpty()) {
            return;
        }
        partial.state.feed(signal.values(), signal.seconds(), signal.from(), signal.to(), partial);
        partial.drawn.add(signal.seconds(), signal.values(), signal.from(), signal.to());
        signal.addTo(partial.travel, null);
        partial.trail.add(slice, signal);
    }

    @Override
    public Partial merge(Partial earlier, Partial later) {
        earlier.state.append(later.state, earlier);
        earlier.sums.append(later.sums);
        if (earlier.miner != null) {
            earlier.miner.append(later.miner);
        }
        earlier.drawn.append(later.drawn);
        earlier.travel.append(later.travel);
        earlier.trail.append(later.trail);
        return earlier;
    }

    @Override
    public List<Finding> rows(Partial result) {
        Partial total = empty();
        total.sums.append(result.sums);
        if (curve != null) {
            total.miner.append(result.miner);
        }
        Residue open = result.state.close(total).deadBand(deadBand, total);
        double largestOpen = largestRange(open);
        open.count(residue, total);
        checkLargest(result, largestOpen);

        List<Finding> rows = new ArrayList<>();
        measures(rows, result, total);
        rows.add(histogram(total.sums));
        rows.add(new Spectrum(
                subject, "rainflow_residue", unit, null, "s", open.values(), null, null, null, open.places()));
        largestCycles(rows, total.sums, result.trail);
        return rows;
    }

    private static double largestRange(Residue open) {
        double largest = 0;
        for (int i = 1; i < open.values().length; i++) {
            largest = Math.max(largest, Math.abs(open.values()[i] - open.values()[i - 1]));
        }
        return largest;
    }

    /** The residue holds the smallest and the largest sample side by side, else the count is wrong. */
    private void checkLargest(Partial result, double largestOpen) {
        double span = result.travel.valid() == 0 ? 0 : result.travel.max() - result.travel.min();
        if (span > deadBand && Double.isFinite(span) && largestOpen != span) {
            throw new IllegalStateException(channel + ": largest range of the residue is " + largestOpen
                    + ", must be max - min (" + span + ")");
        }
    }

    private void measures(List<Finding> rows, Partial result, Partial total) {
        CycleSums sums = total.sums;
        String reason = result.travel.valid() == 0 ? "no valid samples" : null;
        double seconds = result.travel.coveredSeconds();
        for (int k = 3; k <= 7; k += 2) {
            rows.add(measure("pseudo_damage_k" + k, unit + "^" + k, sums.sumOfRangeToThe(k), reason, true, seconds));
        }
        boolean any = sums.largest() > 0;
        double withoutLargest =
                any ? sums.sumOfRangeToThe(5) - sums.largestCount(0) * Math.pow(sums.largestRange(0), 5) : 0;
        rows.add(measure(
                "pseudo_damage_k5_without_largest", unit + "^5", Math.max(0, withoutLargest), reason, true, seconds));
        rows.add(measure("sampling_loss_k5", "%", samplingLoss(result, sums), reason, false, seconds));
        if (curve != null) {
            rows.add(measure("damage", "", total.miner.damage(), reason, true, seconds));
        }
        rows.add(measure("n_cycles", "", sums.cycles(), reason, true, seconds));
        rows.add(measure("max_range", unit, any ? sums.largestRange(0) : 0, reason, false, seconds));
        rows.add(measure("del_range_k5", unit, sums.equivalentRange(5, equivalentCycles), reason, false, seconds));
        rows.add(measure("gaps_joined", "", (double) result.travel.gaps(), reason, true, seconds));
        if (isPosition) {
            double km = result.travel.length()
                    * Unit.of(unit).orElseThrow().to(Unit.KILOMETRE).factor();
            rows.add(measure("travel_km", "km", km, reason, true, seconds));
        }
    }

    /** By how much the pseudo-damage falls short of what it is with peaks drawn between the samples, %. */
    private static double samplingLoss(Partial result, CycleSums sums) {
        double drawn = result.drawn.sumOfRangeToThe5();
        return drawn > 0 ? 100 * Math.max(0, 1 - sums.sumOfRangeToThe(5) / drawn) : 0;
    }

    private Measure measure(
            String name, String measureUnit, double value, String reason, boolean additive, double seconds) {
        return new Measure(subject, name, measureUnit, reason == null ? value : Double.NaN, reason, additive, seconds);
    }

    private Spectrum histogram(CycleSums sums) {
        double[] counts = sums.histogram();
        double[] low = new double[counts.length];
        double[] high = new double[counts.length];
        Arrays.setAll(low, i -> i * classWidth);
        Arrays.setAll(high, i -> (i + 1) * classWidth);
        return new Spectrum(subject, "rainflow_range", unit, null, "cycles", low, high, null, null, counts);
    }

    private void largestCycles(List<Finding> rows, CycleSums sums, Trail trail) {
        for (int i = 0; i < sums.largest(); i++) {
            double share = sums.largestCount(i) * Math.pow(sums.largestRange(i), 5) / sums.sumOfRangeToThe(5);
            double from = sums.largestFrom(i);
            rows.add(new Event(
                    subject,
                    "load_cycle",
                    from,
                    sums.largestTo(i) - from,
                    trail.km(from),
                    sums.largestRange(i),
                    Double.NaN,
                    unit,
                    "info",
                    "rainflow",
                    String.format(Locale.ROOT, "share_k5=%.4f; count=%.1f", share, sums.largestCount(i))));
        }
    }
}
