package org.bivouac.jobs.simulate.car;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.PlainTable;
import org.bivouac.jobs.simulate.log.Storage;
import org.bivouac.schemas.Unit;

/**
 * A quantity that the model gives, and how loggers keep it; from {@code channels.csv}. Names, units and rates up to
 * {@value #LAST_OLD_YEAR} differ from those since.
 *
 * @param channel canonical name
 * @param unit the model's own
 * @param rateHz the model's own
 * @param resolution the last step that a sensor shows, in the model's unit
 * @param noise standard deviation that a sensor adds
 * @param logger the box that keeps it
 * @param name what that calls it
 * @param loggedUnit the unit that it states
 * @param oldName the same for old years
 * @param oldUnit the same for old years
 * @param oldRateHz the same for old years
 */
public record ModelChannel(
        String channel,
        String unit,
        int rateHz,
        double resolution,
        double noise,
        String logger,
        String name,
        String loggedUnit,
        String oldName,
        String oldUnit,
        int oldRateHz) {
    /** Until this edition cars had the older loggers. */
    public static final int LAST_OLD_YEAR = 2025;

    private static final int[] RATES = {1000, 500, 100, 50, 10, 1};
    private static final Set<String> TEXT = Set.of("motec-csv", "vbo");
    private static final List<String> SMALL_RANGE = List.of(
            "damper_position", "hub_acc", "strut_acc", "body_acc", "pitch_rate", "roll_rate", "yaw_rate", "steering");

    /** What a GPS box calls its columns. */
    private static final Map<String, String> BOX_NAMES = Map.of(
            "gps_latitude_deg", "lat",
            "gps_longitude_deg", "long",
            "gps_speed_km_per_h", "velocity",
            "gps_heading_deg", "heading",
            "gps_altitude_m", "height",
            "driver_marker", "Marker");

    private static final Set<String> NOT_IN_BOX = Set.of("gps_satellites", "gps_hdop");

    /** All that the model gives, in the table's order. */
    public static List<ModelChannel> all() {
        List<ModelChannel> all = new ArrayList<>();
        for (PlainTable.Row row : PlainTable.resource("channels.csv").rows()) {
            all.add(new ModelChannel(
                    row.text("channel"),
                    row.text("unit"),
                    (int) row.number("rate_hz"),
                    row.number("resolution"),
                    row.number("noise"),
                    row.text("logger"),
                    row.text("name"),
                    row.text("logged_unit"),
                    row.text("old_name"),
                    row.text("old_unit"),
                    (int) row.number("old_rate_hz")));
        }
        return all;
    }

    /**
     * As a logger of this year keeps it.
     *
     * @param format what the logger writes: text keeps decimals, binary formats 16-bit numbers where they suffice
     * @param greatestRateHz no sample rate is above it
     */
    public LoggedChannel logged(int year, String format, int greatestRateHz) {
        boolean old = year <= LAST_OLD_YEAR;
        String spelled =
                format.equals("vbo") ? BOX_NAMES.getOrDefault(channel, old ? oldName : name) : old ? oldName : name;
        int rate = rate(Math.min(old ? oldRateHz : rateHz, greatestRateHz));
        String stated = old ? oldUnit : loggedUnit;
        return new LoggedChannel(channel, spelled, stated, rate, storage(format, stated));
    }

    /** The next lower of the rates that loggers of one car share, so that each is a multiple of the slower ones. */
    private static int rate(int atMost) {
        for (int rate : RATES) {
            if (rate <= atMost) {
                return rate;
            }
        }
        return 1;
    }

    private Storage storage(String format, String stated) {
        if (stated.isEmpty() && resolution == 1) {
            return format.startsWith("csv") || TEXT.contains(format) ? new Storage.Text(0) : new Storage.Int16(1, 0);
        }
        Unit.Line line = stated.isEmpty() || stated.equals(unit)
                ? Unit.Line.IDENTITY
                : Unit.of(unit).orElseThrow().to(Unit.of(stated).orElseThrow());
        double step = resolution * line.factor();
        if (format.startsWith("csv") || TEXT.contains(format)) {
            int decimals = 0;
            for (double shown = 1; shown > 1.001 * step && decimals < 9; shown /= 10) {
                decimals++;
            }
            return new Storage.Text(decimals);
        }
        // What does not fit into 65,000 steps is a float: positions, counters, temperatures by a wide scale.
        return SMALL_RANGE.stream().anyMatch(channel::startsWith)
                ? new Storage.Int16(round(step), 0)
                : new Storage.Float32();
    }

    /** Two digits: a logger's steps are round ones of the unit that it keeps, and some formats can say no others. */
    private static double round(double step) {
        return new BigDecimal(step).round(new MathContext(2)).doubleValue();
    }

    /** The boxes of a car in a year, in the order of their first channels; {@code formats} by the box's name. */
    public static List<Logger> loggers(int year, Map<String, String> formats, int greatestRateHz) {
        List<Logger> loggers = new ArrayList<>();
        List<ModelChannel> all = all();
        for (String name : all.stream().map(ModelChannel::logger).distinct().toList()) {
            String format = formats.get(name);
            if (format == null) {
                continue;
            }
            List<LoggedChannel> channels = all.stream()
                    .filter(each ->
                            each.logger.equals(name) && !(format.equals("vbo") && NOT_IN_BOX.contains(each.channel)))
                    .map(each -> each.logged(year, format, greatestRateHz))
                    .toList();
            loggers.add(new Logger(name, format, "BV" + (year <= LAST_OLD_YEAR ? 1 : 2), channels));
        }
        return loggers;
    }
}
