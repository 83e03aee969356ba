package org.bivouac.jobs.simulate.car;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.truth.TrueSegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cars stop as cars do, just where they must. */
class StoppingTest {
    private static final int RATE_HZ = 100;

    /** What the loggers could see of a drive at 100 Hz. */
    private static final class Seen implements BlockSink {
        final List<double[]> speed = new ArrayList<>();
        final List<double[]> front = new ArrayList<>();
        final List<double[]> rear = new ArrayList<>();

        @Override
        public void begin(int run, long fromSeconds) {}

        @Override
        public void block(Block block, int seconds) {
            speed.add(Arrays.copyOf(block.values("vehicle_speed_km_per_h"), seconds * RATE_HZ));
            front.add(Arrays.copyOf(block.values("brake_pressure_front_bar"), seconds * RATE_HZ));
            rear.add(Arrays.copyOf(block.values("brake_pressure_rear_bar"), seconds * RATE_HZ));
        }

        @Override
        public void end() {}

        static double[] all(List<double[]> blocks) {
            return blocks.stream().flatMapToDouble(Arrays::stream).toArray();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2, 9, 27, 45})
    void aCarThatSlowsDownAsToldStandsAtThePlace(double speedBefore) {
        double speed = speedBefore;
        double remaining = speed * speed / 4.2 + speed * Stopping.EASING_SECONDS / 2;
        double first = Stopping.deceleration(speed, remaining);
        double before = first;
        while (remaining > 1e-5) {
            double now = Stopping.deceleration(speed, remaining);
            // Never harder than at the beginning but for the steps' rounding, never let go at once.
            assertThat(now).isLessThan(1.02 * first);
            assertThat(before - now).isLessThan(0.05 * first);
            double next = Math.max(0, speed - now * Motion.STEP);
            remaining -= 0.5 * (speed + next) * Motion.STEP;
            speed = next;
            before = now;
        }
        assertThat(remaining).isCloseTo(0, within(1e-4));
        assertThat(speed).isLessThan(0.002);
        assertThat(before).isLessThan(0.1 * first);
    }

    @Test
    void easingIsThreeTimesTheWayOverTheSpeedAndJoinsWithoutAStep() {
        double speed = 2;
        double near = speed * Stopping.EASING_SECONDS / 3;
        assertThat(Stopping.eases(speed, near)).isTrue();
        assertThat(Stopping.eases(speed, near * 1.001)).isFalse();
        assertThat(Stopping.deceleration(speed, near * 1.000001))
                .isCloseTo(Stopping.deceleration(speed, near), within(1e-4));
        // From far away the easing is nothing: v²/2s.
        assertThat(Stopping.deceleration(30, 300)).isCloseTo(1.5, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({
        "asphalt, 1",
        "dirt, 2",
        "gravel, 3",
        "sand, 4",
        "dunes, 5",
        "dunes, 6",
        "dunes, 7",
        "camel-grass, 8",
        "rocks, 9"
    })
    void noStopAsksMoreOfBrakesAndTyresThanTheyCanDo(String terrain, long seed) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pieces.add(Piece.ground("SPECIAL", terrain, 300 + 37 * i));
            pieces.add(Piece.halt("CONTROL", 5, 0));
        }
        DriverStyle driver = Rides.drivers().get((int) seed % 3);
        DriveOrder order = Rides.order(pieces, seed, driver, List.of());
        Seen seen = new Seen();
        DriveTruth truth = Rides.drive(order, seen);

        double plan = 0;
        int stops = 0;
        for (TrueSegment segment : truth.segments()) {
            plan += segment.planKm();
            if (segment.type().equals("CONTROL")) {
                stops++;
                assertThat(segment.fromKm()).isCloseTo(plan, within(2e-7 * stops));
            }
        }
        assertThat(stops).isEqualTo(12);

        double[] speed = Seen.all(seen.speed);
        double[] front = Seen.all(seen.front);
        double[] rear = Seen.all(seen.rear);
        double grip = order.ground().terrain(50).grip();
        double weight = (order.car().of("mass_kg") + 0.745 * order.startLitres()) * Body.GRAVITY;
        int standing = 0;
        for (int i = 1; i < speed.length; i++) {
            double deceleration = (speed[i - 1] - speed[i]) / 3.6 * RATE_HZ;
            // Before corners drivers brake hardest, and never so hard that the tyres slide.
            assertThat(deceleration)
                    .as("deceleration at %d", i)
                    .isLessThan(1.35 * driver.braking())
                    .isLessThan((grip + 0.2 + 0.35) * Body.GRAVITY);
            assertThat(front[i] + rear[i]).as("pressure at %d", i).isBetween(0.0, grip * weight / 330);
            if (speed[i] == 0 && speed[i - 1] > 0) {
                standing++;
                assertThat(deceleration).as("in the last step before a stop").isLessThan(0.2);
                // Half a second before, the car still brakes, and not as in an emergency.
                double before = (speed[i - 60] - speed[i - 40]) / 3.6 / 0.2;
                assertThat(before).isBetween(0.3, 4.5);
            }
        }
        assertThat(standing).isGreaterThanOrEqualTo(12);
    }
}
