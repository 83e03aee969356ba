package org.bivouac.jobs.simulate.car;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Detour;
import org.bivouac.jobs.simulate.ground.Ground;
import org.bivouac.jobs.simulate.ground.Piece;

/** What one driver has before him: the ground with his own detours, where he stops, and how fast he goes where. */
final class Course {
    /** Speed on liaisons and transfers, m/s: the law of the road. */
    private static final double ROAD_SPEED = 30.5;

    /**
     * A place where the car stands.
     *
     * @param atMetre on the car's own way
     * @param type of a planned halt, or the incident's kind
     * @param piece which piece of the plan it is; −1 for an incident
     * @param seconds how long
     * @param litres filled in; NaN for full
     */
    record Halt(double atMetre, String type, int piece, double seconds, double litres) {}

    final Ground ground;
    final List<Piece> pieces;
    final List<Halt> halts = new ArrayList<>();

    /** What each node of the way asks for, m/s. */
    final float[] target;

    /** Where each piece of ground ends on the car's own way, m. */
    final double[] pieceEnd;

    Course(Ground plan, List<Piece> pieces, List<Incident> incidents, DriverStyle driver) {
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
                halts.add(new Halt(pieceEnd[i], piece.type(), i, piece.seconds(), piece.litres()));
            }
        }
        halts.add(new Halt(ground.metres(), "END", -1, 0, 0));
        for (Incident incident : incidents) {
            if (incident.kind() == Incident.Kind.STUCK || incident.kind() == Incident.Kind.LOST) {
                double at = ground.ownMetre(incident.atMetre());
                halts.add(new Halt(at, incident.kind().name(), -1, incident.size(), 0));
            }
        }
        halts.sort(Comparator.comparingDouble(Halt::atMetre));
        target = targets(driver);
    }

    /** Makes the driver stop at a place not planned. */
    void halt(Halt unplanned) {
        halts.add(unplanned);
        halts.sort(Comparator.comparingDouble(Halt::atMetre));
    }

    private float[] targets(DriverStyle driver) {
        float[] speeds = new float[ground.metres() + 1];
        int piece = 0;
        for (int i = 0; i < speeds.length; i++) {
            while (piece < pieces.size() - 1 && (pieces.get(piece).isHalt() || i >= pieceEnd[piece])) {
                piece++;
            }
            boolean races = pieces.get(piece).type().equals("SPECIAL");
            double pace = races ? driver.pace() : 0.8;
            double speed = ground.speed(i, pace, races ? driver.boldnessG() : 0.3);
            speeds[i] = (float) (races ? speed : Math.min(ROAD_SPEED, speed));
        }
        // Backwards: never faster than the brakes can lose before the next node. Slopes help or hinder a little.
        for (int i = speeds.length - 2; i >= 0; i--) {
            double slowing = 0.75 * driver.braking();
            speeds[i] = (float) Math.min(speeds[i], Math.sqrt((double) speeds[i + 1] * speeds[i + 1] + 2 * slowing));
        }
        return speeds;
    }
}
