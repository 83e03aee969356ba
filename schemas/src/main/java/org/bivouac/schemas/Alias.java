package org.bivouac.schemas;

/**
 * What a logger calls a channel in some years.
 *
 * @param logger reader's format or logger name as the dump states it; {@code *} for any
 * @param fromYear first edition year in which it holds
 * @param toYear last edition year in which it holds
 * @param name the name in the dump, compared without regard to case
 * @param unit the unit to assume when the dump states none; empty if the dump must state it
 * @param channel the {@link Channel#name()} that it means
 */
public record Alias(String logger, int fromYear, int toYear, String name, String unit, String channel) {}
