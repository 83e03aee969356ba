package org.bivouac.jobs.events;

import java.io.Serializable;

/**
 * A stretch of a special that nobody planned: on a wrong way, or a stand.
 *
 * @param wrongWay number of the wrong way, from 1; 0 for none
 * @param returns how often the car came back on it
 * @param stands whether the car stood
 * @param fromSeconds when it began, s from the stage's origin
 * @param toSeconds when it ended
 * @param fromKm driven distance then, km
 * @param toKm driven distance at its end, km
 */
public record Stay(
        int wrongWay, int returns, boolean stands, double fromSeconds, double toSeconds, double fromKm, double toKm)
        implements Serializable {}
