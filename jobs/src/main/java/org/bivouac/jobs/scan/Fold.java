package org.bivouac.jobs.scan;

import java.io.Serializable;
import java.util.List;

/**
 * An analysis as an ordered fold over a car's stage.
 *
 * <p>Laws, tested for every fold: slices may be cut anywhere; {@code merge} is associative and respects time order (it
 * need not commute); a slice without samples changes nothing; a gap is never bridged silently. Sums of floating point
 * may differ between different cuts by rounding only; the same cuts give the same bits.
 *
 * @param <P> the partial result; {@link Serializable}, because slices may be folded on another machine
 */
public interface Fold<P extends Serializable> extends Serializable {
    /** By which method and settings its results come about. */
    Definition definition();

    /** The channels that it reads. When none of them is in a car's log the fold is not run and this is reported. */
    List<String> channels();

    /** The result of no slices. */
    P empty();

    /** Folds one slice, later than all slices before it, into the partial result. */
    void add(P partial, Slice slice);

    /**
     * The result of the slices of {@code earlier} followed by those of {@code later}. May reuse {@code earlier}; leaves
     * {@code later} as it is.
     */
    P merge(P earlier, P later);

    /** The rows of a finished result; leaves {@code result} as it is, because it may still be merged on. */
    List<Finding> rows(P result);
}
