package org.bivouac.jobs.dump.matlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bivouac.jobs.dump.DumpHeader;
import org.bivouac.jobs.dump.matlab.MatBytes.DamagedVariableException;

/**
 * Takes the variables of a MATLAB file apart (MathWorks, MAT-File Format, "Level 5 MAT-Files"): arrays of numbers, those
 * in structures too; short texts and single numbers as notes; everything else is named.
 */
final class MatVariables {
    private static final int DEEPEST = 32;
    private static final int MOST_ARRAYS = 20_000;
    private static final int MOST_NOTES = 1000;
    private static final int LONGEST_TEXT = 4096;
    private static final int MATRIX = 14;

    private static final int CELL = 1;
    private static final int STRUCT = 2;
    private static final int CHAR = 4;
    private static final int DOUBLE = 6;
    private static final int UINT64 = 15;
    private static final Map<Integer, String> UNREAD = Map.of(
            CELL,
            "a cell array",
            3,
            "an object",
            5,
            "a sparse matrix",
            16,
            "a function",
            17,
            "an object such as a table, timetable, string or datetime");

    private final MatBytes bytes;
    private final List<MatArray> arrays = new ArrayList<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final Map<String, String> unread = new LinkedHashMap<>();

    MatVariables(MatBytes bytes) {
        this.bytes = bytes;
    }

    List<MatArray> arrays() {
        return arrays;
    }

    Map<String, String> notes() {
        return notes;
    }

    /** What was not read and why, by name. */
    Map<String, String> unread() {
        return unread;
    }

    /** A data element: its type, where its data are and how many bytes, and the bytes up to the next one. */
    private record Element(int type, long at, long length, long whole) {}

    private Element element(long at, long limit) throws IOException, DamagedVariableException {
        if (limit < 8) {
            throw new DamagedVariableException("an element begins " + limit + " bytes before the end");
        }
        ByteBuffer tag = bytes.read(at, 8);
        if (tag.limit() < 8) {
            throw new DamagedVariableException("the file ends inside it");
        }
        int first = tag.getInt(0);
        if (first >>> 16 != 0) {
            int small = first >>> 16;
            if (small > 4) {
                throw new DamagedVariableException("a small element of " + small + " bytes, at most 4 fit");
            }
            return new Element(first & 0xffff, MatBytes.plus(at, 4), small, 8);
        }
        long length = Integer.toUnsignedLong(tag.getInt(4));
        if (length > limit - 8) {
            throw new DamagedVariableException("an element of " + length + " bytes where " + (limit - 8) + " are left");
        }
        return new Element(first, MatBytes.plus(at, 8), length, Math.min(limit, 8 + (length + 7) / 8 * 8));
    }

    /**
     * Takes one variable apart.
     *
     * @param at its tag
     * @param limit bytes from there on that belong to it
     * @return how many arrays and notes it gave
     */
    int variable(long at, long limit) throws IOException, DamagedVariableException {
        int before = arrays.size() + notes.size();
        Element matrix = element(at, limit);
        if (matrix.type() != MATRIX) {
            throw new DamagedVariableException("an element of type " + matrix.type() + " found, expected a matrix, 14");
        }
        int arraysBefore = arrays.size();
        try {
            matrix(matrix, null, 0);
        } catch (DamagedVariableException damage) {
            arrays.subList(arraysBefore, arrays.size()).clear();
            throw damage;
        }
        return arrays.size() + notes.size() - before;
    }

    private void matrix(Element matrix, String path, int depth) throws IOException, DamagedVariableException {
        if (depth > DEEPEST) {
            throw new DamagedVariableException("structures are nested deeper than " + DEEPEST);
        }
        if (matrix.length() == 0) {
            return;
        }
        long at = matrix.at();
        long left = matrix.length();
        Element flags = element(at, left);
        if (flags.length() < 4) {
            throw new DamagedVariableException("array flags of " + flags.length() + " bytes, expected 8");
        }
        int flag = bytes.read(flags.at(), 4).getInt(0);
        int kind = flag & 0xff;
        at = MatBytes.plus(at, flags.whole());
        left -= flags.whole();
        if (kind == 17) {
            unread.put(name(path, at, left), UNREAD.get(kind));
            return;
        }
        Element dimensions = element(at, left);
        at = MatBytes.plus(at, dimensions.whole());
        left -= dimensions.whole();
        Element named = element(at, left);
        at = MatBytes.plus(at, named.whole());
        left -= named.whole();
        String name = path == null ? text(named) : path;
        long[] size = size(dimensions);
        if (kind == STRUCT) {
            struct(name, at, left, size[0] * size[1], depth);
        } else if (kind == CHAR) {
            if (left > 0 && size[0] * size[1] > 0) {
                characters(name, element(at, left), size);
            }
        } else if (kind >= DOUBLE && kind <= UINT64) {
            numbers(name, at, left, size, (flag & 0x800) != 0);
        } else {
            unread.put(name, UNREAD.getOrDefault(kind, "of unknown class " + kind));
        }
    }

    /** An opaque object has its name where others have dimensions. */
    private String name(String path, long at, long left) throws IOException, DamagedVariableException {
        return path != null ? path : text(element(at, left));
    }

    private long[] size(Element dimensions) throws IOException, DamagedVariableException {
        int count = (int) Math.min(64, dimensions.length() / 4);
        if (dimensions.type() != 5 || count < 2) {
            throw new DamagedVariableException(
                    "dimensions of type " + dimensions.type() + " and " + dimensions.length() + " bytes");
        }
        ByteBuffer sizes = bytes.read(dimensions.at(), 4 * count);
        long columns = 1;
        for (int d = 1; d < count; d++) {
            columns *= Integer.toUnsignedLong(sizes.getInt(4 * d));
            if (columns > Integer.MAX_VALUE * 16L) {
                throw new DamagedVariableException("more values than any file holds");
            }
        }
        return new long[] {Integer.toUnsignedLong(sizes.getInt(0)), columns};
    }

    private void numbers(String name, long at, long left, long[] size, boolean complex)
            throws IOException, DamagedVariableException {
        long count = size[0] * size[1];
        if (count == 0) {
            return;
        }
        Element real = element(at, left);
        array(complex ? name + " (real)" : name, real, size);
        if (complex) {
            array(name + " (imaginary)", element(MatBytes.plus(at, real.whole()), left - real.whole()), size);
        }
    }

    private void array(String name, Element data, long[] size) throws IOException, DamagedVariableException {
        MatArray.Type type = MatArray.Type.of(data.type());
        long count = size[0] * size[1];
        if (type == null || data.length() != count * type.size()) {
            throw new DamagedVariableException("array '" + name + "' has " + count + " values, its data are "
                    + data.length() + " bytes of type " + data.type());
        }
        MatArray array = new MatArray(name, size[0], size[1], type, data.at());
        if (count == 1) {
            double[] one = new double[1];
            array.read(bytes, 0, 1, 1, one);
            note(name, Double.toString(one[0]));
        } else if (arrays.size() >= MOST_ARRAYS) {
            throw new DamagedVariableException("more than " + MOST_ARRAYS + " arrays");
        } else {
            arrays.add(array);
        }
    }

    private void note(String name, String text) {
        if (notes.size() < MOST_NOTES) {
            DumpHeader.note(notes, name, text);
        } else {
            unread.put("notes", "more than " + MOST_NOTES + " single values and texts");
        }
    }

    private void struct(String name, long from, long bytesLeft, long elements, int depth)
            throws IOException, DamagedVariableException {
        long at = from;
        long left = bytesLeft;
        Element width = element(at, left);
        at = MatBytes.plus(at, width.whole());
        left -= width.whole();
        int length = width.length() < 4 ? 0 : bytes.read(width.at(), 4).getInt(0);
        Element names = element(at, left);
        at = MatBytes.plus(at, names.whole());
        left -= names.whole();
        if (length < 1 || length > 1 << 12 || names.length() > 1 << 20) {
            throw new DamagedVariableException("field names of " + length + " characters");
        }
        int fields = (int) (names.length() / length);
        ByteBuffer text = bytes.read(names.at(), (int) names.length());
        for (long e = 0; e < elements && fields > 0; e++) {
            String element = elements == 1 ? name : name + "(" + (e + 1) + ")";
            for (int f = 0; f < fields; f++) {
                Element value = element(at, left);
                if (value.type() != MATRIX) {
                    throw new DamagedVariableException("a field of type " + value.type() + ", expected a matrix, 14");
                }
                matrix(value, element + "." + field(text, f * length, length), depth + 1);
                at = MatBytes.plus(at, value.whole());
                left -= value.whole();
            }
        }
    }

    private static String field(ByteBuffer names, int from, int length) {
        int end = from;
        while (end < from + length && names.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - from];
        names.get(from, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private String text(Element element) throws IOException {
        int length = (int) Math.min(LONGEST_TEXT, element.length());
        return new String(bytes.read(element.at(), length).array(), 0, length, StandardCharsets.UTF_8);
    }

    private void characters(String name, Element data, long[] size) throws IOException {
        int length = (int) Math.min(LONGEST_TEXT, data.length()) & ~1;
        byte[] raw = bytes.read(data.at(), length).array();
        boolean little = bytes.order() == ByteOrder.LITTLE_ENDIAN;
        String text = switch (data.type()) {
            case 4, 17 -> new String(raw, little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
            default ->
                new String(
                        bytes.read(data.at(), (int) Math.min(LONGEST_TEXT, data.length()))
                                .array(),
                        StandardCharsets.UTF_8);
        };
        if (size[0] == 1) {
            note(name, text);
        } else {
            unread.put(name, "a text of " + size[0] + " lines");
        }
    }
}
