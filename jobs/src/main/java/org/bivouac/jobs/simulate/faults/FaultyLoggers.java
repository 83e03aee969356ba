package org.bivouac.jobs.simulate.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bivouac.jobs.simulate.log.DumpMaker;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.InjectedFault;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;

/** Opens the dumps of one drive with the faults that a plan asks for, and writes down which there were. */
public final class FaultyLoggers implements DumpMaker {
    private final FaultPlan plan;
    private final Set<WantedFault> used = new HashSet<>();
    private final List<InjectedFault> faults = new ArrayList<>();

    /** The loggers of one drive. */
    public FaultyLoggers(FaultPlan plan) {
        this.plan = plan;
    }

    @Override
    public List<InjectedFault> faults() {
        return List.copyOf(faults);
    }

    @Override
    public DumpWriter open(Path folder, Outing outing, Logger logger) throws IOException {
        List<WantedFault> wanted = new ArrayList<>();
        for (WantedFault fault : plan.wanted()) {
            if (fault.concerns(outing) && fault.concerns(logger) && used.add(fault)) {
                wanted.add(fault);
            }
        }
        return new FaultyDump(folder, outing, logger, wanted, plan, faults).open();
    }
}
