package org.bivouac.jobs.simulate.car;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bivouac.jobs.events.AirtimeFold;
import org.bivouac.jobs.events.BumpStopFold;
import org.bivouac.jobs.scan.ArraySlice;
import org.bivouac.jobs.scan.ArraySlice.Track;
import org.bivouac.jobs.scan.Finding;
import org.bivouac.jobs.scan.Finding.Event;
import org.bivouac.jobs.scan.Fold;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.truth.TrueEvent;
import org.bivouac.schemas.Catalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What folds tell of a simulated drive from noisy sensors, beside what happened to the model. */
class RecoveredEventsTest {
    private static final String VERTICAL = "body_acceleration_vert_g";

    /** Keeps a few channels of a drive at a rate, with noise and steps as the loggers have them. */
    private static final class Sensors implements BlockSink {
        private final int rateHz;
        private final SplittableRandom random;
        private final Map<String, List<double[]>> pieces = new HashMap<>();
        private double seconds;

        Sensors(int rateHz, long seed) {
            this.rateHz = rateHz;
            random = new SplittableRandom(seed);
        }

        @Override
        public void begin(int run, long fromSeconds) {}

        @Override
        public void block(Block block, int blockSeconds) {
            keep(block, VERTICAL, blockSeconds, 0.004, 0.002);
            for (String corner : Body.CORNERS) {
                keep(block, "damper_position_" + corner + "_mm", blockSeconds, 0.04, 0.1);
            }
            seconds += blockSeconds;
        }

        private void keep(Block block, String channel, int blockSeconds, double noise, double step) {
            double[] all = block.values(channel);
            int every = 1000 / rateHz;
            double[] kept = new double[rateHz * blockSeconds];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = step * Math.rint((all[i * every] + noise * random.nextGaussian()) / step);
            }
            pieces.computeIfAbsent(channel, name -> new ArrayList<>()).add(kept);
        }

        @Override
        public void end() {}

        Map<String, Track> tracks() {
            Map<String, Track> tracks = new HashMap<>();
            pieces.forEach((name, list) -> {
                double[] values = list.stream().flatMapToDouble(Arrays::stream).toArray();
                double[] at = new double[values.length];
                for (int i = 0; i < at.length; i++) {
                    at[i] = i / (double) rateHz;
                }
                tracks.put(name, new Track(at, values, name.equals(VERTICAL) ? 0.5 : 0.1));
            });
            return tracks;
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 100", "4, 100", "5, 1000"})
    void jumpsAndBumpStopHitsOfADriveAreRecovered(long seed, int rateHz) {
        List<Incident> jumps = new ArrayList<>();
        for (int metre = 1500; metre < 9500; metre += 1000) {
            jumps.add(new Incident(Incident.Kind.JUMP, metre, Double.NaN, 0));
        }
        List<Piece> pieces = List.of(
                Piece.ground("SPECIAL", "gravel", 4000),
                Piece.ground("SPECIAL", "rocks", 2000),
                Piece.ground("SPECIAL", "dunes", 4000));
        Sensors sensors = new Sensors(rateHz, seed);
        DriveTruth truth = Rides.drive(Rides.order(pieces, seed, Rides.drivers().get(0), jumps), sensors);
        Catalogue catalogue = Catalogue.builtIn();
        Map<String, Track> tracks = sensors.tracks();

        List<TrueEvent> flights = truth.events().stream()
                .filter(event -> event.kind().equals("jump"))
                .toList();
        List<Event> told = events(new AirtimeFold(catalogue), tracks, sensors.seconds);
        assertThat(flights).hasSizeGreaterThanOrEqualTo(3);
        int found = 0;
        double squares = 0;
        for (TrueEvent flight : flights) {
            for (Event event : told) {
                if (overlap(flight, event)) {
                    found++;
                    double error = event.durationSeconds() - flight.seconds();
                    squares += error * error;
                    // Before it flies for good, a car may skim the ground with a wheel that carries 5 % of it.
                    assertThat(event.durationSeconds()).isCloseTo(flight.seconds(), within(0.06));
                    assertThat(event.peak()).isCloseTo(flight.value(), within(0.1 + 0.1 * flight.value()));
                }
            }
        }
        // Nearly flights, of a tenth of a second or with one wheel skimming the ground, may fall on either side.
        assertThat(found).isGreaterThanOrEqualTo(flights.size() - 1);
        assertThat(told.size()).isLessThanOrEqualTo(found + 2);
        for (Event event : told) {
            if (flights.stream().noneMatch(flight -> overlap(flight, event))) {
                assertThat(event.durationSeconds()).isLessThan(1.6 * TruthBook.SHORTEST_FLIGHT);
            }
        }
        assertThat(Math.sqrt(squares / found)).isLessThan(0.03);

        int hits = 0;
        int hitsFound = 0;
        int hitsTold = 0;
        for (String corner : Body.CORNERS) {
            List<Event> stops = events(
                    new BumpStopFold(catalogue, catalogue.require("damper_position_" + corner + "_mm"), List.of()),
                    tracks,
                    sensors.seconds);
            hitsTold += stops.size();
            for (TrueEvent event : truth.events()) {
                if (event.kind().equals("bump_stop") && corner.equals(event.corner())) {
                    hits++;
                    hitsFound += stops.stream().anyMatch(stop -> overlap(event, stop)) ? 1 : 0;
                }
            }
        }
        assertThat(hits).isGreaterThanOrEqualTo(5);
        assertThat((double) hitsFound / hits).isGreaterThan(0.93);
        assertThat((double) hitsFound / hitsTold).isGreaterThan(0.93);
    }

    private static boolean overlap(TrueEvent truth, Event told) {
        return told.atSeconds() <= truth.fromS() + truth.seconds() + 0.02
                && truth.fromS() <= told.atSeconds() + told.durationSeconds() + 0.02;
    }

    /** In slices of a minute, as the scan cuts them. */
    private static <P extends Serializable> List<Event> events(
            Fold<P> fold, Map<String, Track> tracks, double seconds) {
        P partial = fold.empty();
        for (double from = 0; from < seconds; from += 60) {
            fold.add(partial, new ArraySlice(tracks, from, Math.min(seconds, from + 60), 100));
        }
        List<Event> events = new ArrayList<>();
        for (Finding finding : fold.rows(partial)) {
            if (finding instanceof Event event) {
                events.add(event);
            }
        }
        return events;
    }
}
