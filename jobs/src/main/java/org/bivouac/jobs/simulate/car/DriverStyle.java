package org.bivouac.jobs.simulate.car;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.log.PlainTable;

/**
 * How somebody drives.
 *
 * @param name the driver
 * @param pace share of what the ground allows the fastest driver of such a car
 * @param boldnessG how nearly weightless the driver lets the car become over a crest in sight, g
 * @param acceleration greatest acceleration asked for, m/s²
 * @param braking deceleration before corners and stops, m/s²
 * @param footSeconds time constant of the right foot
 * @param unevenness standard deviation of the pace, slowly varying
 * @param sympathy 0 to 1: share by which the foot comes off when the car takes off or strikes its stops
 */
public record DriverStyle(
        String name,
        double pace,
        double boldnessG,
        double acceleration,
        double braking,
        double footSeconds,
        double unevenness,
        double sympathy)
        implements Serializable {
    /**
     * How the same driver drives a car that lets him go faster over the same ground: the line is the same, so the
     * accelerations go with the square of the speed.
     */
    DriverStyle in(double paceShare) {
        double square = paceShare * paceShare;
        return new DriverStyle(
                name,
                pace * paceShare,
                boldnessG,
                acceleration * square,
                braking * square,
                footSeconds,
                unevenness,
                sympathy);
    }

    /** Reads a table with the columns of the built-in {@code drivers.csv}. */
    public static List<DriverStyle> of(PlainTable table) {
        List<DriverStyle> all = new ArrayList<>();
        for (PlainTable.Row row : table.rows()) {
            all.add(new DriverStyle(
                    row.text("driver"),
                    row.number("pace"),
                    row.number("boldness_g"),
                    row.number("acceleration_m_per_s2"),
                    row.number("braking_m_per_s2"),
                    row.number("foot_s"),
                    row.number("unevenness"),
                    row.number("sympathy")));
        }
        return all;
    }
}
