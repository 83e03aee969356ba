package org.bivouac.jobs.simulate.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bivouac.jobs.simulate.dumps.DumpFormat;
import org.bivouac.jobs.simulate.dumps.LoggerClock;
import org.bivouac.jobs.simulate.dumps.Mdf4Layout;
import org.bivouac.jobs.simulate.dumps.SideNotes;
import org.bivouac.jobs.simulate.log.DumpWriter;
import org.bivouac.jobs.simulate.log.InjectedFault;
import org.bivouac.jobs.simulate.log.LoggedChannel;
import org.bivouac.jobs.simulate.log.Logger;
import org.bivouac.jobs.simulate.log.Outing;
import org.bivouac.jobs.simulate.log.Storage;
import org.bivouac.schemas.Unit;

/** One dump on its way: its faults act on the samples, on the clock, and on the finished file. */
final class FaultyDump {
    /** Stages, years and the like above a drive's folder. */
    private static final int LEVELS = 4;
    /** Where no inbox is looked for dumps. */
    private static final String LATE = "truth/late";

    private final Path root;
    private final Outing outing;
    private final List<LoggedChannel> channels;
    private final Unit.Line[] lines;
    private final List<List<SampleFault>> spoiling = new ArrayList<>();
    private final List<WantedFault> wanted;
    private final FaultPlan plan;
    private final List<InjectedFault> faults;
    private final List<String> notes = new ArrayList<>();
    private final List<SampleFault> sizes = new ArrayList<>();
    private final DumpFormat format;
    private final Logger logger;
    private Path file;
    private Path second;

    /**
     * A dump.
     *
     * @param folder where it usually goes
     * @param faults takes what there was, once it is closed
     */
    FaultyDump(
            Path folder,
            Outing outing,
            Logger original,
            List<WantedFault> wanted,
            FaultPlan plan,
            List<InjectedFault> faults)
            throws IOException {
        this.outing = outing;
        this.plan = plan;
        this.faults = faults;
        this.wanted = wanted;
        Path top = folder.toAbsolutePath().normalize();
        for (int level = 0; level < LEVELS; level++) {
            top = top.getParent();
        }
        root = top;
        channels = new ArrayList<>(original.channels());
        lines = new Unit.Line[channels.size()];
        for (int c = 0; c < lines.length; c++) {
            lines[c] = Unit.Line.IDENTITY;
            spoiling.add(new ArrayList<>());
        }
        for (WantedFault fault : wanted) {
            spoil(fault, original);
        }
        format = has(FaultKind.UNFINALISED) ? DumpFormat.MDF4_UNSORTED : FaultChoice.format(original);
        logger = new Logger(original.name(), original.format(), original.device(), List.copyOf(channels));
        file = folder(folder).resolve(format.fileName(logger));
    }

    private boolean has(FaultKind kind) {
        return wanted.stream().anyMatch(fault -> fault.kind() == kind);
    }

    private void spoil(WantedFault fault, Logger original) {
        int c = fault.column(original);
        String note = null;
        SampleFault spoilt = null;
        if (fault.kind() == FaultKind.RENAMED) {
            LoggedChannel one = channels.get(c);
            String name = "Analog In " + (c + 1);
            note = "'" + one.name() + "' is called '" + name + "'";
            channels.set(c, new LoggedChannel(one.channel(), name, one.unit(), one.rateHz(), one.storage()));
        } else if (fault.kind() == FaultKind.CHANGED_UNIT) {
            LoggedChannel one = channels.get(c);
            Unit other = FaultChoice.otherUnit(one);
            if (other == null) {
                throw new IllegalArgumentException(
                        one.name() + ": there is no other unit of what '" + one.unit() + "' measures");
            }
            lines[c] = Unit.of(one.unit()).orElseThrow().to(other);
            note = other.symbol() + " instead of " + one.unit();
            channels.set(
                    c,
                    new LoggedChannel(one.channel(), one.name(), other.symbol(), one.rateHz(), new Storage.Float32()));
        } else if (fault.kind().concerns() == FaultKind.Concerns.SENSOR) {
            long seed = plan.seed() * 31 + plan.wanted().indexOf(fault);
            spoilt = SampleFault.of(fault, channels.get(c).rateHz(), FaultChoice.range(channels.get(c)), seed);
            spoiling.get(c).add(spoilt);
        }
        notes.add(note);
        sizes.add(spoilt);
    }

    /** Where the dump lies: a late one and one in another car's folder lie elsewhere. */
    private Path folder(Path usual) throws IOException {
        String place = outing.folder();
        for (WantedFault fault : wanted) {
            if (fault.kind() == FaultKind.SWAPPED_FOLDERS) {
                String other = fault.with().equals(outing.car()) ? fault.car() : fault.with();
                place = new Outing(
                                outing.year(),
                                outing.event(),
                                outing.stage(),
                                other,
                                outing.driver(),
                                outing.start(),
                                outing.zone())
                        .folder();
            }
        }
        Path folder = has(FaultKind.LATE_DOWNLOAD)
                ? root.resolve(LATE).resolve(place)
                : has(FaultKind.SWAPPED_FOLDERS) ? root.resolve(place) : usual;
        return Files.createDirectories(folder);
    }

    DumpWriter open() throws IOException {
        LoggerClock clock = clock();
        Mdf4Layout.Ending ending =
                has(FaultKind.UNFINALISED) ? Mdf4Layout.Ending.UNFINALISED : Mdf4Layout.Ending.FINALISED;
        SideNotes.write(has(FaultKind.LATE_DOWNLOAD) ? root.resolve(LATE) : root, file, logger, format);
        DumpWriter writer = format.open(file, outing, logger, clock, ending);
        for (WantedFault fault : wanted) {
            if (fault.kind() == FaultKind.LOST_SECONDS) {
                long from = first(fault);
                long to = end(fault);
                writer = new ChosenSeconds(writer, channels, second -> second < from || second >= to);
            } else if (fault.kind() == FaultKind.OVERLAPPING) {
                writer = overlapping(writer, fault, clock, ending);
            }
        }
        return new Closing(new SpoiltSamples(writer, channels, spoiling, lines), this::closed);
    }

    private static long first(WantedFault fault) {
        return (long) Math.floor(fault.fromSeconds());
    }

    private static long end(WantedFault fault) {
        return (long) Math.ceil(fault.toSeconds());
    }

    private DumpWriter overlapping(DumpWriter writer, WantedFault fault, LoggerClock clock, Mdf4Layout.Ending ending)
            throws IOException {
        long from = first(fault);
        long to = end(fault);
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        second = file.resolveSibling(name.substring(0, dot) + "_2" + name.substring(dot));
        Outing later = new Outing(
                outing.year(),
                outing.event(),
                outing.stage(),
                outing.car(),
                outing.driver(),
                outing.start().plusSeconds(from),
                outing.zone());
        LoggerClock laterClock = new LoggerClock(clock.shown(from) - from, clock.driftPpm(), List.of());
        DumpWriter tail = format.open(second, later, logger, laterClock, ending);
        return new SeveralDumps(List.of(
                new ChosenSeconds(writer, channels, second -> second < to),
                new ChosenSeconds(tail, channels, second -> second >= from)));
    }

    /** How much was written when so many seconds had passed. */
    private double written(double seconds) {
        double written = seconds;
        for (WantedFault fault : wanted) {
            if (fault.kind() == FaultKind.LOST_SECONDS) {
                written -= Math.max(0, Math.min(seconds, end(fault)) - first(fault));
            }
        }
        return written;
    }

    private LoggerClock clock() {
        double offset = 0;
        double drift = 0;
        List<LoggerClock.Step> steps = new ArrayList<>();
        for (WantedFault fault : wanted) {
            double size = fault.sizeOr(fault.kind().usualSize());
            switch (fault.kind()) {
                case CLOCK_OFFSET -> offset += size;
                case CLOCK_DRIFT -> drift += size;
                case CLOCK_RESET -> steps.add(new LoggerClock.Step(written(fault.fromSeconds()), size));
                case GPS_WEEK_ROLLOVER -> offset += size * 7 * 86_400;
                case LOST_SECONDS -> steps.add(new LoggerClock.Step(written(first(fault)), end(fault) - first(fault)));
                default -> {}
            }
        }
        steps.sort((one, other) -> Double.compare(one.afterSeconds(), other.afterSeconds()));
        return new LoggerClock(offset, drift, steps);
    }

    private void closed(double seconds) throws IOException {
        long cutFrom = -1;
        long cutTo = -1;
        for (WantedFault fault : wanted) {
            if (fault.kind() == FaultKind.TRUNCATED) {
                cutTo = Files.size(file);
                cutFrom = (long) (cutTo * fault.sizeOr(fault.kind().usualSize()));
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(cutFrom);
                }
            } else if (fault.kind() == FaultKind.DUPLICATE) {
                String name = file.getFileName().toString();
                int dot = name.lastIndexOf('.');
                second = file.resolveSibling(name.substring(0, dot) + "_again" + name.substring(dot));
            }
        }
        if (has(FaultKind.DUPLICATE)) {
            Files.copy(file, second, StandardCopyOption.REPLACE_EXISTING);
        }
        for (int i = 0; i < wanted.size(); i++) {
            boolean cut = wanted.get(i).kind() == FaultKind.TRUNCATED;
            faults.add(row(i, seconds, cut ? cutFrom : -1, cut ? cutTo : -1));
        }
    }

    private InjectedFault row(int index, double seconds, long fromByte, long toByte) {
        WantedFault fault = wanted.get(index);
        FaultKind kind = fault.kind();
        boolean sensor = kind.concerns() == FaultKind.Concerns.SENSOR;
        boolean whole = switch (kind) {
            case DUPLICATE,
                    CLOCK_OFFSET,
                    CLOCK_DRIFT,
                    GPS_WEEK_ROLLOVER,
                    RENAMED,
                    CHANGED_UNIT,
                    SWAPPED_FOLDERS,
                    LATE_DOWNLOAD,
                    UNFINALISED,
                    TRUNCATED -> true;
            default -> false;
        };
        LoggedChannel channel = sensor ? channels.get(fault.column(logger)) : null;
        SampleFault spoilt = sizes.get(index);
        double size = spoilt != null ? spoilt.size() : fault.sizeOr(kind.usualSize());
        String unit = "channel".equals(kind.unit()) && channel != null ? channel.unit() : kind.unit();
        double to = kind == FaultKind.COUNTER_RESET || kind == FaultKind.CLOCK_RESET
                ? seconds
                : Math.min(fault.toSeconds(), seconds);
        return new InjectedFault(
                outing.year(),
                outing.event(),
                outing.stage(),
                outing.car(),
                root.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/'),
                kind.text(),
                channel == null ? null : channel.channel(),
                whole ? 0 : kind == FaultKind.LOST_SECONDS ? first(fault) : fault.fromSeconds(),
                whole ? seconds : kind == FaultKind.LOST_SECONDS ? end(fault) : to,
                fromByte,
                toByte,
                size,
                Double.isNaN(size) ? null : unit,
                notes.get(index) != null ? notes.get(index) : note(kind));
    }

    private String note(FaultKind kind) {
        return switch (kind) {
            case DUPLICATE -> "the same bytes as " + second.getFileName();
            case OVERLAPPING -> "the rest is in " + second.getFileName();
            case SWAPPED_FOLDERS -> "is the dump of car " + outing.car();
            default -> null;
        };
    }
}
