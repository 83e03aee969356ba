package org.bivouac.jobs.simulate.car;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bivouac.jobs.simulate.ground.Ground;
import org.bivouac.jobs.simulate.ground.GroundBuilder;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.ground.Profile;
import org.bivouac.jobs.simulate.ground.Terrains;
import org.bivouac.jobs.simulate.truth.TrueEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the air nothing but gravity acts on the whole car; nobody told the model so. */
class FlightTest {
    private static final double GRAVITY = 9.80665;

    @ParameterizedTest
    @ValueSource(doubles = {20, 26, 32})
    void theCentreOfGravityFliesTheParabola(double metresPerSecond) {
        Ground ground = GroundBuilder.build(
                List.of(Piece.ground("SPECIAL", "asphalt", 400)), Terrains.builtIn(), List.of(200), 5);
        Profile profile = new Profile(ground);
        Body body = new Body(Parameters.builtIn(), 3340);
        profile.ahead(10);
        body.place(profile, 0);
        double height = 0;
        double rise = 0;
        double fall = 0;
        int airborne = 0;
        int longest = 0;
        for (int millis = 0; millis < 1000 * 380 / metresPerSecond; millis++) {
            double at = metresPerSecond * millis / 1000;
            profile.ahead(at + 5);
            body.step(profile, at, 0, 0);
            if (body.flies()) {
                if (airborne++ == 0) {
                    height = body.gravityCentre();
                    rise = body.gravityCentreSpeed();
                }
                fall = body.gravityCentre() - height;
                longest = Math.max(longest, airborne);
                double seconds = (airborne - 1) / 1000.0;
                // Semi-implicit steps fall g T dt / 2 deeper than the parabola.
                double parabola = rise * seconds - 0.5 * GRAVITY * seconds * seconds;
                assertThat(fall).isCloseTo(parabola, within(0.5 * GRAVITY * seconds * 0.001 + 1e-9));
                assertThat(body.gravityCentreSpeed()).isCloseTo(rise - GRAVITY * seconds, within(1e-9));
            } else {
                airborne = 0;
            }
        }
        assertThat(longest).isGreaterThan(150);
    }

    @Test
    void aFasterCarFliesLongerAndLandsHarder() {
        List<Piece> pieces = List.of(Piece.ground("SPECIAL", "gravel", 3000));
        double last = 0;
        for (double pace : new double[] {0.9, 1.25}) {
            DriverStyle driver = new DriverStyle("test", pace, 0.7, 3, 4, 0.1, 0, 0.6);
            Incident jump = new Incident(Incident.Kind.JUMP, 2000, Double.NaN, 0);
            DriveTruth truth = Rides.drive(Rides.order(pieces, 11, driver, List.of(jump)), BlockSink.none());
            TrueEvent flight = truth.events().stream()
                    .filter(event -> event.kind().equals("jump") && Math.abs(event.planKm() - 2.0) < 0.02)
                    .findFirst()
                    .orElseThrow();
            assertThat(flight.seconds()).isGreaterThan(last);
            assertThat(flight.value()).isBetween(1.2, 12.0);
            last = flight.seconds();
        }
    }

    @Test
    void aStandingCarFeelsOneGAndStandsOnItsSprings() {
        List<Piece> pieces = List.of(Piece.ground("SPECIAL", "gravel", 200));
        double[] seen = {Double.NaN, Double.NaN, Double.NaN};
        Rides.drive(Rides.order(pieces, 11, Rides.drivers().get(0), List.of()), new BlockSink() {
            private boolean first = true;

            @Override
            public void begin(int run, long fromSeconds) {}

            @Override
            public void block(Block block, int seconds) {
                if (first) {
                    first = false;
                    seen[0] = block.values("body_acceleration_vert_g")[4500];
                    seen[1] = block.values("damper_position_fl_mm")[4500];
                    for (double[] load : block.corners("tyre_load_%s_n")) {
                        seen[2] = (Double.isNaN(seen[2]) ? 0 : seen[2]) + load[450];
                    }
                }
            }

            @Override
            public void end() {}
        });

        assertThat(seen[0]).isCloseTo(1, within(0.002));
        assertThat(seen[1]).isBetween(90.0, 130.0);
        double mass = Parameters.builtIn().of("mass_kg") + 400 * 0.745;
        assertThat(seen[2]).isCloseTo(mass * GRAVITY, within(0.005 * mass * GRAVITY));
    }
}
