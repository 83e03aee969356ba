package org.bivouac.jobs.simulate.log;

import java.util.List;

/**
 * One box in a car and what it keeps.
 *
 * @param name file name without ending: {@code chassis}, {@code engine}, {@code gps}
 * @param format name of the format that it writes, as {@code --formats} spells it
 * @param device what the box calls itself
 * @param channels in the order of the file
 */
public record Logger(String name, String format, String device, List<LoggedChannel> channels) {}
