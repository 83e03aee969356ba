package org.bivouac.jobs.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bivouac.jobs.signal.Flights.Flight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cars that fly as long as Galilei says, while their wheels swing below them as they like. */
class FlightsTest {
    private static final double GRAVITY = 9.80665;
    private static final double STEP = 0.005;
    private static final double SHARE = 0.11;
    private static final Flights.Rules RULES = new Flights.Rules(0.15, 0.06, 0.05, 0.1, 3);

    /** What body and dampers feel of a car on whose whole the ground pushes as given, share of its weight. */
    private record Felt(double[] verticalG, double[][] travelMm) {
        static Felt of(double[] push, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] travel = new double[4][push.length];
            double[] vertical = new double[push.length];
            double[] bend = new double[push.length];
            for (int c = 0; c < 4; c++) {
                double hertz = 1 + 4 * random.nextDouble();
                double phase = 6 * random.nextDouble();
                for (int i = 0; i < push.length; i++) {
                    double turn = 2 * Math.PI * hertz;
                    double swing = Math.sin(turn * i * STEP + phase);
                    travel[c][i] = 120 + 30 * swing;
                    bend[i] -= 0.03 * turn * turn * swing / 4;
                }
            }
            // All masses together feel the push; the wheels feel what the body feels and their swing besides.
            Arrays.setAll(vertical, i -> push[i] - SHARE * bend[i] / GRAVITY);
            return new Felt(vertical, travel);
        }

        double[] push(int n) {
            return GroundPush.of(verticalG, travelMm, STEP, n, SHARE, 3);
        }

        List<Flight> flights() {
            return Flights.of(push(4), push(2), STEP, 0, verticalG.length, RULES);
        }
    }

    /** At rest but for a stretch in which nothing pushes; each sample is the mean over its step. */
    private static double[] flight(double fromSeconds, double toSeconds) {
        double[] push = new double[1000];
        Arrays.setAll(push, i -> {
            double left = (i - 0.5) * STEP;
            double inAir = Math.min(left + STEP, toSeconds) - Math.max(left, fromSeconds);
            return 1 - Math.max(0, inAir) / STEP;
        });
        return push;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 0.5, 1, 2})
    void aCarThatFallsFromAHeightIsInTheAirForTheRootOfTwiceItOverGravity(double metres) {
        double fall = Math.sqrt(2 * metres / GRAVITY);
        double takeOff = 1.2345;

        List<Flight> flights =
                Felt.of(flight(takeOff, takeOff + fall), (long) (10 * metres)).flights();

        // A step of the push is the worst case: its average over 10 ms to each side crosses the edge 6 ms inside.
        assertThat(flights).hasSize(1);
        assertThat(flights.get(0).from() * STEP).isCloseTo(takeOff, within(0.008));
        assertThat(flights.get(0).to() * STEP).isCloseTo(takeOff + fall, within(0.008));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 6, 10, 15})
    void aCarThatTakesOffAtAnAngleFliesTwiceAsLongAsItRises(double degrees) {
        double seconds = 2 * (100 / 3.6) * Math.sin(Math.toRadians(degrees)) / GRAVITY;

        List<Flight> flights = Felt.of(flight(1, 1 + seconds), 7).flights();

        assertThat(flights).hasSize(1);
        assertThat((flights.get(0).to() - flights.get(0).from()) * STEP).isCloseTo(seconds, within(0.015));
    }

    @Test
    void thePushIsWhatActsOnTheWholeCarHoweverItsWheelsSwing() {
        double[] acting = new double[1000];
        Arrays.setAll(acting, i -> 1 + 0.3 * Math.sin(i * STEP * 5));
        for (long seed = 0; seed < 4; seed++) {
            double[] push = Felt.of(acting, seed).push(2);
            for (int i = 2; i < push.length - 2; i++) {
                assertThat(push[i]).isCloseTo(acting[i], within(0.01));
            }
            assertThat(push[1]).isNaN();
            assertThat(push[push.length - 2]).isNaN();
        }
    }

    @Test
    void aZeroErrorOfTheAccelerometerIsNoMatter() {
        double[] push = flight(1, 1.5);
        Flight right = Felt.of(push, 1).flights().get(0);
        for (double error : new double[] {-0.04, 0.04}) {
            double[] off = Arrays.stream(push).map(x -> x + error).toArray();
            Flight found = Felt.of(off, 1).flights().get(0);
            assertThat((found.to() - found.from()) * STEP).isCloseTo((right.to() - right.from()) * STEP, within(0.002));
        }
    }

    @Test
    void threeDampersAreEnoughAndTwoAreNot() {
        Felt felt = Felt.of(flight(1, 1.5), 3);
        double[] silent = new double[1000];
        Arrays.fill(silent, Double.NaN);
        felt.travelMm[2] = silent;
        assertThat(felt.flights()).hasSize(1);
        felt.travelMm[0] = silent;
        assertThat(felt.flights()).isEmpty();
    }

    @Test
    void whatNobodySawFromTakeOffToLandingIsNotTold() {
        double[] push = flight(1, 1.5);
        for (int hole : new int[] {200, 250, 300}) {
            double[] holed = push.clone();
            holed[hole] = Double.NaN;
            assertThat(Flights.of(holed, holed, STEP, 0, holed.length, RULES))
                    .as("hole at " + hole)
                    .isEmpty();
        }
        assertThat(Flights.of(flight(-1, 0.5), flight(-1, 0.5), STEP, 0, 1000, RULES))
                .isEmpty();
        assertThat(Flights.of(flight(4.5, 9), flight(4.5, 9), STEP, 0, 1000, RULES))
                .isEmpty();
        assertThat(Flights.of(new double[0], new double[0], STEP, 0, 0, RULES)).isEmpty();
    }

    @Test
    void aHopAndAnAgeAreNoFlights() {
        assertThat(Felt.of(flight(1, 1.08), 5).flights()).isEmpty();
        assertThat(Felt.of(flight(1, 4.1), 5).flights()).isEmpty();
    }

    @Test
    void theLongestPartWithoutASkimmingWheelCounts() {
        double[] push = flight(1, 2);
        for (int i = 260; i < 266; i++) {
            push[i] = 0.12;
        }
        List<Flight> flights = Flights.of(push, push, STEP, 0, push.length, RULES);
        assertThat(flights).hasSize(1);
        assertThat(flights.get(0).from() * STEP).isCloseTo(1.33, within(0.005));
        assertThat(flights.get(0).to() * STEP).isCloseTo(2, within(0.005));
    }
}
