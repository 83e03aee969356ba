package org.bivouac.jobs.simulate.rally;

import java.io.Serializable;

/**
 * By how much a car differs from the built-in one.
 *
 * @param year the edition; 0 for all
 * @param car the start number; {@code *} for all
 * @param parameter of {@code car.csv}
 * @param percent larger by so much
 */
public record Difference(int year, String car, String parameter, double percent) implements Serializable {
    boolean concerns(int ofYear, String ofCar) {
        return (year == 0 || year == ofYear) && (car.equals("*") || car.equals(ofCar));
    }
}
