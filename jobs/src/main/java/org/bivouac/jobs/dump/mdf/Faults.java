package org.bivouac.jobs.dump.mdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.fault.Fault;

/** What is wrong with the structure of a dump, gathered before its first row; bounded, however bad the dump is. */
final class Faults {
    private static final int MOST_PER_RULE = 1000;

    private final String file;
    private final List<Fault> told = new ArrayList<>();
    private final Map<String, Integer> byRule = new HashMap<>();
    private final Map<String, Fault> more = new HashMap<>();

    Faults(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** Tells that something at {@code offset} was left out; negative when it has no place. */
    void tell(long offset, String rule, String reason, String done, String advice) {
        Fault fault = new Fault(file, Math.max(-1, offset), 0, 0, rule, reason, done, advice, 1);
        if (byRule.merge(rule, 1, Integer::sum) <= MOST_PER_RULE) {
            told.add(fault);
        } else {
            more.merge(
                    rule,
                    new Fault(file, -1, 0, 0, rule, "more of the same, the first being: " + reason, done, advice, 1),
                    (all, one) ->
                            new Fault(file, -1, 0, 0, rule, all.reason(), all.done(), all.advice(), all.count() + 1));
        }
    }

    /** Tells that a link or block is broken. */
    void broken(long offset, String reason, String done) {
        tell(offset, "C1", reason, done, "copy the dump again");
    }

    /** Tells that a construct is not read. */
    void unsupported(long offset, String reason, String done) {
        tell(offset, "C4", reason, done, "export the dump anew without it, or tell the developers");
    }

    /** The whole dump is refused. */
    DumpException refusal(long offset, String rule, String reason, String advice) {
        return new DumpException(new Fault(file, offset, 0, 0, rule, reason, "dump refused", advice, 1));
    }

    /** All that was told. */
    List<Fault> all() {
        List<Fault> all = new ArrayList<>(told);
        all.addAll(more.values());
        return all;
    }
}
