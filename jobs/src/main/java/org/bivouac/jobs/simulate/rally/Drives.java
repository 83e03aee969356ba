package org.bivouac.jobs.simulate.rally;

import java.time.Instant;
import org.bivouac.jobs.simulate.car.DriveOrder;
import org.bivouac.jobs.simulate.car.Parameters;
import org.bivouac.jobs.simulate.ground.Ground;
import org.bivouac.jobs.simulate.ground.GroundBuilder;
import org.bivouac.jobs.simulate.ground.Noise;
import org.bivouac.jobs.simulate.log.Outing;

/** What a plan means for one car on one stage. */
public final class Drives {
    /** Cars start at this distance, s. */
    private static final int START_GAP = 180;

    private Drives() {}

    /** All that decides a drive; stage and car by their positions in the plan. */
    public static DriveOrder order(RallyPlan plan, long seed, int year, int stageAt, int carAt) {
        StagePlan stage = plan.stages().get(stageAt);
        CarEntry entry = plan.cars().get(carAt);
        Ground ground = GroundBuilder.build(
                stage.pieces(),
                plan.terrains(),
                plan.jumps(stageAt),
                new Noise(seed).fork("ground " + stage.stage()).next());
        Parameters car = plan.parameters(year, entry.car());
        Outing outing = outing(plan, year, stageAt, carAt);
        return new DriveOrder(
                outing,
                stage.marathon(),
                car,
                entry.driver(),
                ground,
                stage.pieces(),
                plan.incidents(year, stageAt, entry.car()),
                car.of("fuel_start_l"),
                stage.latitudeDeg(),
                stage.longitudeDeg(),
                stage.altitudeMetres(),
                noise(seed, outing).next());
    }

    /** The random numbers of one drive. */
    public static Noise noise(long seed, Outing outing) {
        return new Noise(seed).fork("drive " + outing.year() + " " + outing.stage() + " " + outing.car());
    }

    /** Who drives where and when. */
    static Outing outing(RallyPlan plan, int year, int stageAt, int carAt) {
        StagePlan stage = plan.stages().get(stageAt);
        CarEntry entry = plan.cars().get(carAt);
        // Whole seconds, as loggers wake; five of them before the car starts.
        Instant start = stage.startTime(year - plan.edition()).plusSeconds((long) START_GAP * carAt - 5);
        return new Outing(
                year, stage.event(), stage.stage(), entry.car(), entry.driver().name(), start, stage.zone());
    }
}
