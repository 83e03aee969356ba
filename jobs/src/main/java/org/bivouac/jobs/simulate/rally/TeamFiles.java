package org.bivouac.jobs.simulate.rally;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bivouac.jobs.simulate.ground.Piece;
import org.bivouac.jobs.simulate.truth.TrueDrive;

/** What a team brings along: plan, road book, run sheets, fitted parts and limits, as an inbox's root has them. */
final class TeamFiles {
    private static final String[] CORNERS = {"fl", "fr", "rl", "rr"};

    private final RallyPlan plan;
    private final List<Integer> years;

    TeamFiles(RallyPlan plan, List<Integer> years) {
        this.plan = plan;
        this.years = years;
    }

    void write(Path out, List<DriveTask.Outcome> outcomes) throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("plan.csv"), sections());
        Files.writeString(out.resolve("road-book.csv"), roadBook());
        Files.writeString(out.resolve("run-sheets.csv"), runSheets(outcomes));
        Files.writeString(out.resolve("parts.csv"), parts());
        try (InputStream limits = TeamFiles.class.getResourceAsStream("/org/bivouac/jobs/simulate/limits.csv")) {
            Files.write(out.resolve("limits.csv"), limits.readAllBytes());
        }
    }

    /** Neighbours of one type are one section; a transfer is an untimed road, so a liaison. */
    private String sections() {
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
                            "simulation");
                }
            }
        }
        return text.toString();
    }

    /** What the organiser hands out: ground and halts by the kilometres of their section. Halts between sections are its controls. */
    private String roadBook() {
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
                                "simulation");
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

    private String runSheets(List<DriveTask.Outcome> outcomes) {
        StringBuilder text =
                new StringBuilder("year,event,stage,car,car_class,driver,mass_kg,fuel_start_l,fuel_added_l,"
                        + "fuel_end_l,fuel_density_kg_per_m3,fuel_lhv_mj_per_kg,note\n");
        for (DriveTask.Outcome outcome : outcomes) {
            TrueDrive drive = outcome.truth().drive();
            CarEntry entry = plan.cars().stream()
                    .filter(each -> each.car().equals(drive.car()))
                    .findFirst()
                    .orElseThrow();
            var car = plan.parameters(drive.year(), drive.car());
            line(
                    text,
                    drive.year(),
                    drive.event(),
                    drive.stage(),
                    drive.car(),
                    entry.carClass(),
                    drive.driver(),
                    fixed(car.of("mass_kg"), 0),
                    fixed(drive.startLitres(), 1),
                    fixed(drive.filledLitres(), 1),
                    fixed(drive.endLitres(), 1),
                    fixed(car.of("fuel_density_kg_per_m3"), 0),
                    fixed(car.of("fuel_lhv_mj_per_kg"), 1),
                    "");
        }
        return text.toString();
    }

    private String parts() {
        StringBuilder text = new StringBuilder("year,event,car,component,position,serial,part_number,from_stage\n");
        int serial = 1000;
        String event = plan.stages().get(0).event();
        String first = plan.stages().get(0).stage();
        for (int year : years) {
            for (CarEntry entry : plan.cars()) {
                for (String corner : CORNERS) {
                    String number = "BV-DMP-" + (corner.startsWith("f") ? "F" : "R");
                    line(text, year, event, entry.car(), "damper", corner, "D" + ++serial, number, first);
                }
                line(text, year, event, entry.car(), "gearbox", "", "G" + ++serial, "BV-GBX-8", first);
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",").append(cells[i]);
        }
        text.append('\n');
    }

    private static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
