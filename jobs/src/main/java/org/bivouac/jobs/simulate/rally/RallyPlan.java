package org.bivouac.jobs.simulate.rally;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.car.Incident;
import org.bivouac.jobs.simulate.car.Parameters;
import org.bivouac.jobs.simulate.ground.Noise;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.ground.Terrains;

/**
 * All that a rally is made from, besides the seed.
 *
 * @param edition the year that the stages' dates are of
 * @param stages in order
 * @param cars in starting order
 * @param terrains what the ground can be
 * @param classes what the cars of each class are built from
 * @param differences what makes cars and years differ
 * @param incidents what shall happen
 */
public record RallyPlan(
        int edition,
        List<StagePlan> stages,
        List<CarEntry> cars,
        Terrains terrains,
        CarClasses classes,
        List<Difference> differences,
        List<PlannedIncident> incidents)
        implements Serializable {
    /** What a car is made of in an edition. */
    Parameters parameters(int year, String carNumber) {
        String carClass = cars.stream()
                .filter(entry -> entry.car().equals(carNumber))
                .findFirst()
                .orElseThrow()
                .carClass();
        Parameters made = classes.of(carClass);
        for (Difference difference : differences) {
            if (difference.concerns(year, carNumber)) {
                made = made.changed(difference.parameter(), difference.percent());
            }
        }
        return made;
    }

    /** What happens to a car on a stage; on the second half of a marathon also what its first half left broken. */
    List<Incident> incidents(int year, int stage, String carNumber) {
        List<Incident> found = new ArrayList<>();
        for (PlannedIncident planned : incidents) {
            if (planned.concerns(year, stages.get(stage).stage(), carNumber)) {
                found.add(planned.incident());
            }
        }
        if (stage > 0 && stages.get(stage - 1).marathon()) {
            for (Incident before : incidents(year, stage - 1, carNumber)) {
                if (before.kind() == Incident.Kind.BROKEN_DAMPER) {
                    found.add(new Incident(before.kind(), 0, before.value(), before.corner()));
                }
            }
        }
        return found;
    }

    /** Where ramps stand on a stage; they are ground, so they are there for every car and year. */
    List<Integer> jumps(int stage) {
        return incidents.stream()
                .filter(planned -> planned.incident().kind() == Incident.Kind.JUMP
                        && planned.stage().equals(stages.get(stage).stage()))
                .map(planned -> (int) planned.incident().atMetre())
                .toList();
    }

    /** The same rally with shorter stages, incidents at the same shares of them. */
    RallyPlan scaled(double factor) {
        List<StagePlan> shorter =
                stages.stream().map(stage -> stage.scaled(factor)).toList();
        List<PlannedIncident> moved = new ArrayList<>();
        for (PlannedIncident planned : incidents) {
            for (int i = 0; i < stages.size(); i++) {
                if (stages.get(i).stage().equals(planned.stage())) {
                    double share = planned.incident().atMetre() / stages.get(i).metres();
                    Incident incident = planned.incident();
                    moved.add(new PlannedIncident(
                            planned.year(),
                            planned.stage(),
                            planned.car(),
                            new Incident(
                                    incident.kind(),
                                    share * shorter.get(i).metres(),
                                    incident.value(),
                                    incident.corner())));
                }
            }
        }
        return new RallyPlan(edition, shorter, cars, terrains, classes, differences, moved);
    }

    /** The same rally with some of its stages and cars. */
    RallyPlan with(List<StagePlan> fewerStages, List<CarEntry> fewerCars) {
        return new RallyPlan(edition, fewerStages, fewerCars, terrains, classes, differences, incidents);
    }

    /** The same rally in which each of these kinds happens once to each car in a special of each stage, at a drawn place. */
    RallyPlan happening(List<Incident.Kind> kinds, List<Integer> years, long seed) {
        List<PlannedIncident> more = new ArrayList<>(incidents);
        for (int year : years) {
            for (StagePlan stage : stages) {
                for (CarEntry entry : cars) {
                    Noise noise = new Noise(seed).fork("incidents " + year + " " + stage.stage() + " " + entry.car());
                    for (Incident.Kind kind : kinds) {
                        double at = special(stage, noise.uniform(0.08, 0.92));
                        int corner = (int) noise.uniform(0, 4);
                        if (at > 0) {
                            Incident incident = new Incident(kind, at, Double.NaN, corner);
                            more.add(new PlannedIncident(year, stage.stage(), entry.car(), incident));
                        }
                    }
                }
            }
        }
        return new RallyPlan(edition, stages, cars, terrains, classes, differences, more);
    }

    /** The place at a share of a stage's specials; −1 when it has none. */
    private static double special(StagePlan stage, double share) {
        int total = 0;
        for (Piece piece : stage.pieces()) {
            total += piece.type().equals("SPECIAL") ? piece.metres() : 0;
        }
        double wanted = share * total;
        int at = 0;
        for (Piece piece : stage.pieces()) {
            if (piece.type().equals("SPECIAL")) {
                if (wanted < piece.metres()) {
                    return at + Math.floor(wanted);
                }
                wanted -= piece.metres();
            }
            at += piece.metres();
        }
        return -1;
    }
}
