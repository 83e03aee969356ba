package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.DumpHeader.RawChannel;
import org.bivouac.jobs.dump.DumpHeader.Role;

/**
 * A channel of a group of records: where its values are, what they mean, and which columns they become. A number that a
 * text stands for becomes two columns, the number under the channel's name and the text under {@code NAME.text}; a text
 * that a number stands for likewise. A text that another text stands for is under {@code NAME.raw}.
 *
 * @param name as recorded
 * @param unit of the converted value; empty when none is stated
 * @param role {@link Role#TIME} for the time base, else {@link Role#NUMBER}
 * @param source where the values are
 * @param conversion what they mean
 * @param invalidBit the bit of the record, from its first byte on, that is set where the value is missing; negative if
 *     there is none
 */
record RecordChannel(String name, String unit, Role role, Source source, Conversion conversion, long invalidBit) {

    /** Where values are. */
    sealed interface Source {
        /** Numbers in the records. */
        record Numbers(RecordNumbers numbers) implements Source {}

        /**
         * Texts in the records.
         *
         * @param lengths how many of the bytes count; null when all do
         */
        record Texts(RecordTexts texts, RecordNumbers lengths) implements Source {}

        /** Values outside the records, by the offset in the records; null where offsets run in recorded order. */
        record Outside(TextCoding coding, RecordNumbers offsets, VariableValues values) implements Source {}

        /** No bytes: the number of the record in its group, from 0. */
        record Ordinal() implements Source {}

        /** Nothing: all values are missing, as the dump says. */
        record Missing() implements Source {}
    }

    /** The columns, one or two. */
    List<RawChannel> columns() {
        RawChannel number = new RawChannel(name, unit, role);
        if (isText()) {
            if (conversion instanceof TextConversion.ToNumbers) {
                return List.of(number, new RawChannel(name + ".text", "", Role.TEXT));
            } else if (conversion instanceof TextConversion.ToTexts) {
                return List.of(new RawChannel(name, unit, Role.TEXT), new RawChannel(name + ".raw", "", Role.TEXT));
            }
            return List.of(new RawChannel(name, unit, Role.TEXT));
        }
        return conversion instanceof LabelConversion
                ? List.of(number, new RawChannel(name + ".text", "", Role.TEXT))
                : List.of(number);
    }

    /** True when the recorded values are texts. */
    boolean isText() {
        return source instanceof Source.Texts || source instanceof Source.Outside;
    }

    /**
     * Decodes a block into the columns from {@code column} on; {@code numbers[c]} or {@code texts[c]} is the one that the
     * column's role asks for and holds at least the block's count.
     *
     * @return how many values are missing though the dump has them: their bytes are no text of the coding, or the place
     *     outside the records that they name does not exist
     */
    int decode(RecordBlock block, double[][] numbers, String[][] texts, int column) throws IOException {
        int broken = isText()
                ? decodeTexts(block, numbers, texts, column)
                : decodeNumbers(block, numbers[column], column + 1 < texts.length ? texts[column + 1] : null);
        if (invalidBit >= 0) {
            int columns = columns().size();
            for (int c = column; c < column + columns; c++) {
                invalidate(block, numbers[c], texts[c]);
            }
        }
        return broken;
    }

    private int decodeNumbers(RecordBlock block, double[] out, String[] labels) {
        int count = block.count();
        if (source instanceof Source.Numbers in) {
            in.numbers.decode(block.bytes(), block.at(), block.stride(), count, out);
        } else if (source instanceof Source.Ordinal) {
            for (int i = 0; i < count; i++) {
                out[i] = block.ordinal() + i;
            }
        } else {
            Arrays.fill(out, 0, count, Double.NaN);
        }
        if (conversion instanceof NumberConversion numeric) {
            numeric.apply(out, count);
        } else if (conversion instanceof LabelConversion.OfBits table && source instanceof Source.Numbers in) {
            long[] bits = new long[count];
            in.numbers.decodeBits(block.bytes(), block.at(), block.stride(), count, bits);
            table.apply(bits, count, labels);
        } else if (conversion instanceof LabelConversion table) {
            table.apply(out, count, labels);
        }
        return 0;
    }

    private int decodeTexts(RecordBlock block, double[][] numbers, String[][] texts, int column) throws IOException {
        if (conversion instanceof TextConversion.ToNumbers table) {
            int broken = recorded(block, texts[column + 1]);
            table.apply(texts[column + 1], block.count(), numbers[column]);
            return broken;
        } else if (conversion instanceof TextConversion.ToTexts table) {
            int broken = recorded(block, texts[column + 1]);
            table.apply(texts[column + 1], block.count(), texts[column]);
            return broken;
        }
        return recorded(block, texts[column]);
    }

    private int recorded(RecordBlock block, String[] out) throws IOException {
        if (source instanceof Source.Outside in) {
            return outside(in, block, out);
        }
        Source.Texts in = (Source.Texts) source;
        double[] lengths = null;
        if (in.lengths != null) {
            lengths = new double[block.count()];
            in.lengths.decode(block.bytes(), block.at(), block.stride(), block.count(), lengths);
        }
        return in.texts.decode(block.bytes(), block.at(), block.stride(), block.count(), lengths, out);
    }

    private static int outside(Source.Outside in, RecordBlock block, String[] out) throws IOException {
        long[] offsets = new long[block.count()];
        if (in.offsets == null) {
            Arrays.setAll(offsets, i -> block.ordinal() + i);
        } else {
            in.offsets.decodeBits(block.bytes(), block.at(), block.stride(), block.count(), offsets);
        }
        int broken = 0;
        for (int i = 0; i < offsets.length; i++) {
            out[i] = in.values.text(offsets[i], in.coding);
            broken += out[i] == null ? 1 : 0;
        }
        return broken;
    }

    private void invalidate(RecordBlock block, double[] numbers, String[] texts) {
        byte[] bytes = block.bytes();
        int mask = 1 << (invalidBit & 7);
        for (int i = 0, p = block.at() + (int) (invalidBit >> 3); i < block.count(); i++, p += block.stride()) {
            if ((bytes[p] & mask) != 0) {
                if (numbers != null) {
                    numbers[i] = Double.NaN;
                } else {
                    texts[i] = null;
                }
            }
        }
    }
}
