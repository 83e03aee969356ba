package org.bivouac.jobs.ingest;

import java.util.List;

/**
 * How the times of one group of a dump are put right where its clock was set while it recorded.
 *
 * @param ordinals first record of each stretch, rising from 0
 * @param shifts what is added to the recorded times of each stretch, µs
 * @param steps the steps of the clock that led to it
 */
record ClockPlan(long[] ordinals, long[] shifts, List<ClockBook.Step> steps) {
    /** Adds the shifts to the times of records with rising ordinals. */
    void place(long[] micros, long[] records, int count) {
        int stretch = 0;
        for (int i = 0; i < count; i++) {
            while (stretch + 1 < ordinals.length && records[i] >= ordinals[stretch + 1]) {
                stretch++;
            }
            micros[i] += shifts[stretch];
        }
    }

    /** What is added to the time of a record, µs. */
    long shift(long record) {
        int stretch = 0;
        while (stretch + 1 < ordinals.length && record >= ordinals[stretch + 1]) {
            stretch++;
        }
        return shifts[stretch];
    }

    /** How many times the clock was set. */
    long sets() {
        return steps.stream().filter(ClockBook.Step::isSet).count();
    }
}
