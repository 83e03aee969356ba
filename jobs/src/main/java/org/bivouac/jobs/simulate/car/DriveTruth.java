package org.bivouac.jobs.simulate.car;

import java.io.Serializable;
import java.util.List;
import org.bivouac.jobs.simulate.truth.TrueDamage;
import org.bivouac.jobs.simulate.truth.TrueDrive;
import org.bivouac.jobs.simulate.truth.TrueEvent;
import org.bivouac.jobs.simulate.truth.TrueSegment;
import org.bivouac.jobs.simulate.truth.TrueTerrain;

/** What is true of one drive, in rows. */
public record DriveTruth(
        TrueDrive drive,
        List<TrueSegment> segments,
        List<TrueTerrain> terrain,
        List<TrueEvent> events,
        List<TrueDamage> damage)
        implements Serializable {}
