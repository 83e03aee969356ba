package org.bivouac.jobs.simulate.truth;

import java.io.Serializable;

/**
 * One number that a car or its driver is made of.
 *
 * @param year the edition
 * @param car the start number
 * @param driver who drives it
 * @param subject {@code car} or {@code driver}
 * @param parameter its name, as in {@code car.csv} or {@code drivers.csv}
 * @param value its value
 * @param percent how far it is from the built-in car's; 0 for the same; NaN for drivers
 */
public record TrueParameter(
        int year, String car, String driver, String subject, String parameter, double value, double percent)
        implements Serializable {}
