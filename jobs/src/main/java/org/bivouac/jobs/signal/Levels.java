package org.bivouac.jobs.signal;

import java.io.Serializable;
import java.util.Arrays;

/** Classes with fixed edges, closed on the left: class i holds {@code edges[i] <= x < edges[i + 1]}. */
public final class Levels implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] edges;

    /** Classes between neighbouring edges, which increase strictly; at least two. */
    public Levels(double... edges) {
        if (edges.length < 2) {
            throw new IllegalArgumentException("got " + edges.length + " edges, expected at least 2");
        }
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i] > edges[i - 1])) {
                throw new IllegalArgumentException(
                        "edge " + edges[i] + " must be above the one before it (" + edges[i - 1] + ")");
            }
        }
        this.edges = edges.clone();
    }

    /** {@code classes} classes of equal width from {@code low}. */
    public static Levels equal(double low, double width, int classes) {
        double[] edges = new double[classes + 1];
        Arrays.setAll(edges, i -> low + i * width);
        return new Levels(edges);
    }

    /** How many classes. */
    public int size() {
        return edges.length - 1;
    }

    /** Lower edge of class i, inclusive. */
    public double low(int i) {
        return edges[i];
    }

    /** Upper edge of class i, exclusive. */
    public double high(int i) {
        return edges[i + 1];
    }

    /** The class of a value; -1 when it lies outside all classes or is NaN. */
    public int indexOf(double x) {
        if (!(x >= edges[0] && x < edges[edges.length - 1])) {
            return -1;
        }
        int low = 0;
        int high = edges.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (x >= edges[middle]) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public String toString() {
        return Arrays.toString(edges);
    }
}
