package org.bivouac.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bivouac.jobs.fault.Fault;

/**
 * The faults of a dump or of a part of it, in bounded memory: of one rule the first thousand in full, the rest as a count.
 * The books of parts, merged in recorded order, are those of the whole.
 */
final class FaultBook implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Beyond this, faults of one rule are only counted. */
    private static final int MAX_FAULTS_PER_RULE = 1000;

    private final ArrayList<Fault> kept = new ArrayList<>();
    private final Map<String, Integer> keptByRule = new LinkedHashMap<>();
    private final Map<String, Fault> overflow = new LinkedHashMap<>();

    /** One for each kind of faults that concern the whole dump; see {@link org.bivouac.jobs.dump.DumpSink#rejectAll}. */
    private final SortedMap<Integer, Fault> ofAll = new TreeMap<>();

    private long ranges;

    /** Adds a fault. */
    void add(Fault fault) {
        ranges += fault.byteLength() > 0 ? 1 : 0;
        keep(fault);
    }

    private void keep(Fault fault) {
        if (keptByRule.getOrDefault(fault.rule(), 0) < MAX_FAULTS_PER_RULE) {
            keptByRule.merge(fault.rule(), 1, Integer::sum);
            kept.add(fault);
        } else {
            String reason = "more of the same, the first being: " + fault.reason();
            overflow.merge(fault.rule(), placeless(fault, reason, fault.count()), FaultBook::counted);
        }
    }

    private static Fault placeless(Fault fault, String reason, long count) {
        return new Fault(fault.file(), -1, 0, 0, fault.rule(), reason, fault.done(), fault.advice(), count);
    }

    /** The first, with the counts of both. */
    private static Fault counted(Fault first, Fault more) {
        return new Fault(
                first.file(),
                first.byteOffset(),
                first.byteLength(),
                first.line(),
                first.rule(),
                first.reason(),
                first.done(),
                first.advice(),
                first.count() + more.count());
    }

    /** Adds a fault that stands for all of its kind. */
    void addOfAll(int kind, Fault fault) {
        ofAll.merge(kind, fault, FaultBook::counted);
    }

    /** Adds what the next part found. */
    void merge(FaultBook later) {
        ranges += later.ranges;
        later.kept.forEach(this::keep);
        later.overflow.forEach((rule, more) -> overflow.merge(rule, more, FaultBook::counted));
        later.ofAll.forEach(this::addOfAll);
    }

    /** Takes in the faults that stand for all of their kind: no more of them will come. */
    void settle() {
        ofAll.values().forEach(this::keep);
        ofAll.clear();
    }

    /** How many separate ranges of bytes were refused. */
    long ranges() {
        return ranges;
    }

    boolean has(String rule) {
        return keptByRule.containsKey(rule);
    }

    /** All faults, settled. */
    List<Fault> all() {
        List<Fault> all = new ArrayList<>(kept);
        all.addAll(overflow.values());
        return all;
    }
}
