package org.bivouac.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.bivouac.jobs.simulate.ground.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model hangs together: energy, fuel, distance, flight. */
class DriveTest {
    private static final Crew CREW = new Crew(2026, "501", "nobody", 1, 3.4, 3150, 0.38, 1, 140);

    private static Drive drive(Terrain ground, int crestMetre, long seed) {
        Road road = new Road.Builder()
                .section("LIAISON", 10, new Road.Patch(Terrain.ASPHALT, 800))
                .section("SPECIAL", 15, new Road.Patch(ground, 2500))
                .section("LIAISON", 2, new Road.Patch(Terrain.ASPHALT, 600))
                .build(crestMetre, new Noise(seed));
        return new Drive(road, CREW, List.of(), new Noise(seed)).run();
    }

    @ParameterizedTest
    @EnumSource(Terrain.class)
    void whatTheEngineGivesIsLostToTheGroundTheAirAndTheBrakes(Terrain ground) {
        Drive.Energy energy = drive(ground, -1, 3).energy();

        double balance =
                energy.tractionJoule() - energy.brakeJoule() - energy.resistanceJoule() - energy.kineticJoule();
        assertThat(balance).isCloseTo(0, within(0.001 * energy.tractionJoule()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theFlowSumsUpToTheFuelUsedAndTheSectionsToTheStage(long seed) {
        Drive drive = drive(Terrain.GRAVEL, -1, seed);

        double hundredths =
                DoubleStream.of(drive.trace.signal("fuel_flow_l_per_h")).sum();
        assertThat(hundredths / 3600 / Trace.RATE_HZ).isCloseTo(drive.litres(), within(1e-9));
        double moving = drive.sections.stream()
                .mapToDouble(section -> section.litres() + section.idleLitres())
                .sum();
        // The five seconds before the start belong to the stage and to no section.
        assertThat(drive.litres() - moving).isBetween(0.0, 0.01);
    }

    @ParameterizedTest
    @EnumSource(Terrain.class)
    void theCarStopsWhereThePlanSays(Terrain ground) {
        List<Drive.Section> sections = drive(ground, -1, 5).sections;

        assertThat(sections.get(0).km()).isCloseTo(0.8, within(0.001));
        assertThat(sections.get(1).km()).isCloseTo(2.5, within(0.001));
        assertThat(sections.get(2).km()).isCloseTo(0.6, within(0.001));
    }

    @Test
    void dunesCostMoreFuelAndTimeThanGravel() {
        Drive.Section gravel = drive(Terrain.GRAVEL, -1, 7).sections.get(1);
        Drive.Section dunes = drive(Terrain.DUNES, -1, 7).sections.get(1);

        assertThat(dunes.litres()).isGreaterThan(1.3 * gravel.litres());
        assertThat(dunes.seconds()).isGreaterThan(1.3 * gravel.seconds());
    }

    @Test
    void inTheAirTheBodyIsWeightlessAndTheDampersHang() {
        Drive flown = drive(Terrain.GRAVEL, 2000, 11);
        double[] vertical = flown.trace.signal("body_acceleration_vert_g");
        double[] damper = flown.trace.signal("damper_position_fl_mm");

        int weightless = 0;
        int hanging = 0;
        for (int i = 0; i < vertical.length; i++) {
            weightless += Math.abs(vertical[i]) < 0.2 ? 1 : 0;
            hanging += damper[i] < 9 ? 1 : 0;
        }
        assertThat(weightless).isBetween(35, 80);
        assertThat(hanging).isBetween(20, weightless);
        assertThat(DoubleStream.of(vertical).max().orElseThrow()).isGreaterThan(4);
    }
}
