package org.bivouac.jobs.report;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.bivouac.schemas.ChannelRow;
import org.bivouac.schemas.ClockEventRow;
import org.bivouac.schemas.ComparisonRow;
import org.bivouac.schemas.DumpRow;
import org.bivouac.schemas.EventRow;
import org.bivouac.schemas.LimitRow;
import org.bivouac.schemas.MeasureRow;
import org.bivouac.schemas.PartRow;
import org.bivouac.schemas.PlanRow;
import org.bivouac.schemas.RejectRow;
import org.bivouac.schemas.RunSheetRow;
import org.bivouac.schemas.SegmentRow;
import org.bivouac.schemas.SpectrumRow;
import org.bivouac.schemas.StageKey;

/**
 * All that is known about one stage: the rows of every table that concern it.
 *
 * @param stage the stage
 * @param dumps the dumps of its cars
 * @param channels their channels
 * @param rejects what was refused of them
 * @param clockEvents what happened to their clocks
 * @param segments its cars' segments
 * @param measures its cars' measures
 * @param spectra its cars' spectra
 * @param events its cars' events
 * @param comparison its cars beside others
 * @param plan its plan, for all classes
 * @param runSheets its cars' run sheets
 * @param parts the parts of the year's cars
 * @param limits the limits of all classes
 * @param traces by car: a few long signals, all with the same x
 */
public record StageData(
        StageKey stage,
        List<DumpRow> dumps,
        List<ChannelRow> channels,
        List<RejectRow> rejects,
        List<ClockEventRow> clockEvents,
        List<SegmentRow> segments,
        List<MeasureRow> measures,
        List<SpectrumRow> spectra,
        List<EventRow> events,
        List<ComparisonRow> comparison,
        List<PlanRow> plan,
        List<RunSheetRow> runSheets,
        List<PartRow> parts,
        List<LimitRow> limits,
        SortedMap<String, List<Trace>> traces) {

    /** The cars that anything is known about, in order of name. */
    NavigableSet<String> cars() {
        Set<String> cars = new HashSet<>();
        dumps.forEach(row -> cars.add(row.car()));
        segments.forEach(row -> cars.add(row.car()));
        measures.forEach(row -> cars.add(row.car()));
        runSheets.forEach(row -> cars.add(row.car()));
        cars.removeIf(car -> car == null || car.isEmpty());
        return new TreeSet<>(cars);
    }

    Optional<RunSheetRow> runSheet(String car) {
        return runSheets.stream().filter(row -> row.car().equals(car)).findFirst();
    }

    /** The names in telemetry of a car's mapped channels. */
    NavigableSet<String> mappedChannels(String car) {
        NavigableSet<String> names = new TreeSet<>();
        for (ChannelRow row : channels) {
            if (row.car().equals(car) && "mapped".equals(row.status())) {
                names.add(row.columnName());
            }
        }
        return names;
    }

    /** The measure of a car on the whole stage or a level of it, if it is there. */
    Optional<MeasureRow> measure(String car, String segment, String channel, String measure) {
        return measures.stream()
                .filter(row -> row.car().equals(car)
                        && row.segment().equals(segment)
                        && channel.equals(row.channel())
                        && row.measure().equals(measure))
                .findFirst();
    }
}
