package org.bivouac.jobs.dump;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bivouac.jobs.fault.BadInputException;
import org.bivouac.jobs.fault.ExitCode;
import org.bivouac.jobs.fault.Fault;

/**
 * What is in a dump, in its own words: values before any mapping and conversion, times in seconds from its second 0.
 *
 * @param file as the user knows it
 * @param sha256 of its bytes, lower-case hex
 * @param header what the dump says of itself
 * @param groups figures per group and channel
 * @param rejects what was refused
 * @param ledger the bytes, accounted for
 */
public record Inspection(
        String file, String sha256, DumpHeader header, List<Group> groups, List<Fault> rejects, ByteLedger ledger) {

    /**
     * Channels that are sampled together.
     *
     * @param rateHz NaN when irregular
     */
    public record Group(String name, double rateHz, List<Channel> channels) {}

    /**
     * One channel. A sample counts in {@code n} whether or not it has a value, and also when its record was refused as a
     * whole but can be read (a repeated row); {@code tFirst} and {@code tLast} are the times of the first and last
     * sample. The other figures are those of the values; NaN when there is none or the channel is text.
     *
     * @param missing samples without a value
     */
    public record Channel(
            String name,
            String unit,
            long n,
            long missing,
            double tFirst,
            double tLast,
            double first,
            double last,
            double min,
            double max,
            double mean) {}

    /**
     * Reads a dump whole and sums it up.
     *
     * @throws DumpException if the dump must be refused
     * @throws BadInputException if its bytes are not all accounted for
     */
    public static Inspection of(DumpFile file, DumpReader reader) throws IOException {
        Summing summing = new Summing();
        reader.read(file, summing);
        Optional<String> discrepancy = summing.ledger.discrepancy(file.bytes());
        if (discrepancy.isPresent()) {
            throw new BadInputException(
                    ExitCode.INTEGRITY, file.name() + ": the byte ledger does not close: " + discrepancy.get());
        }
        return new Inspection(
                file.name(), sha256(file), summing.header, summing.groups(), summing.rejects, summing.ledger);
    }

    /** Time of second 0; null when the dump has no date. */
    public Instant startTime() {
        return header.start();
    }

    private static String sha256(DumpFile file) throws IOException {
        try (InputStream stream = Files.newInputStream(file.path())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 18];
            for (int got = stream.read(buffer); got >= 0; got = stream.read(buffer)) {
                digest.update(buffer, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Sums a dump up while it is read. */
    private static final class Summing implements DumpSink {
        private DumpHeader header;
        private final List<List<Figures>> figures = new ArrayList<>();
        private final List<Fault> rejects = new ArrayList<>();
        private final ByteLedger ledger = new ByteLedger();

        @Override
        public void begin(DumpHeader begun) {
            header = begun;
            for (DumpHeader.Group group : begun.groups()) {
                figures.add(group.channels().stream().map(Figures::new).toList());
            }
        }

        @Override
        public void rows(Rows rows) {
            List<Figures> group = figures.get(rows.group());
            for (int c = 0; c < group.size(); c++) {
                group.get(c).add(rows, c);
            }
        }

        @Override
        public void refusedRows(Rows rows) {
            rows(rows);
        }

        @Override
        public void reject(Fault fault) {
            rejects.add(fault);
            ledger.reject(fault);
        }

        @Override
        public void bytes(ByteUse use, long from, long to) {
            ledger.bytes(use, from, to);
        }

        List<Group> groups() {
            List<Group> groups = new ArrayList<>();
            for (int g = 0; g < figures.size(); g++) {
                DumpHeader.Group group = header.groups().get(g);
                groups.add(new Group(
                        group.name(),
                        group.rateHz(),
                        figures.get(g).stream().map(Figures::channel).toList()));
            }
            return groups;
        }
    }

    /** Running figures of a channel. Blocks may come out of order (refused rows do): ordinals say what is first. */
    private static final class Figures {
        private final DumpHeader.RawChannel channel;
        private long n;
        private long values;
        private long firstSample = Long.MAX_VALUE;
        private long lastSample = -1;
        private double tFirst = Double.NaN;
        private double tLast = Double.NaN;
        private long firstValue = Long.MAX_VALUE;
        private long lastValue = -1;
        private double first = Double.NaN;
        private double last = Double.NaN;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double sum;
        private double compensation;

        Figures(DumpHeader.RawChannel channel) {
            this.channel = channel;
        }

        void add(Rows rows, int c) {
            int count = rows.count();
            if (count == 0) {
                return;
            }
            n += count;
            if (ordinal(rows, 0) < firstSample) {
                firstSample = ordinal(rows, 0);
                tFirst = rows.seconds()[0];
            }
            if (ordinal(rows, count - 1) > lastSample) {
                lastSample = ordinal(rows, count - 1);
                tLast = rows.seconds()[count - 1];
            }
            if (rows.numbers()[c] == null) {
                for (int i = 0; i < count; i++) {
                    values += rows.texts()[c][i] == null ? 0 : 1;
                }
            } else {
                numbers(rows, rows.numbers()[c]);
            }
        }

        private static long ordinal(Rows rows, int i) {
            return rows.ordinals() == null ? rows.firstOrdinal() + i : rows.ordinals()[i];
        }

        private void numbers(Rows rows, double[] numbers) {
            for (int i = 0; i < rows.count(); i++) {
                double value = numbers[i];
                if (Double.isNaN(value)) {
                    continue;
                }
                values++;
                long ordinal = ordinal(rows, i);
                if (ordinal < firstValue) {
                    firstValue = ordinal;
                    first = value;
                }
                if (ordinal > lastValue) {
                    lastValue = ordinal;
                    last = value;
                }
                min = Math.min(min, value);
                max = Math.max(max, value);
                // Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974).
                double next = sum + value;
                compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
                sum = next;
            }
        }

        Channel channel() {
            boolean numeric = lastValue >= 0;
            return new Channel(
                    channel.name(),
                    channel.unit(),
                    n,
                    n - values,
                    tFirst,
                    tLast,
                    first,
                    last,
                    numeric ? min : Double.NaN,
                    numeric ? max : Double.NaN,
                    numeric ? (sum + compensation) / values : Double.NaN);
        }
    }
}
