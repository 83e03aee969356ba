package org.bivouac.jobs.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bivouac.jobs.signal.TrackReturns.Return;
import org.junit.jupiter.api.Test;

/** Returns of real tracks: trails ridden again. They are right, and the reason why only specials with a plan are judged. */
class RealTrackReturnsTest {
    private static final Pattern POINT =
            Pattern.compile("<trkpt lat=\"([-0-9.]+)\" lon=\"([-0-9.]+)\">\\s*<ele>([-0-9.]+)");

    private static Path log(String name) {
        String corpus = System.getProperty("bivouac.corpus", "");
        assumeTrue(!corpus.isEmpty(), "no folder of real logs given");
        Path file = Path.of(corpus, "logs", name);
        assumeTrue(Files.isRegularFile(file), "no " + name);
        return file;
    }

    /** Points of latitude, longitude and height; the way is that between them. */
    private static List<Return> returns(List<double[]> points, List<Double> metres) {
        int n = points.size();
        double[] x = new double[n];
        double[] y = new double[n];
        double[] height = new double[n];
        double[] way = new double[n];
        double across = Math.cos(Math.toRadians(points.get(0)[0]));
        for (int i = 0; i < n; i++) {
            x[i] = 111_195 * across * (points.get(i)[1] - points.get(0)[1]);
            y[i] = 111_195 * (points.get(i)[0] - points.get(0)[0]);
            height[i] = points.get(i)[2];
            way[i] = i == 0 ? 0 : way[i - 1] + Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
        }
        List<Return> found = TrackReturns.of(x, y, height, way, new TrackReturns.Rules(30, 300, 30_000, 12));
        found.forEach(one -> metres.add(way[one.to()] - way[one.from()]));
        metres.add(way[n - 1]);
        return found;
    }

    @Test
    void aRoundThatDoesNotCloseIsNoReturn() throws IOException {
        Path file = log("vbo/tobi+vbo-parser/tests/fixtures/25IR05_RdAm_FP1_Run01_KO.vbo");
        List<double[]> points = new ArrayList<>();
        boolean data = false;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            String[] cells = line.strip().split("\\s+", -1);
            if (data && cells.length > 6 && !cells[2].startsWith("+000000")) {
                points.add(new double[] {
                    Double.parseDouble(cells[2]) / 60, -Double.parseDouble(cells[3]) / 60, Double.parseDouble(cells[6])
                });
            }
            data |= line.strip().equals("[data]");
        }
        List<Double> metres = new ArrayList<>();
        List<Return> found = returns(points, metres);
        assertThat(found).isEmpty();
        assertThat(metres.get(0)).isBetween(6000.0, 6600.0);
    }

    /** Eight rounds of a trail of 1 km, which are 8 of its 9 km. */
    @Test
    void aMountainBikeComesBackRoundByRound() throws IOException {
        Matcher matcher = POINT.matcher(Files.readString(log("gpx/sghctoma+sst/dashboard/tests/track.gpx")));
        List<double[]> points = new ArrayList<>();
        while (matcher.find()) {
            points.add(new double[] {
                Double.parseDouble(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3))
            });
        }
        List<Double> metres = new ArrayList<>();
        List<Return> found = returns(points, metres);
        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.returns()).isEqualTo(8));
        assertThat(metres.get(0) / metres.get(1)).isBetween(0.85, 0.95);
    }
}
