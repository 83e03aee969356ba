package org.bivouac.schemas;

/**
 * What the pipeline tells of what happened to a car: a kind of event or a measure, and what it means.
 *
 * @param name the event's kind or the measure's name
 * @param table where it stands: {@code events} or {@code measures}
 * @param unit unit of an event's peak or the measure's value; empty for a number of times
 * @param definition id of the method
 * @param meaning what it is, in words
 * @param source what the method rests on
 */
public record Happening(String name, String table, String unit, String definition, String meaning, String source) {}
