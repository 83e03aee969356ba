package org.bivouac.jobs.simulate.rally;

import java.io.Serializable;
import org.bivouac.jobs.simulate.car.Incident;

/**
 * An incident with the drives that it happens on.
 *
 * @param year the edition; 0 for all
 * @param stage the stage
 * @param car the start number; {@code *} for all
 * @param incident what happens
 */
public record PlannedIncident(int year, String stage, String car, Incident incident) implements Serializable {
    boolean concerns(int ofYear, String ofStage, String ofCar) {
        return (year == 0 || year == ofYear) && stage.equals(ofStage) && (car.equals("*") || car.equals(ofCar));
    }
}
