package org.bivouac.jobs.signal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes the stress oracle's series from their recipe: a 64-bit LCG and + - * floor on doubles, so every bit is given. */
final class OracleSeries {
    private long state;

    OracleSeries(long seed) {
        state = seed;
    }

    double uniform() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (state >>> 11) * 0x1p-53;
    }

    private double irwin() {
        double u1 = uniform();
        double u2 = uniform();
        double u3 = uniform();
        double u4 = uniform();
        return ((u1 + u2) + (u3 + u4)) - 2.0;
    }

    static double[] of(JsonNode spec) {
        int n = spec.get("n").asInt();
        long seed = spec.get("seed").asLong();
        double[] x = new OracleSeries(seed).kind(spec, n);
        if (spec.has("quant")) {
            double q = spec.get("quant").asDouble();
            for (int i = 0; i < n; i++) {
                x[i] = Math.floor(x[i] / q + 0.5) * q;
            }
        }
        if (spec.has("p_dup")) {
            OracleSeries draws = new OracleSeries(seed + 1_000_003);
            for (int i = 1; i < n; i++) {
                if (draws.uniform() < spec.get("p_dup").asDouble()) {
                    x[i] = x[i - 1];
                }
            }
        }
        if (spec.has("p_nan")) {
            OracleSeries draws = new OracleSeries(seed + 2_000_003);
            for (int i = 1; i < n; i++) {
                if (draws.uniform() < spec.get("p_nan").asDouble()) {
                    int length = 1 + (int) Math.floor(spec.get("nan_max").asDouble() * draws.uniform());
                    for (int j = i; j < Math.min(n, i + length); j++) {
                        x[j] = Double.NaN;
                    }
                    i += length;
                }
            }
        }
        return x;
    }

    private double[] kind(JsonNode spec, int n) {
        double[] x = new double[n];
        switch (spec.get("kind").asText()) {
            case "uniform" -> {
                double low = number(spec, "lo");
                double width = number(spec, "hi") - low;
                for (int i = 0; i < n; i++) {
                    x[i] = low + width * uniform();
                }
            }
            case "irwin" -> {
                for (int i = 0; i < n; i++) {
                    x[i] = number(spec, "scale") * irwin();
                }
            }
            case "walk" -> {
                double v = 0;
                for (int i = 0; i < n; i++) {
                    v = v + number(spec, "step") * irwin();
                    x[i] = v;
                }
            }
            case "ar2" -> {
                double p = 0;
                double q = 0;
                for (int i = 0; i < n; i++) {
                    double v = (number(spec, "a1") * p + number(spec, "a2") * q) + number(spec, "gain") * irwin();
                    q = p;
                    p = v;
                    x[i] = v;
                }
            }
            case "hold" -> {
                double level = 0;
                for (int i = 0; i < n; i++) {
                    if (uniform() < number(spec, "p_new")) {
                        level = Math.floor(number(spec, "levels") * uniform());
                    }
                    x[i] = level;
                }
            }
            case "twomode" -> twoModes(spec, x);
            case "sinemix" -> sines(spec, x);
            default -> throw new IllegalArgumentException(spec.toString());
        }
        return x;
    }

    private void twoModes(JsonNode spec, double[] x) {
        double p = 0;
        double q = 0;
        double c = 0;
        double d = 0;
        double event = 0;
        for (int i = 0; i < x.length; i++) {
            double e = irwin();
            double f = irwin();
            double v = (number(spec, "a1") * p + number(spec, "a2") * q) + number(spec, "g1") * e;
            q = p;
            p = v;
            double w = (number(spec, "b1") * c + number(spec, "b2") * d) + number(spec, "g2") * f;
            d = c;
            c = w;
            double t = uniform();
            event = event * number(spec, "decay");
            if (t < number(spec, "p_event")) {
                event = event + number(spec, "amp") * uniform();
            }
            x[i] = ((v + w) + number(spec, "noise") * irwin()) + event;
        }
    }

    private void sines(JsonNode spec, double[] x) {
        JsonNode oscillators = spec.get("osc");
        double[] y1 = new double[oscillators.size()];
        double[] y2 = new double[oscillators.size()];
        for (int k = 0; k < y1.length; k++) {
            y1[k] = number(oscillators.get(k), "y1");
            y2[k] = number(oscillators.get(k), "y2");
        }
        for (int i = 0; i < x.length; i++) {
            double total = 0;
            for (int k = 0; k < y1.length; k++) {
                double y = number(oscillators.get(k), "c") * y1[k] - y2[k];
                y2[k] = y1[k];
                y1[k] = y;
                total = total + number(oscillators.get(k), "amp") * y;
            }
            x[i] = total + number(spec, "noise") * irwin();
        }
    }

    private static double number(JsonNode node, String name) {
        return node.get(name).asDouble();
    }

    static String sha256(double[] x) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * x.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : x) {
            bytes.putDouble(v);
        }
        return sha256(bytes.array());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
