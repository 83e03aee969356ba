package org.bivouac.jobs.signal;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums cycles while they are found: how many, the sums of range to the powers 3, 5 and 7 (pseudo-damage), the range
 * histogram and the largest cycles. Two of them add up to that of both, in any order but for rounding.
 */
public final class CycleSums implements CycleRecorder, Serializable {
    private static final long serialVersionUID = 1L;
    /** More classes than this are a wrongly chosen width; what lies beyond is counted in the last. */
    private static final int MOST_CLASSES = 4096;

    private final double minRange;
    private final double classWidth;
    private final double[] largestRanges;
    private final double[] largestFrom;
    private final double[] largestTo;
    private final double[] largestCounts;
    private double[] histogram = new double[0];
    private int largest;
    private double smallestOfLargest = Double.NEGATIVE_INFINITY;
    private double cycles;
    private double sum3;
    private double sum5;
    private double sum7;

    /**
     * Nothing counted yet.
     *
     * @param minRange cycles up to this range, inclusive, are left out (the dead band), in the signal's unit
     * @param classWidth width of the histogram's classes, which begin at 0, in the signal's unit
     * @param largest how many of the largest cycles are kept
     */
    public CycleSums(double minRange, double classWidth, int largest) {
        if (!(minRange >= 0)) {
            throw new IllegalArgumentException("minRange is " + minRange + ", must be 0 or more");
        }
        if (!(classWidth > 0)) {
            throw new IllegalArgumentException("classWidth is " + classWidth + ", must be positive");
        }
        this.minRange = minRange;
        this.classWidth = classWidth;
        largestRanges = new double[largest];
        largestFrom = new double[largest];
        largestTo = new double[largest];
        largestCounts = new double[largest];
    }

    @Override
    public void cycle(double from, double to, double fromPlace, double toPlace, double count) {
        double range = Math.abs(from - to);
        if (range <= minRange) {
            return;
        }
        double square = range * range;
        double cube = count * range * square;
        cycles += count;
        sum3 += cube;
        sum5 += cube * square;
        sum7 += cube * square * square;
        int index = (int) (range / classWidth);
        if (index >= histogram.length) {
            index = Math.min(index, MOST_CLASSES - 1);
            if (index >= histogram.length) {
                histogram = Arrays.copyOf(histogram, Math.min(MOST_CLASSES, Math.max(index + 1, 2 * histogram.length)));
            }
        }
        histogram[index] += count;
        if (range > smallestOfLargest) {
            keep(range, fromPlace, toPlace, count);
        }
    }

    private void keep(double range, double fromPlace, double toPlace, double count) {
        if (largestRanges.length == 0) {
            smallestOfLargest = Double.POSITIVE_INFINITY;
            return;
        }
        int i = largest < largestRanges.length ? largest++ : largest - 1;
        for (; i > 0 && largestRanges[i - 1] < range; i--) {
            largestRanges[i] = largestRanges[i - 1];
            largestFrom[i] = largestFrom[i - 1];
            largestTo[i] = largestTo[i - 1];
            largestCounts[i] = largestCounts[i - 1];
        }
        largestRanges[i] = range;
        largestFrom[i] = fromPlace;
        largestTo[i] = toPlace;
        largestCounts[i] = count;
        if (largest == largestRanges.length) {
            smallestOfLargest = largestRanges[largest - 1];
        }
    }

    /** Adds the cycles of a later part, which has the same settings and stays as it is. */
    public void append(CycleSums later) {
        cycles += later.cycles;
        sum3 += later.sum3;
        sum5 += later.sum5;
        sum7 += later.sum7;
        if (later.histogram.length > histogram.length) {
            histogram = Arrays.copyOf(histogram, later.histogram.length);
        }
        for (int i = 0; i < later.histogram.length; i++) {
            histogram[i] += later.histogram[i];
        }
        for (int i = 0; i < later.largest; i++) {
            if (later.largestRanges[i] > smallestOfLargest) {
                keep(later.largestRanges[i], later.largestFrom[i], later.largestTo[i], later.largestCounts[i]);
            }
        }
    }

    /** Sums that go their own way from here. */
    public CycleSums copy() {
        CycleSums copy = new CycleSums(minRange, classWidth, largestRanges.length);
        copy.append(this);
        return copy;
    }

    /** How many cycles, halves as 0.5. */
    public double cycles() {
        return cycles;
    }

    /** Sum of count times range to the power {@code k}, which is 3, 5 or 7, in the signal's unit to that power. */
    public double sumOfRangeToThe(int k) {
        return switch (k) {
            case 3 -> sum3;
            case 5 -> sum5;
            case 7 -> sum7;
            default -> throw new IllegalArgumentException("k is " + k + ", expected 3, 5 or 7");
        };
    }

    /**
     * The range of one cycle that, repeated {@code equivalentCycles} times, sums up to the same: the damage-equivalent
     * range {@code (sum / equivalentCycles)^(1/k)}, in the signal's unit.
     */
    public double equivalentRange(int k, double equivalentCycles) {
        return Math.pow(sumOfRangeToThe(k) / equivalentCycles, 1.0 / k);
    }

    /** Cycles by class: class i holds ranges from {@code i * classWidth}, inclusive, to {@code (i+1) * classWidth}. */
    public double[] histogram() {
        int n = histogram.length;
        while (n > 0 && histogram[n - 1] == 0) {
            n--;
        }
        return Arrays.copyOf(histogram, n);
    }

    /** Width of the histogram's classes, in the signal's unit. */
    public double classWidth() {
        return classWidth;
    }

    /** How many of the largest cycles are known. */
    public int largest() {
        return largest;
    }

    /** Range of the i-th largest cycle, from 0, in the signal's unit; a half cycle counts like a whole one here. */
    public double largestRange(int i) {
        return largestRanges[i];
    }

    /** 1 when the i-th largest cycle is a whole one, 0.5 when it is half a cycle. */
    public double largestCount(int i) {
        return largestCounts[i];
    }

    /** Where the i-th largest cycle begins. */
    public double largestFrom(int i) {
        return Math.min(largestFrom[i], largestTo[i]);
    }

    /** Where the i-th largest cycle ends. */
    public double largestTo(int i) {
        return Math.max(largestFrom[i], largestTo[i]);
    }
}
