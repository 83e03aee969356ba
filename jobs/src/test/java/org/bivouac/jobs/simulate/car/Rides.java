package org.bivouac.jobs.simulate.car;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Ground;
import org.bivouac.jobs.simulate.ground.GroundBuilder;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.ground.Terrains;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.log.PlainTable;

/** Short stages for tests. */
final class Rides {
    private Rides() {}

    /** Drivers of the built-in table, the fastest first. */
    static List<DriverStyle> drivers() {
        return DriverStyle.of(PlainTable.resource("drivers.csv"));
    }

    /** A liaison, a control, a special on these terrains of equal length with a refuelling, a liaison. */
    static List<Piece> stage(int specialMetres, String... terrains) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(Piece.ground("LIAISON", "asphalt", 1200));
        pieces.add(Piece.halt("CONTROL", 10, 0));
        for (int i = 0; i < terrains.length; i++) {
            pieces.add(Piece.ground("SPECIAL", terrains[i], specialMetres / terrains.length));
            if (i == 0) {
                pieces.add(Piece.halt("REFUEL", 20, 35));
            }
        }
        pieces.add(Piece.halt("CONTROL", 10, 0));
        pieces.add(Piece.ground("LIAISON", "asphalt", 800));
        return pieces;
    }

    static DriveOrder order(List<Piece> pieces, long seed, DriverStyle driver, List<Incident> incidents) {
        List<Integer> jumps = incidents.stream()
                .filter(incident -> incident.kind() == Incident.Kind.JUMP)
                .map(incident -> (int) incident.atMetre())
                .toList();
        Ground ground = GroundBuilder.build(pieces, Terrains.builtIn(), jumps, seed);
        Outing outing = new Outing(
                2026, "test", "1", "501", driver.name(), Instant.parse("2026-01-04T05:00:00Z"), "Asia/Riyadh");
        return new DriveOrder(
                outing, false, Parameters.builtIn(), driver, ground, pieces, incidents, 400, 20, 42, 900, seed);
    }

    /** Drives and throws the channels away. */
    static DriveTruth drive(List<Piece> pieces, long seed, Incident... incidents) {
        return drive(order(pieces, seed, drivers().get(0), List.of(incidents)), BlockSink.none());
    }

    static DriveTruth drive(DriveOrder order, BlockSink sink) {
        try {
            return Drive.run(order, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
