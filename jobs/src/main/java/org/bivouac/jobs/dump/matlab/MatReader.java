package org.bivouac.jobs.dump.matlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.ByteClaims;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.DumpSink;
import org.bivouac.jobs.dump.DumpSink.ByteUse;
import org.bivouac.jobs.dump.Rows;
import org.bivouac.jobs.dump.SteadyRate;
import org.bivouac.jobs.dump.matlab.MatBytes.DamagedVariableException;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads MATLAB files of level 5 ({@code save -v6} and {@code -v7}): vectors and matrices of numbers, in structures too,
 * one group for each time vector ({@link MatGroups} says which). Times of 10^9 and more are seconds since 1970; others
 * count from the file's own zero. MATLAB has no units. Text and single numbers are the dump's metadata.
 */
public final class MatReader implements DumpReader {
    private static final int HEADER = 128;
    private static final int COMPRESSED = 15;
    private static final int BLOCK_ROWS = 2048;
    private static final double UNIX = 1e9;
    private static final double BEYOND = 1e10;

    @Override
    public String format() {
        return "matlab";
    }

    @Override
    public String description() {
        return "MATLAB .mat, version 5 to 7";
    }

    @Override
    public List<String> extensions() {
        return List.of("mat");
    }

    @Override
    public List<String> notRead() {
        return List.of(
                "version 7.3, which is HDF5, and version 4",
                "arrays without a time vector beside them",
                "tables, timetables, datetimes, strings, cell arrays, sparse matrices and objects",
                "the rest of a variable that is cut or damaged");
    }

    @Override
    public boolean recognises(DumpHead head) {
        return head.startsWith("MATLAB 5.0 MAT-file") || head.startsWith("MATLAB 7.3 MAT-file");
    }

    @Override
    public void read(DumpFile file, DumpSink sink) throws IOException {
        try (MatBytes raw = new MatBytes(file, ByteOrder.LITTLE_ENDIAN)) {
            ByteBuffer head = raw.read(0, HEADER);
            ByteOrder order = order(file, head);
            try (MatBytes bytes = new MatBytes(file, order)) {
                read(file, bytes, head, sink);
            }
        }
    }

    private static ByteOrder order(DumpFile file, ByteBuffer head) {
        if (head.limit() < HEADER) {
            throw refusal(file, "A2", "the header has " + HEADER + " bytes, the file " + head.limit());
        }
        String text = text(head, 0, 19);
        String mark = text(head, 126, 2);
        if (text.startsWith("MATLAB 7.3")) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "C4",
                    "MATLAB version 7.3 (HDF5) found, expected 5 to 7",
                    "dump refused",
                    "save it with save -v7"));
        }
        if (mark.equals("IM")) {
            return ByteOrder.LITTLE_ENDIAN;
        } else if (mark.equals("MI")) {
            return ByteOrder.BIG_ENDIAN;
        }
        throw refusal(file, "C1", "byte order mark IM or MI expected at byte 126");
    }

    private static DumpException refusal(DumpFile file, String rule, String reason) {
        return new DumpException(Fault.ofFile(file.name(), rule, reason, "dump refused", "copy the dump again"));
    }

    /** A variable's bytes, and why they are refused; null when they are used. */
    private record Piece(long from, long to, String rule, String reason) {}

    private void read(DumpFile file, MatBytes bytes, ByteBuffer head, DumpSink sink) throws IOException {
        MatVariables variables = new MatVariables(bytes);
        List<Piece> pieces = pieces(bytes, variables);
        List<MatArray> timeless = new ArrayList<>();
        List<MatGroups.Group> groups = MatGroups.of(variables.arrays(), timeless);
        if (groups.isEmpty()) {
            throw refusal(
                    file,
                    "A2",
                    "empty: no array with a time vector of its length"
                            + (timeless.isEmpty() ? "" : "; arrays without: " + names(timeless)));
        }
        double zero = zero(bytes, groups);
        sink.begin(header(bytes, groups, zero, head, variables));
        ByteClaims claims = new ByteClaims(file.name(), sink);
        claims.upTo(HEADER, ByteUse.HEADER);
        for (Piece piece : pieces) {
            if (piece.rule() == null) {
                claims.upTo(piece.to(), ByteUse.DECODED);
            } else {
                claims.refuse(piece.rule(), piece.from(), piece.to(), 0, piece.reason(), "save the dump again", 1);
            }
        }
        claims.close(file.bytes(), ByteUse.DECODED);
        variables.unread().forEach((name, reason) -> tell(sink, file, "C4", "'" + name + "' is " + reason));
        for (MatArray array : timeless) {
            tell(
                    sink,
                    file,
                    "D1",
                    "array '" + array.name() + "' of " + array.rows() + " x " + array.columns()
                            + " values has no time vector of its length");
        }
        for (int g = 0; g < groups.size(); g++) {
            rows(bytes, g, groups.get(g), zero, sink);
        }
    }

    private static String names(List<MatArray> arrays) {
        return String.join(", ", arrays.stream().limit(10).map(MatArray::name).toList());
    }

    private static void tell(DumpSink sink, DumpFile file, String rule, String reason) {
        sink.reject(Fault.ofFile(
                file.name(), rule, reason, "not read, the others are", "save a vector called time beside it"));
    }

    /** Walks along the variables of the file. */
    private static List<Piece> pieces(MatBytes bytes, MatVariables variables) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        long at = HEADER;
        while (at < bytes.size()) {
            ByteBuffer tag = bytes.read(at, 8);
            if (tag.limit() < 8) {
                pieces.add(new Piece(at, bytes.size(), "A1", "the file ends inside a variable's tag"));
                break;
            }
            int type = tag.getInt(0);
            long length = Integer.toUnsignedLong(tag.getInt(4));
            if (type == 0) {
                pieces.add(new Piece(at, bytes.size(), "A10", "NUL bytes where a variable was expected"));
                break;
            }
            long to = at + 8 + length;
            if (type != COMPRESSED && type != 14) {
                pieces.add(new Piece(
                        at, bytes.size(), "C1", "element type " + type + " found, expected a variable, 14 or 15"));
                break;
            }
            if (to > bytes.size()) {
                pieces.add(new Piece(at, bytes.size(), "A1", "a variable of " + length + " bytes is cut"));
                break;
            }
            pieces.add(piece(bytes, variables, at, to, type));
            at = to;
        }
        return pieces;
    }

    private static Piece piece(MatBytes bytes, MatVariables variables, long at, long to, int type) throws IOException {
        try {
            if (type == COMPRESSED) {
                MatBytes.Inflated inflated = bytes.inflate(at + 8, to);
                variables.variable(inflated.at(), inflated.bytes());
            } else {
                variables.variable(at, to - at);
            }
            return new Piece(at, to, null, null);
        } catch (DamagedVariableException damage) {
            return new Piece(at, to, "C5", "a variable: " + damage.getMessage());
        }
    }

    /** Seconds since 1970 of second 0, if all times are such; else 0. */
    private static double zero(MatBytes bytes, List<MatGroups.Group> groups) throws IOException {
        double[] first = new double[1];
        double zero = Double.NaN;
        for (MatGroups.Group group : groups) {
            group.time().read(bytes, 0, 1, 1, first);
            double seconds = first[0] / group.perSecond();
            if (!(seconds >= UNIX && seconds < BEYOND)) {
                return 0;
            }
            zero = Double.isNaN(zero) ? seconds : zero;
        }
        return Math.rint(zero * 1e6) / 1e6;
    }

    private static String text(ByteBuffer head, int from, int length) {
        byte[] text = new byte[length];
        head.get(from, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private DumpHeader header(
            MatBytes bytes, List<MatGroups.Group> all, double zero, ByteBuffer head, MatVariables variables)
            throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("header", text(head, 0, 116).strip());
        metadata.putAll(variables.notes());
        List<DumpHeader.Group> groups = new ArrayList<>();
        for (MatGroups.Group group : all) {
            List<RawChannel> channels = new ArrayList<>();
            channels.add(new RawChannel(group.time().name(), group.perSecond() == 1 ? "s" : "ms", Role.TIME));
            group.columns().forEach(column -> channels.add(new RawChannel(column.name(), "", Role.NUMBER)));
            groups.add(new DumpHeader.Group(group.time().name(), rate(bytes, group), channels));
        }
        return new DumpHeader(
                format(),
                "",
                zero == 0 ? null : Instant.EPOCH.plusNanos(Math.round(zero * 1e6) * 1000),
                zero == 0 ? DumpHeader.Clock.RELATIVE : DumpHeader.Clock.UTC,
                groups,
                metadata);
    }

    private static double rate(MatBytes bytes, MatGroups.Group group) throws IOException {
        int count = (int) Math.min(1001, group.time().count());
        double[] times = new double[count];
        group.time().read(bytes, 0, 1, count, times);
        SteadyRate rate = new SteadyRate();
        for (double time : times) {
            rate.add(time / group.perSecond());
        }
        return rate.hertz();
    }

    private static void rows(MatBytes bytes, int index, MatGroups.Group group, double zero, DumpSink sink)
            throws IOException {
        int channels = group.columns().size() + 1;
        double[] seconds = new double[BLOCK_ROWS];
        double[][] numbers = new double[channels][BLOCK_ROWS];
        String[][] texts = new String[channels][];
        long samples = group.time().count();
        for (long row = 0; row < samples; row += BLOCK_ROWS) {
            int count = (int) Math.min(BLOCK_ROWS, samples - row);
            group.time().read(bytes, row, 1, count, numbers[0]);
            for (int i = 0; i < count; i++) {
                double time = numbers[0][i] / group.perSecond();
                seconds[i] = zero == 0 ? time : Math.rint((time - zero) * 1e6) / 1e6;
            }
            for (int c = 1; c < channels; c++) {
                MatGroups.Column column = group.columns().get(c - 1);
                column.array().read(bytes, column.first() + row * column.stride(), column.stride(), count, numbers[c]);
            }
            sink.rows(new Rows(index, count, row, null, seconds, numbers, texts, null));
        }
    }
}
