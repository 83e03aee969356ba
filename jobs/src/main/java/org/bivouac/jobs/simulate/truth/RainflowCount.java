package org.bivouac.jobs.simulate.truth;

import java.util.Arrays;

/**
 * Counts load cycles of a signal that passes once: turning points, then the four-point rule on a stack (ASTM E1049-85
 * counts follow from the closed cycles and the residue). Written apart from the pipeline's kernels, which it judges. Ranges
 * are taken to the fifth power.
 */
public final class RainflowCount {
    /** The exponent of the sums. */
    public static final int EXPONENT = 5;

    private double[] stack = new double[64];
    private int size;
    private double last;
    private double direction;
    private long samples;
    private long closed;
    private double sum;

    /** Takes the next sample; a plateau is one point. */
    public void add(double value) {
        if (samples++ == 0) {
            last = value;
            return;
        }
        double step = value - last;
        if (step == 0) {
            return;
        }
        // Also true for the first step, whose beginning is the first turning point.
        if (step * direction <= 0) {
            push(last);
        }
        direction = step;
        last = value;
    }

    private void push(double point) {
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, 2 * size);
        }
        stack[size++] = point;
        while (size >= 4) {
            double inner = Math.abs(stack[size - 2] - stack[size - 3]);
            if (inner > Math.abs(stack[size - 1] - stack[size - 2])
                    || inner > Math.abs(stack[size - 3] - stack[size - 4])) {
                return;
            }
            closed++;
            sum += power(inner);
            stack[size - 3] = stack[size - 1];
            size -= 2;
        }
    }

    /** What was counted; the signal's last sample is its last turning point. Call once, at the end. */
    public Counted end() {
        if (samples > 0) {
            push(last);
        }
        double half = sum;
        double greatest = 0;
        for (int i = 1; i < size; i++) {
            double range = Math.abs(stack[i] - stack[i - 1]);
            greatest = Math.max(greatest, range);
            half += 0.5 * power(range);
        }
        return new Counted(samples, closed, size, greatest, sum, half);
    }

    private static double power(double range) {
        return range * range * range * range * range;
    }

    /**
     * The outcome.
     *
     * @param samples points of the signal
     * @param closed cycles closed
     * @param residuePoints turning points left
     * @param maxRange largest range between neighbours of the residue, which holds the largest of all
     * @param sumClosed sum over closed cycles
     * @param sumHalfResidue the same with half a cycle for each pair of the residue
     */
    public record Counted(
            long samples, long closed, int residuePoints, double maxRange, double sumClosed, double sumHalfResidue) {}
}
