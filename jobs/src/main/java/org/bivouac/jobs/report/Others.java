package org.bivouac.jobs.report;

import org.bivouac.schemas.ComparisonRow;

/** How the other side of a comparison is called. */
final class Others {
    private Others() {}

    /** "car 502", "stage 2", "2025 (car 501)". */
    static String name(ComparisonRow row) {
        return switch (row.against()) {
            case "other_car" -> "car " + row.otherCar();
            case "earlier_stage" -> "stage " + row.otherStage();
            case "earlier_year" ->
                row.otherYear() + (row.otherCar().equals(row.car()) ? "" : " (car " + row.otherCar() + ")");
            default -> row.otherYear() + " stage " + row.otherStage() + " car " + row.otherCar();
        };
    }

    /** The heading of a kind of comparison. */
    static String heading(String against) {
        return switch (against) {
            case "other_car" -> "Other cars on this stage";
            case "earlier_stage" -> "Earlier stages of the car";
            case "earlier_year" -> "Earlier years, same stage";
            default -> against;
        };
    }
}
