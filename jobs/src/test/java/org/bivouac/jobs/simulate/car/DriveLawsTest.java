package org.bivouac.jobs.simulate.car;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.truth.TrueDrive;
import org.bivouac.jobs.simulate.truth.TrueEvent;
import org.bivouac.jobs.simulate.truth.TrueSegment;
import org.bivouac.jobs.simulate.truth.TrueTerrain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model hangs together: energy, fuel, distance, time, and what was asked to happen. */
class DriveLawsTest {
    private static final String[] ALL = {"dirt", "gravel", "sand", "dunes", "camel-grass", "rocks"};

    @ParameterizedTest
    @ValueSource(strings = {"asphalt", "dirt", "gravel", "sand", "dunes", "camel-grass", "rocks"})
    void theHeatOfTheFuelIsAllAccountedFor(String terrain) {
        TrueDrive drive = Rides.drive(Rides.stage(4000, terrain), 3).drive();

        assertThat(drive.residualMj()).isLessThan(0.001 * drive.fuelMj());
        // Nor is a term missing whose absence the sums would not show.
        double lost = drive.rollingMj() + drive.airMj() + drive.brakesMj() + drive.slipMj() + drive.climbMj();
        double wheels = drive.fuelMj() - drive.heatMj() - drive.auxiliaryMj() - drive.drivelineMj();
        assertThat(lost + drive.engineBrakingMj()).isCloseTo(wheels, within(0.02 * drive.fuelMj()));
        assertThat(drive.rollingMj()).isPositive();
        assertThat(drive.brakesMj()).isPositive();
        double workShare = wheels / drive.fuelMj();
        assertThat(workShare).isBetween(0.08, 0.36);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theTankHoldsWhatWasInItAndFilledInLessWhatWasBurnt(long seed) {
        double[] flow = new double[1];
        DriveTruth truth = Rides.drive(
                Rides.order(
                        Rides.stage(5000, "gravel", "sand"),
                        seed,
                        Rides.drivers().get(1),
                        List.of()),
                sum("fuel_flow_l_per_h", flow));
        TrueDrive drive = truth.drive();

        assertThat(drive.filledLitres()).isEqualTo(35);
        assertThat(drive.startLitres() + drive.filledLitres() - drive.burntLitres())
                .isCloseTo(drive.endLitres(), within(1e-9));
        // A sample is the flow of the 10 ms before it; the last 10 ms have none.
        assertThat(flow[0] / 3600 / 100).isCloseTo(drive.burntLitres(), within(1e-4));
        assertThat(truth.segments().stream().mapToDouble(TrueSegment::litres).sum())
                .isCloseTo(drive.burntLitres(), within(1e-9));
        double halts = truth.segments().stream()
                .filter(segment ->
                        segment.type().equals("CONTROL") || segment.type().equals("REFUEL"))
                .mapToDouble(TrueSegment::litres)
                .sum();
        assertThat(truth.terrain().stream().mapToDouble(TrueTerrain::litres).sum() + halts)
                .isCloseTo(drive.burntLitres(), within(1e-9));
    }

    @Test
    void everySecondIsInOneSegmentAndEveryHaltIsWhereThePlanHasIt() {
        List<Piece> pieces = Rides.stage(6000, ALL);
        DriveTruth truth = Rides.drive(pieces, 4);

        double time = 0;
        double plan = 0;
        for (TrueSegment segment : truth.segments()) {
            assertThat(segment.fromS()).isEqualTo(time);
            time = segment.toS();
            plan += segment.planKm();
        }
        assertThat(time).isEqualTo(truth.drive().seconds());
        assertThat(plan).isCloseTo(8.0, within(0.00002));
        assertThat(truth.drive().distanceKm()).isCloseTo(8.0, within(0.00002));
        assertThat(truth.drive().gpsPathKm()).isCloseTo(8.0, within(0.001 * 8));
        assertThat(truth.segments().stream().map(TrueSegment::type))
                .containsExactly("LIAISON", "CONTROL", "SPECIAL", "REFUEL", "SPECIAL", "CONTROL", "LIAISON");
        assertThat(truth.segments().get(1).fromKm()).isCloseTo(1.2, within(0.00002));
        assertThat(truth.segments().get(3).fromKm()).isCloseTo(2.2, within(0.00002));
        TrueSegment refuel = truth.segments().get(3);
        assertThat(refuel.toS() - refuel.fromS()).isCloseTo(20, within(0.011));
        for (TrueTerrain terrain : truth.terrain()) {
            double km = terrain.type().equals("LIAISON") ? 2 : 1;
            assertThat(terrain.distanceKm()).as(terrain.terrain()).isCloseTo(km, within(0.0004));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MARKER, driver_marker, NaN", "PUNCTURE, puncture, 0.2", "OVER_REV, over_rev, 0.8",
                "OIL_STARVATION, oil_starvation, 0.9",
        "OVERHEATING, overheating, 120", "BROKEN_DAMPER, broken_damper, 0.1", "DETOUR, detour, 250", "LOST, lost, 25",
        "STUCK, stuck, 40"
    })
    void whatWasAskedForHappensAtItsPlace(Incident.Kind kind, String event, double size) {
        Incident incident = new Incident(kind, 2700, size, 2);
        DriveTruth truth = Rides.drive(Rides.stage(6000, "gravel", "gravel"), 6, incident);

        List<TrueEvent> found = truth.events().stream()
                .filter(each -> each.kind().equals(event))
                .toList();
        assertThat(found).hasSize(1);
        TrueEvent happened = found.get(0);
        // An engine must first turn fast enough to be hurt.
        boolean waits = kind == Incident.Kind.OVER_REV || kind == Incident.Kind.OIL_STARVATION;
        assertThat(happened.planKm()).isBetween(2.699, waits ? 5.5 : 2.702);
        assertThat(truth.drive().residualMj()).isLessThan(0.001 * truth.drive().fuelMj());
        switch (kind) {
            case OVER_REV -> assertThat(happened.value()).isGreaterThan(6500);
            case OIL_STARVATION -> assertThat(happened.value()).isLessThan(1.5);
            case OVERHEATING -> assertThat(happened.value()).isGreaterThan(95);
            case PUNCTURE ->
                assertThat(truth.events()).anyMatch(each -> each.kind().equals("wheel_change"));
            case DETOUR -> assertThat(happened.value()).isCloseTo(2 * (250 + 35), within(0.5));
            case STUCK, LOST -> assertThat(happened.seconds()).isCloseTo(size, within(0.02));
            case MARKER, BROKEN_DAMPER, JUMP -> assertThat(happened.corner()).isIn(null, "rl");
        }
        double vain = kind == Incident.Kind.DETOUR ? 0.57 : 0;
        assertThat(truth.drive().distanceKm()).isCloseTo(8 + vain, within(0.00003));
        assertThat(truth.drive().gpsPathKm()).isCloseTo(8 + vain, within(0.008));
    }

    @Test
    void aBrokenDamperLetsItsWheelHop() {
        List<Piece> pieces = Rides.stage(6000, "gravel");
        double healthy = Rides.drive(pieces, 8).damage().get(0).sumHalfResidue();
        double broken = Rides.drive(pieces, 8, new Incident(Incident.Kind.BROKEN_DAMPER, 1300, 0.12, 0))
                .damage()
                .get(0)
                .sumHalfResidue();

        assertThat(broken).isGreaterThan(3 * healthy);
    }

    @Test
    void aNightPartsTheDriveInTwoRunsWithOneWayAndOneTank() {
        List<Piece> pieces = List.of(
                Piece.ground("SPECIAL", "sand", 1500),
                Piece.halt("BIVOUAC", 40_000, Double.NaN),
                Piece.ground("SPECIAL", "sand", 1000));
        List<Long> begins = new ArrayList<>();
        long[] seconds = new long[1];
        DriveTruth truth = Rides.drive(Rides.order(pieces, 2, Rides.drivers().get(0), List.of()), new BlockSink() {
            @Override
            public void begin(int run, long fromSeconds) {
                begins.add(fromSeconds);
            }

            @Override
            public void block(Block block, int count) {
                seconds[0] += count;
            }

            @Override
            public void end() {}
        });

        assertThat(begins).hasSize(2);
        assertThat(truth.segments().stream().map(TrueSegment::type)).containsExactly("SPECIAL", "BIVOUAC", "SPECIAL");
        TrueSegment night = truth.segments().get(1);
        assertThat(night.toS() - night.fromS()).isCloseTo(40_000, within(1.0));
        assertThat(seconds[0]).isCloseTo((long) truth.drive().seconds() - 40_000, within(12L));
        assertThat(truth.drive().distanceKm()).isCloseTo(2.5, within(0.00003));
        assertThat(truth.drive().filledLitres()).isGreaterThan(100);
        assertThat(truth.drive().residualMj()).isLessThan(0.001 * truth.drive().fuelMj());
    }

    @Test
    void driversAndCarsDifferByWhatTheirNumbersSay() {
        List<Piece> pieces = Rides.stage(6000, "sand");
        List<DriverStyle> drivers = Rides.drivers();
        TrueDrive fast = Rides.drive(Rides.order(pieces, 5, drivers.get(0), List.of()), BlockSink.none())
                .drive();
        TrueDrive slow = Rides.drive(Rides.order(pieces, 5, drivers.get(2), List.of()), BlockSink.none())
                .drive();
        assertThat(slow.specialS()).isBetween(1.05 * fast.specialS(), 1.35 * fast.specialS());

        DriveOrder order = Rides.order(pieces, 5, drivers.get(0), List.of());
        Parameters thirsty = order.car().changed("indicated_efficiency", -4);
        TrueDrive other = Rides.drive(
                        new DriveOrder(
                                order.outing(),
                                false,
                                thirsty,
                                order.driver(),
                                order.ground(),
                                pieces,
                                List.of(),
                                400,
                                20,
                                42,
                                900,
                                5),
                        BlockSink.none())
                .drive();
        // The same work from 4 % less efficiency; the lighter tank gives back next to nothing.
        assertThat(other.burntLitres() / fast.burntLitres()).isCloseTo(1 / 0.96, within(0.004));
    }

    private static BlockSink sum(String channel, double[] into) {
        return new BlockSink() {
            @Override
            public void begin(int run, long fromSeconds) {}

            @Override
            public void block(Block block, int seconds) {
                double[] values = block.values(channel);
                for (int i = 0; i < seconds * (values.length / Block.SECONDS); i++) {
                    into[0] += values[i];
                }
            }

            @Override
            public void end() {}
        };
    }
}
