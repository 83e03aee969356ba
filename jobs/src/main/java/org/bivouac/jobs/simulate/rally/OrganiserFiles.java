package org.bivouac.jobs.simulate.rally;

import static org.bivouac.jobs.simulate.rally.TeamFiles.fixed;
import static org.bivouac.jobs.simulate.rally.TeamFiles.line;

import java.util.List;
import org.bivouac.jobs.simulate.ground.Piece;

/**
 * What the organiser hands out before a rally, as an inbox's root has it: the sections of each stage, and their road book.
 *
 * @param source what the tables say of where they come from
 */
public record OrganiserFiles(RallyPlan plan, List<Integer> years, String source) {
    /** Sections: neighbours of one type are one, and a transfer is an untimed road, so a liaison. */
    public String sections() {
        StringBuilder text =
                new StringBuilder("year,event,stage,car_class,ordinal,type,length_km,start_time,version,source\n");
        for (int year : years) {
            for (StagePlan stage : plan.stages()) {
                int ordinal = 0;
                int at = 0;
                List<Piece> ground =
                        stage.pieces().stream().filter(piece -> !piece.isHalt()).toList();
                while (at < ground.size()) {
                    String type = type(ground.get(at));
                    int metres = 0;
                    while (at < ground.size() && type(ground.get(at)).equals(type)) {
                        metres += ground.get(at++).metres();
                    }
                    line(
                            text,
                            year,
                            stage.event(),
                            stage.stage(),
                            "*",
                            ++ordinal,
                            type,
                            fixed(metres / 1000.0, 3),
                            ordinal == 1 ? stage.startTime(year - plan.edition()) : "",
                            "plan",
                            source);
                }
            }
        }
        return text.toString();
    }

    /** Ground and halts by the kilometres of their section. Halts between sections are the organiser's controls. */
    public String roadBook() {
        StringBuilder text =
                new StringBuilder("year,event,stage,car_class,ordinal,from_km,to_km,terrain,halt,version,source\n");
        for (int year : years) {
            for (StagePlan stage : plan.stages()) {
                int ordinal = 0;
                int metres = 0;
                String before = "";
                for (Piece piece : stage.pieces()) {
                    String type = piece.isHalt() ? before : type(piece);
                    if (!type.equals(before)) {
                        ordinal++;
                        metres = 0;
                    }
                    before = type;
                    if (ordinal > 0) {
                        line(
                                text,
                                year,
                                stage.event(),
                                stage.stage(),
                                "*",
                                ordinal,
                                fixed(metres / 1000.0, 3),
                                fixed((metres + piece.metres()) / 1000.0, 3),
                                piece.isHalt() ? "" : piece.terrain(),
                                piece.isHalt() ? piece.type() : "",
                                "plan",
                                source);
                    }
                    metres += piece.metres();
                }
            }
        }
        return text.toString();
    }

    private static String type(Piece piece) {
        return piece.type().equals("TRANSFER") ? "LIAISON" : piece.type();
    }
}
