package org.bivouac.jobs.simulate.car;

import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.PlainTable;
import org.bivouac.jobs.simulate.log.Storage;

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

    /** As a logger of this year keeps it, at no more than {@code greatestRateHz}. */
    public LoggedChannel logged(int year, int greatestRateHz) {
        boolean old = year <= LAST_OLD_YEAR;
        int rate = Math.min(old ? oldRateHz : rateHz, greatestRateHz);
        return new LoggedChannel(channel, old ? oldName : name, old ? oldUnit : loggedUnit, rate, new Storage.Float32());
    }

    /** The boxes of a car in a year, in the order of their first channels, all writing one format. */
    public static List<Logger> loggers(int year, String format, int greatestRateHz) {
        List<Logger> loggers = new ArrayList<>();
        List<ModelChannel> all = all();
        for (String name : all.stream().map(ModelChannel::logger).distinct().toList()) {
            List<LoggedChannel> channels = all.stream()
                    .filter(each -> each.logger.equals(name))
                    .map(each -> each.logged(year, greatestRateHz))
                    .toList();
            loggers.add(new Logger(name, format, "BV" + (year <= LAST_OLD_YEAR ? 1 : 2), channels));
        }
        return loggers;
    }
}
