package org.bivouac.jobs.simulate.rally;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        OrganiserFiles organiser = new OrganiserFiles(plan, years, "simulation");
        Files.writeString(out.resolve("plan.csv"), organiser.sections());
        Files.writeString(out.resolve("road-book.csv"), organiser.roadBook());
        Files.writeString(out.resolve("run-sheets.csv"), runSheets(outcomes));
        Files.writeString(out.resolve("parts.csv"), parts());
        try (InputStream limits = TeamFiles.class.getResourceAsStream("/org/bivouac/jobs/simulate/limits.csv")) {
            Files.write(out.resolve("limits.csv"), limits.readAllBytes());
        }
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

    static void line(StringBuilder text, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",").append(cells[i]);
        }
        text.append('\n');
    }

    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
