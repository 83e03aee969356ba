package org.bivouac.jobs.dump.nmea;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bivouac.jobs.dump.ByteClaims;
import org.bivouac.jobs.dump.CellFaults;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.RowBlock;
import org.bivouac.jobs.dump.SteadyRate;
import org.bivouac.jobs.dump.nmea.NmeaLines.Checksums;
import org.bivouac.jobs.dump.nmea.Sentence.Field;
import org.bivouac.jobs.dump.nmea.Sentence.Kind;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads text logs of NMEA 0183: one group for each kind of sentence and talker. A line whose checksum is wrong is refused.
 * Position, speed and course of a sentence that the receiver itself calls void are missing; its status says why. Kinds of
 * sentences that are not read are counted in the metadata.
 */
public final class NmeaReader implements DumpReader {
    private static final int MOST_KINDS = 1000;
    private static final Set<String> FIX = Set.of("speed", "course", "altitude");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,20}(\\.[0-9]{0,20})?|[-+]?\\.[0-9]{1,20}");

    @Override
    public String format() {
        return "nmea";
    }

    @Override
    public String description() {
        return "NMEA 0183 text log";
    }

    @Override
    public List<String> extensions() {
        return List.of("nmea");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "sentences other than RMC, GGA, GNS, GLL, VTG, ZDA, GSA, GSV, GST and HDT: counted",
                "lines with anything in front of the sentence, such as a time of the computer",
                "shown on logs made in code: no real log was at hand");
    }

    @Override
    public boolean recognises(DumpHead head) {
        byte[] bytes = head.bytes();
        int from = 0;
        int lines = 0;
        for (int i = 0; i < bytes.length && lines < 10; i++) {
            if (bytes[i] == '\n') {
                int end = i;
                while (end > from && (bytes[end - 1] == '\r' || bytes[end - 1] == ' ')) {
                    end--;
                }
                Sentence sentence = Sentence.of(bytes, from, end);
                if (sentence != null && (sentence.checked() || sentence.layout() != null)) {
                    return true;
                }
                lines += end > from ? 1 : 0;
                from = i + 1;
            }
        }
        return false;
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        Census census = new Census();
        NmeaLines.read(file, Checksums.IF_THERE, census);
        Checksums checksums = census.checked ? Checksums.REQUIRED : Checksums.IF_THERE;
        if (census.kinds.isEmpty()) {
            throw new DumpException(Fault.ofFile(
                    file.name(), "A2", "empty: no sentence that is read", "dump refused", "check the logger"));
        }
        sink.begin(census.header(format()));
        Decoding decoding = new Decoding(file, census, sink);
        NmeaLines.read(file, checksums, decoding);
        decoding.finish(file);
    }

    /** The first pass: which kinds there are, and on which day the log begins. */
    private static final class Census implements NmeaLines.Listener {
        private final Map<String, Sentence> kinds = new LinkedHashMap<>();
        private final Map<String, SteadyRate> rates = new LinkedHashMap<>();
        private final Map<String, Long> skipped = new TreeMap<>();
        private final NmeaClock clock = NmeaClock.undated();
        private boolean checked;
        private boolean dated;
        private boolean believed;
        private long firstDay;
        private double firstOfDay = Double.NaN;

        @Override
        public void sentence(Sentence sentence, long from, long to, long line) {
            checked |= sentence.checked();
            if (sentence.layout() == null) {
                if (skipped.containsKey(sentence.id()) || skipped.size() < MOST_KINDS) {
                    skipped.merge(sentence.id(), 1L, Long::sum);
                }
                return;
            }
            double ofDay = NmeaClock.ofDay(sentence.text(Kind.TIME));
            if (!Double.isNaN(ofDay)) {
                clock.tick(sentence, ofDay);
                firstOfDay = Double.isNaN(firstOfDay) ? ofDay : firstOfDay;
                long stated = NmeaClock.statedDay(sentence);
                boolean isVoid = NmeaClock.isVoid(sentence);
                if (stated != Long.MIN_VALUE && (!dated || (!believed && !isVoid))) {
                    firstDay = stated - clock.day();
                    dated = true;
                    believed = !isVoid;
                }
            }
            if (!Double.isNaN(clock.seconds()) && (kinds.containsKey(sentence.id()) || kinds.size() < MOST_KINDS)) {
                kinds.putIfAbsent(sentence.id(), sentence);
                rates.computeIfAbsent(sentence.id(), id -> new SteadyRate()).add(clock.seconds());
            }
        }

        @Override
        public void blank(long from, long to) {}

        @Override
        public void refused(String rule, long from, long to, long line, String reason) {}

        Instant start() {
            return dated
                    ? Instant.EPOCH
                            .plus(firstDay, ChronoUnit.DAYS)
                            .plus((long) Math.rint(firstOfDay * 1e6), ChronoUnit.MICROS)
                    : null;
        }

        DumpHeader header(String format) {
            Map<String, String> metadata = new LinkedHashMap<>();
            skipped.forEach((id, count) -> metadata.put("skipped " + id, Long.toString(count)));
            List<DumpHeader.Group> groups = new ArrayList<>();
            kinds.forEach((id, sentence) ->
                    groups.add(new DumpHeader.Group(id, rates.get(id).hertz(), sentence.channels())));
            return new DumpHeader(
                    format, "", start(), dated ? DumpHeader.Clock.UTC : DumpHeader.Clock.RELATIVE, groups, metadata);
        }
    }

    /** The second pass: rows. */
    private static final class Decoding implements NmeaLines.Listener {
        private final ByteClaims claims;
        private final DumpSink sink;
        private final CellFaults faults;
        private final Map<String, RowBlock> blocks = new LinkedHashMap<>();
        private final Map<String, Long> ordinals = new LinkedHashMap<>();
        private final NmeaClock clock;
        private final double zero;

        Decoding(DumpFile file, Census census, DumpSink sink) {
            this.sink = sink;
            claims = new ByteClaims(file.name(), sink);
            faults = new CellFaults(file.name());
            clock = census.dated ? NmeaClock.dated(census.firstDay) : NmeaClock.undated();
            zero = (census.dated ? census.firstDay * 86_400.0 : 0) + census.firstOfDay;
            census.kinds.forEach(
                    (id, sentence) -> blocks.put(id, new RowBlock(blocks.size(), sentence.channels(), sink)));
        }

        @Override
        public void sentence(Sentence sentence, long from, long to, long line) {
            if (sentence.layout() == null) {
                claims.upTo(to, ByteUse.DECODED);
                return;
            }
            String time = sentence.text(Kind.TIME);
            double ofDay = NmeaClock.ofDay(time);
            if (!Double.isNaN(ofDay)) {
                clock.tick(sentence, ofDay);
            }
            RowBlock block = blocks.get(sentence.id());
            boolean timed = false;
            for (Field field : sentence.layout()) {
                timed |= field.kind() == Kind.TIME;
            }
            if (Double.isNaN(clock.seconds()) || block == null || (timed && Double.isNaN(ofDay))) {
                claims.refuse(
                        time.isEmpty() || !timed ? "D1" : "B8",
                        from,
                        to,
                        line,
                        timed && !time.isEmpty() ? "'" + time + "' is no time" : "a sentence without a time",
                        "wait for the receiver's first fix before the start",
                        1);
                return;
            }
            long ordinal = ordinals.merge(sentence.id(), 1L, Long::sum) - 1;
            block.row(Math.rint((clock.seconds() - zero) * 1e6) / 1e6, ordinal);
            values(sentence, block, from, line);
            claims.upTo(to, ByteUse.DECODED);
        }

        private void values(Sentence sentence, RowBlock block, long from, long line) {
            boolean isVoid = NmeaClock.isVoid(sentence);
            List<Field> layout = sentence.layout();
            int channel = 0;
            for (int i = 0; i < layout.size(); i++) {
                Field field = layout.get(i);
                if (!field.isChannel()) {
                    continue;
                }
                String text = i < sentence.fields().size() ? sentence.fields().get(i) : "";
                String behind =
                        i + 1 < sentence.fields().size() ? sentence.fields().get(i + 1) : "";
                if (field.kind() == Kind.TEXT) {
                    block.text(channel, text.isEmpty() ? null : text);
                } else if (!text.isEmpty() && !(isVoid && isFix(field))) {
                    double value = number(field.kind(), text, behind);
                    block.number(channel, value);
                    if (Double.isNaN(value)) {
                        block.flag();
                        faults.add(
                                sentence.id() + " " + field.name(),
                                "B8",
                                from,
                                line,
                                "'" + text + "' " + behind + " is not a value of it");
                    }
                }
                channel++;
            }
        }

        private static boolean isFix(Field field) {
            return field.kind() != Kind.NUMBER || FIX.contains(field.name());
        }

        private static double number(Kind kind, String text, String behind) {
            if (!NUMBER.matcher(text).matches()) {
                return Double.NaN;
            }
            double value = Double.parseDouble(text);
            return switch (kind) {
                case LATITUDE -> angle(text, behind, 'N', 'S', 90);
                case LONGITUDE -> angle(text, behind, 'E', 'W', 180);
                case EAST -> behind.equals("W") ? -value : behind.equals("E") ? value : Double.NaN;
                default -> value;
            };
        }

        /** Degrees from ddmm.mmm: the two digits before the point, and what follows, are minutes. */
        private static double angle(String written, String hemisphere, char positive, char negative, int most) {
            int point = written.indexOf('.') < 0 ? written.length() : written.indexOf('.');
            boolean known =
                    hemisphere.length() == 1 && (hemisphere.charAt(0) == positive || hemisphere.charAt(0) == negative);
            if (!known || point < 3 || point > 5 || !Character.isDigit(written.charAt(0))) {
                return Double.NaN;
            }
            double minutes = Double.parseDouble(written.substring(point - 2));
            double angle = Integer.parseInt(written.substring(0, point - 2)) + minutes / 60;
            if (minutes >= 60 || angle > most) {
                return Double.NaN;
            }
            return hemisphere.charAt(0) == negative ? -angle : angle;
        }

        @Override
        public void blank(long from, long to) {
            claims.upTo(from, ByteUse.DECODED);
            claims.upTo(to, ByteUse.PADDING);
        }

        @Override
        public void refused(String rule, long from, long to, long line, String reason) {
            claims.refuse(rule, from, to, line, reason, "check the cable and the logger", 1);
        }

        void finish(DumpFile file) {
            blocks.values().forEach(RowBlock::flush);
            claims.close(file.bytes(), ByteUse.DECODED);
            faults.tell(sink);
        }
    }
}
