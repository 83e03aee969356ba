package org.bivouac.jobs.simulate.rally;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.simulate.car.DriverStyle;

/**
 * One car in the list of starters.
 *
 * @param car the start number
 * @param carClass its class, e.g. {@code stock}
 * @param driver who drives it
 */
public record CarEntry(String car, String carClass, DriverStyle driver) implements Serializable {
    /**
     * Those of a list that are wanted, in its order.
     *
     * @param wanted start numbers, each with {@code =} and a class if it shall be of another; empty for all. What is not in
     *     the list is left out
     */
    static List<CarEntry> chosen(List<CarEntry> all, List<String> wanted, CarClasses classes) {
        if (wanted.isEmpty()) {
            return all;
        }
        List<CarEntry> chosen = new ArrayList<>();
        for (CarEntry entry : all) {
            for (String want : wanted) {
                String[] parts = want.split("=", 2);
                String carClass = parts.length == 2 ? parts[1] : entry.carClass();
                if (!classes.has(carClass)) {
                    throw new BadInputException(ExitCode.USAGE, "cars " + want + ": classes are " + classes.names());
                }
                if (parts[0].equals(entry.car())) {
                    chosen.add(new CarEntry(entry.car(), carClass, entry.driver()));
                }
            }
        }
        return chosen;
    }
}
