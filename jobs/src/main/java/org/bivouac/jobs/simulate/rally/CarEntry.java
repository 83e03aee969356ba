package org.bivouac.jobs.simulate.rally;

import java.io.Serializable;
import org.bivouac.jobs.simulate.car.DriverStyle;

/**
 * One car in the list of starters.
 *
 * @param car the start number
 * @param carClass its class, e.g. {@code stock}
 * @param driver who drives it
 */
public record CarEntry(String car, String carClass, DriverStyle driver) implements Serializable {}
