package org.bivouac.jobs.simulate.car;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Detour;
import org.bivouac.jobs.simulate.ground.Ground;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.ground.Terrain;

/** What one driver has before him: the ground with his own detours, where he stops, and how fast he goes where. */
final class Course {
    /** Speed on liaisons and transfers, m/s: the law of the road. */
    private static final double ROAD_SPEED = 30.5;

    /** A driver looks so far ahead of a stop for ground that brakes badly, m. */
    private static final double SIGHT = 200;

    /**
     * A place where the car stands.
     *
     * @param atMetre on the car's own way
     * @param type of a planned halt, or the incident's kind
     * @param piece which piece of the plan it is; −1 for an incident
     * @param seconds how long
     * @param litres filled in; NaN for full
     * @param slowing deceleration that the ground before it surely gives, m/s²
     */
    record Halt(double atMetre, String type, int piece, double seconds, double litres, double slowing) {}

    final Ground ground;
    final List<Piece> pieces;
    final List<Halt> halts = new ArrayList<>();

    /** What each node of the way asks for, m/s. */
    final float[] target;

    /** Where each piece of ground ends on the car's own way, m. */
    final double[] pieceEnd;

    /**
     * A driver's course.
     *
     * @param limit speed that the rules allow in specials, m/s
     */
    Course(Ground plan, List<Piece> pieces, List<Incident> incidents, DriverStyle driver, double limit) {
        this.pieces = pieces;
        List<Detour> detours = new ArrayList<>();
        for (Incident incident : incidents) {
            if (incident.kind() == Incident.Kind.DETOUR) {
                detours.add(new Detour((int) incident.atMetre(), (int) incident.size()));
            }
        }
        ground = detours.isEmpty() ? plan : plan.with(detours);
        pieceEnd = new double[pieces.size()];
        double planned = 0;
        for (int i = 0; i < pieces.size(); i++) {
            planned += pieces.get(i).metres();
            pieceEnd[i] = ground.ownMetre(planned);
            if (pieces.get(i).isHalt()) {
                Piece piece = pieces.get(i);
                double slowing = slowing(pieceEnd[i]);
                halts.add(new Halt(pieceEnd[i], piece.type(), i, piece.seconds(), piece.litres(), slowing));
            }
        }
        halts.add(unplanned(ground.metres(), "END", 0));
        for (Incident incident : incidents) {
            if (incident.kind() == Incident.Kind.STUCK || incident.kind() == Incident.Kind.LOST) {
                double at = ground.ownMetre(incident.atMetre());
                halts.add(unplanned(at, incident.kind().name(), incident.size()));
            }
        }
        halts.sort(Comparator.comparingDouble(Halt::atMetre));
        target = targets(driver, limit);
    }

    /** Makes the driver stop at a place not planned. */
    void halt(double atMetre, String type, double seconds) {
        halts.add(unplanned(atMetre, type, seconds));
        halts.sort(Comparator.comparingDouble(Halt::atMetre));
    }

    private Halt unplanned(double atMetre, String type, double seconds) {
        return new Halt(atMetre, type, -1, seconds, 0, slowing(atMetre));
    }

    /** What the worst place on the last metres before a stop gives with some grip to spare, m/s². */
    private double slowing(double atMetre) {
        double least = 9;
        for (double at = Math.max(0, atMetre - SIGHT); at < atMetre; at++) {
            Terrain terrain = ground.terrain(at);
            least = Math.min(least, 0.7 * terrain.grip() + terrain.rolling() + ground.slope(at));
        }
        return Math.max(0.05, least) * Body.GRAVITY;
    }

    private float[] targets(DriverStyle driver, double limit) {
        float[] speeds = new float[ground.metres() + 1];
        int piece = 0;
        for (int i = 0; i < speeds.length; i++) {
            while (piece < pieces.size() - 1 && (pieces.get(piece).isHalt() || i >= pieceEnd[piece])) {
                piece++;
            }
            boolean races = pieces.get(piece).type().equals("SPECIAL");
            double pace = races ? driver.pace() : 0.8;
            double speed = ground.speed(i, pace, races ? driver.boldnessG() : 0.3);
            speeds[i] = (float) Math.min(races ? limit : ROAD_SPEED, speed);
        }
        // Backwards: never faster than the brakes can lose before the next node. Slopes help or hinder a little.
        for (int i = speeds.length - 2; i >= 0; i--) {
            double slowing = 0.75 * driver.braking();
            speeds[i] = (float) Math.min(speeds[i], Math.sqrt((double) speeds[i + 1] * speeds[i + 1] + 2 * slowing));
        }
        return speeds;
    }
}
