package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.mdf.Mdf3Blocks.Block;
import org.bivouac.jobs.dump.mdf.Mdf3Conversions.Unreadable;
import org.bivouac.jobs.dump.mdf.RecordChannel.Source;
import org.bivouac.jobs.dump.mdf.RecordNumbers.Coding;

/**
 * Reads the channels of a group of MDF 2 or 3 (Vector, MDF 3.3, CNBLOCK: links next, CC, CE, CD, TX at 4 to 20; u16 type
 * at 24, name of 32 characters at 26, start bit 186, bits 188, data type 190, f64 sampling period 210; where the block is
 * long enough, link to a long name 218, to a display name 222, u16 byte offset 226).
 */
final class Mdf3Channels {
    private static final int LEAST = 192;
    private static final int MASTER = 1;
    private static final int MOST = 100_000;

    private final Mdf3Blocks blocks;
    private final Mdf3Conversions conversions;
    private final Map<String, String> metadata;
    private final boolean bigEndian;
    private int count;

    Mdf3Channels(Mdf3Blocks blocks, boolean bigEndian, Map<String, String> metadata) {
        this.blocks = blocks;
        this.bigEndian = bigEndian;
        this.metadata = metadata;
        conversions = new Mdf3Conversions(blocks);
    }

    /** The channels of the chain that begins at a link, as far as they can be read; what cannot is told. */
    List<RecordChannel> of(long first, int recordBytes) throws IOException {
        List<RecordChannel> channels = new ArrayList<>();
        Block block = blocks.chained(first, "CN", LEAST);
        while (block != null && count++ < MOST) {
            String name = name(block);
            dependencies(block, name);
            try {
                channels.add(channel(block, name, recordBytes));
            } catch (Unreadable reason) {
                blocks.faults()
                        .unsupported(block.at(), "channel '" + name + "': " + reason.getMessage(), "channel rejected");
            }
            block = blocks.chained(block.u32(4), "CN", LEAST);
        }
        if (count >= MOST) {
            throw blocks.faults().refusal(first, "B4", "more than " + MOST + " channels", "copy the dump again");
        }
        return channels;
    }

    private String name(Block block) throws IOException {
        String longName = block.u32(218) == 0 ? "" : blocks.text(block.u32(218));
        return longName.isEmpty() ? block.text(26, 32) : longName;
    }

    private void dependencies(Block block, String name) throws IOException {
        Block dependency = block.u32(16) == 0 ? null : blocks.block(block.u32(16), "CD", 8);
        if (dependency != null) {
            metadata.put("dependency " + name, dependency.u16(6) + " channels, type " + dependency.u16(4));
        }
        if (block.u32(12) != 0) {
            blocks.block(block.u32(12), "CE", 6);
        }
        if (block.u32(20) != 0) {
            blocks.text(block.u32(20));
        }
        if (block.u32(222) != 0) {
            blocks.text(block.u32(222));
        }
    }

    private RecordChannel channel(Block block, String name, int recordBytes) throws IOException, Unreadable {
        Block conversion = blocks.block(block.u32(8), "CC", Mdf3Conversions.LEAST);
        if (block.u32(8) != 0 && conversion == null) {
            throw new Unreadable("its conversion at byte " + block.u32(8) + " cannot be read");
        }
        boolean master = block.u16(24) == MASTER;
        Role role = master ? Role.TIME : Role.NUMBER;
        String unit = Mdf3Conversions.unit(conversion);
        int bits = block.u16(188);
        if (bits == 0 && master) {
            // A time base without bits: the records follow each other by the stated period.
            double period = block.f64(210);
            return new RecordChannel(
                    name,
                    unit.isEmpty() ? "s" : unit,
                    role,
                    new Source.Ordinal(),
                    new NumberConversion.Linear(0, period > 0 ? period : 1),
                    -1);
        }
        Source source = source(block, Mdf3Conversions.type(conversion), bits, recordBytes);
        boolean whole = source instanceof Source.Numbers in && in.numbers().isWhole();
        Conversion meaning =
                source instanceof Source.Numbers ? conversions.of(conversion, whole) : new NumberConversion.Identity();
        if (master && !(source instanceof Source.Numbers && meaning instanceof NumberConversion)) {
            throw new Unreadable("a time base that is text");
        }
        return new RecordChannel(name, unit, role, source, meaning, -1);
    }

    private Source source(Block block, int conversion, int bits, int recordBytes) throws Unreadable {
        int startBit = block.u16(186);
        int byteOffset = startBit / 8 + block.u16(226);
        int type = block.u16(190);
        if (conversion == Mdf3Conversions.DATE) {
            return texts(TextCoding.CANOPEN_DATE, byteOffset, 7, recordBytes);
        } else if (conversion == Mdf3Conversions.TIME) {
            return texts(TextCoding.CANOPEN_TIME, byteOffset, 6, recordBytes);
        }
        return switch (type) {
            case 0 -> numbers(Coding.UNSIGNED, bigEndian, byteOffset, startBit, bits, recordBytes);
            case 1 -> numbers(Coding.SIGNED, bigEndian, byteOffset, startBit, bits, recordBytes);
            case 2, 3 -> numbers(Coding.FLOAT, bigEndian, byteOffset, startBit, bits, recordBytes);
            case 4, 5, 6 -> throw new Unreadable("data type " + type + ", a VAX float, which is not read");
            case 7 -> texts(TextCoding.LATIN_1, byteOffset, bits / 8, recordBytes);
            case 8 -> texts(TextCoding.HEX, byteOffset, bits / 8, recordBytes);
            case 9 -> numbers(Coding.UNSIGNED, true, byteOffset, startBit, bits, recordBytes);
            case 10 -> numbers(Coding.SIGNED, true, byteOffset, startBit, bits, recordBytes);
            case 11, 12 -> numbers(Coding.FLOAT, true, byteOffset, startBit, bits, recordBytes);
            case 13 -> numbers(Coding.UNSIGNED, false, byteOffset, startBit, bits, recordBytes);
            case 14 -> numbers(Coding.SIGNED, false, byteOffset, startBit, bits, recordBytes);
            case 15, 16 -> numbers(Coding.FLOAT, false, byteOffset, startBit, bits, recordBytes);
            default -> throw new Unreadable("data type " + type + ", known are 0 to 3 and 7 to 16");
        };
    }

    private static Source numbers(
            Coding coding, boolean bigEndian, int byteOffset, int startBit, int bits, int recordBytes)
            throws Unreadable {
        if (bits == 0) {
            throw new Unreadable("a number of 0 bits");
        }
        RecordNumbers numbers = new RecordNumbers(coding, bigEndian, byteOffset, startBit % 8, bits);
        Optional<String> obstacle = numbers.obstacle(recordBytes);
        if (obstacle.isPresent()) {
            throw new Unreadable(obstacle.get());
        }
        return new Source.Numbers(numbers);
    }

    private static Source texts(TextCoding coding, int byteOffset, int bytes, int recordBytes) throws Unreadable {
        RecordTexts texts = new RecordTexts(coding, byteOffset, bytes);
        Optional<String> obstacle = texts.obstacle(recordBytes);
        if (obstacle.isPresent()) {
            throw new Unreadable(obstacle.get());
        }
        return new Source.Texts(texts, null);
    }
}
