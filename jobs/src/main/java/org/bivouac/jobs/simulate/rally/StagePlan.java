package org.bivouac.jobs.simulate.rally;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Piece;

/**
 * One stage as planned.
 *
 * @param event the event's name
 * @param stage the stage's name
 * @param date day of its start in the plan's own edition
 * @param start when the first car starts, local time
 * @param zone IANA name of its time zone
 * @param latitudeDeg of its start
 * @param longitudeDeg of its start
 * @param altitudeMetres of its start
 * @param marathon whether the next stage follows without service
 * @param pieces ground and halts in driving order
 */
public record StagePlan(
        String event,
        String stage,
        LocalDate date,
        LocalTime start,
        String zone,
        double latitudeDeg,
        double longitudeDeg,
        double altitudeMetres,
        boolean marathon,
        List<Piece> pieces)
        implements Serializable {
    /** The first car's start in an edition that many years after the plan's own. */
    Instant startTime(int yearsLater) {
        return date.plusYears(yearsLater).atTime(start).atZone(ZoneId.of(zone)).toInstant();
    }

    /** The stage's length, m. */
    int metres() {
        return pieces.stream().mapToInt(Piece::metres).sum();
    }

    /** The same stage with all lengths and halts multiplied, ground at least 100 m, halts at least 10 s. */
    StagePlan scaled(double factor) {
        List<Piece> scaled = new ArrayList<>();
        for (Piece piece : pieces) {
            scaled.add(new Piece(
                    piece.type(),
                    piece.terrain(),
                    piece.metres() == 0 ? 0 : (int) Math.max(100, Math.round(piece.metres() * factor)),
                    piece.seconds() == 0 ? 0 : (int) Math.max(10, Math.round(piece.seconds() * Math.min(1, factor))),
                    piece.litres()));
        }
        return new StagePlan(
                event,
                stage,
                date,
                start,
                zone,
                latitudeDeg,
                longitudeDeg,
                altitudeMetres,
                marathon,
                List.copyOf(scaled));
    }
}
