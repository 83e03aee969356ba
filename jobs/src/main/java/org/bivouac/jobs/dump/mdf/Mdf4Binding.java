package org.bivouac.jobs.dump.mdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bivouac.jobs.dump.DumpHeader.Role;
import org.bivouac.jobs.dump.mdf.RecordChannel.Source;
import org.bivouac.jobs.dump.mdf.RecordNumbers.Coding;

/** Says how each channel of a group is read from its records; what cannot be read is told by the channel's name. */
final class Mdf4Binding {
    private static final int ALL_INVALID = 1;
    private static final int HAS_INVALID_BIT = 2;

    private final Mdf4Blocks blocks;
    private final Mdf4Conversions conversions;
    private final ValuesOf values;

    /** Finds the values of a channel of variable length. */
    interface ValuesOf {
        /** The values; null if the channel says nowhere where they are. */
        VariableValues of(Mdf4Channel channel) throws IOException;

        /** Whether records hold the offset of their value. */
        boolean byOffset(Mdf4Channel channel);
    }

    /** A channel cannot be read. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }
    }

    Mdf4Binding(Mdf4Blocks blocks, Mdf4Conversions conversions, ValuesOf values) {
        this.blocks = blocks;
        this.conversions = conversions;
        this.values = values;
    }

    /** The channels of a group that can be read, in the dump's order; the first time base has the role of one. */
    List<RecordChannel> of(Mdf4Group group) throws IOException {
        List<RecordChannel> all = new ArrayList<>();
        boolean timed = false;
        for (Mdf4Channel channel : group.channels()) {
            try {
                List<RecordChannel> bound = bind(group, channel, channel.isTime() && !timed);
                timed |= channel.isTime();
                all.addAll(bound);
            } catch (Unreadable e) {
                blocks.faults()
                        .unsupported(
                                channel.at(),
                                "group '" + group.name() + "', " + Mdf4Channels.name(channel) + ": " + e.getMessage(),
                                "channel rejected");
            }
        }
        return all;
    }

    private List<RecordChannel> bind(Mdf4Group group, Mdf4Channel channel, boolean time)
            throws IOException, Unreadable {
        int recordBytes = (int) Math.min(Integer.MAX_VALUE, group.dataBytes());
        long invalidBit = -1;
        if ((channel.flags() & HAS_INVALID_BIT) != 0 && (channel.flags() & ALL_INVALID) == 0) {
            if (channel.invalidBit() >= 8 * group.invalidBytes()) {
                throw new Unreadable("its invalidation bit " + channel.invalidBit() + " lies outside the "
                        + group.invalidBytes() + " invalidation bytes");
            }
            invalidBit = 8 * group.dataBytes() + channel.invalidBit();
        }
        if (channel.dataType() == 15 || channel.dataType() == 16) {
            return complex(channel, recordBytes, invalidBit);
        }
        Source source = source(channel, recordBytes);
        Conversion conversion = new NumberConversion.Identity();
        String name = channel.name();
        String unit = channel.unit();
        try {
            boolean whole =
                    !(source instanceof Source.Numbers in) || in.numbers().isWhole();
            conversion = fitting(conversions.of(channel.conversion(), whole), source);
        } catch (Mdf4Conversions.Unreadable e) {
            blocks.faults()
                    .unsupported(
                            channel.at(),
                            "group '" + group.name() + "', " + Mdf4Channels.name(channel) + ": " + e.getMessage(),
                            "values kept as recorded, as '" + name + ".raw'");
            name = name + ".raw";
            unit = "";
        }
        boolean text = isText(source) && !(conversion instanceof TextConversion.ToNumbers);
        if (time && text) {
            blocks.faults()
                    .unsupported(
                            channel.at(),
                            "group '" + group.name() + "', " + Mdf4Channels.name(channel) + ": a time base of text",
                            "kept as a text, the rows have no time");
        }
        Role role = time && !text ? Role.TIME : Role.NUMBER;
        return List.of(new RecordChannel(name, unit, role, allInvalid(channel, source), conversion, invalidBit));
    }

    private static Source allInvalid(Mdf4Channel channel, Source source) {
        return (channel.flags() & ALL_INVALID) == 0
                ? source
                : isText(source) ? new Source.Texts(new RecordTexts(TextCoding.HEX, 0, 0), null) : new Source.Missing();
    }

    private static boolean isText(Source source) {
        return source instanceof Source.Texts || source instanceof Source.Outside;
    }

    private static Conversion fitting(Conversion conversion, Source source) throws Mdf4Conversions.Unreadable {
        boolean text = isText(source);
        if (text && conversion instanceof NumberConversion.Identity) {
            return conversion;
        } else if (text != conversion instanceof TextConversion) {
            throw new Mdf4Conversions.Unreadable(
                    text ? "a conversion of numbers for text" : "a conversion of text for numbers");
        }
        return conversion;
    }

    private static List<RecordChannel> complex(Mdf4Channel channel, int recordBytes, long invalidBit)
            throws Unreadable {
        if (channel.type() != 0 || channel.bitCount() % 16 != 0 || channel.conversion() != 0) {
            throw new Unreadable("a complex number of " + channel.bitCount() + " bits, channel type " + channel.type()
                    + (channel.conversion() == 0 ? "" : ", with a conversion"));
        }
        List<RecordChannel> parts = new ArrayList<>();
        int half = (int) Math.min(channel.bitCount() / 2, 1024);
        for (int part = 0; part < 2; part++) {
            Mdf4Channel at = channel.moved(channel.name(), part * (half / 8L), 0);
            RecordNumbers numbers = numbers(at, Coding.FLOAT, channel.dataType() == 16, half, recordBytes);
            Source source = (channel.flags() & ALL_INVALID) != 0 ? new Source.Missing() : new Source.Numbers(numbers);
            parts.add(new RecordChannel(
                    channel.name() + (part == 0 ? ".re" : ".im"),
                    channel.unit(),
                    Role.NUMBER,
                    source,
                    new NumberConversion.Identity(),
                    invalidBit));
        }
        return parts;
    }

    private static RecordNumbers numbers(
            Mdf4Channel channel, Coding coding, boolean bigEndian, long bits, int recordBytes) throws Unreadable {
        if (bits < 1 || bits > 64 || channel.byteOffset() < 0 || channel.byteOffset() > Integer.MAX_VALUE) {
            throw new Unreadable(
                    "a number of " + bits + " bits at byte " + channel.byteOffset() + ", expected 1 to 64");
        }
        RecordNumbers numbers =
                new RecordNumbers(coding, bigEndian, (int) channel.byteOffset(), channel.bitOffset(), (int) bits);
        Optional<String> obstacle = numbers.obstacle(recordBytes);
        if (obstacle.isPresent()) {
            throw new Unreadable(obstacle.get());
        }
        return numbers;
    }

    private Source source(Mdf4Channel channel, int recordBytes) throws IOException, Unreadable {
        return switch (channel.type()) {
            case Mdf4Channel.VIRTUAL_MASTER, Mdf4Channel.VIRTUAL -> new Source.Ordinal();
            case 0, Mdf4Channel.MASTER, 4 -> fixed(channel, recordBytes);
            case Mdf4Channel.VARIABLE -> variable(channel, recordBytes);
            case Mdf4Channel.MAXIMUM_LENGTH -> maximum(channel, recordBytes);
            default -> throw new Unreadable("channel type " + channel.type() + ", known are 0 to 6");
        };
    }

    private static Source fixed(Mdf4Channel channel, int recordBytes) throws Unreadable {
        int type = channel.dataType();
        if (type <= 5) {
            Coding coding = type < 2 ? Coding.UNSIGNED : type < 4 ? Coding.SIGNED : Coding.FLOAT;
            return new Source.Numbers(numbers(channel, coding, type % 2 == 1, channel.bitCount(), recordBytes));
        }
        return new Source.Texts(texts(channel, recordBytes), null);
    }

    private static TextCoding coding(Mdf4Channel channel) throws Unreadable {
        return switch (channel.dataType()) {
            case 6 -> TextCoding.LATIN_1;
            case 7 -> TextCoding.UTF_8;
            case 8 -> TextCoding.UTF_16_LE;
            case 9 -> TextCoding.UTF_16_BE;
            case 10, 11, 12 -> TextCoding.HEX;
            case 13 -> TextCoding.CANOPEN_DATE;
            case 14 -> TextCoding.CANOPEN_TIME;
            case 17 -> TextCoding.MARKED;
            default ->
                throw new Unreadable("data type " + channel.dataType() + " in a channel of type " + channel.type());
        };
    }

    private static RecordTexts texts(Mdf4Channel channel, int recordBytes) throws Unreadable {
        long bytes = channel.bitCount() / 8;
        if (channel.byteOffset() < 0 || channel.byteOffset() + bytes > Integer.MAX_VALUE) {
            throw new Unreadable(bytes + " bytes at byte " + channel.byteOffset());
        }
        RecordTexts texts = new RecordTexts(coding(channel), (int) channel.byteOffset(), (int) bytes);
        Optional<String> obstacle = texts.obstacle(recordBytes);
        if (obstacle.isPresent()) {
            throw new Unreadable(obstacle.get());
        }
        return texts;
    }

    private Source variable(Mdf4Channel channel, int recordBytes) throws IOException, Unreadable {
        TextCoding coding = coding(channel);
        VariableValues found = values.of(channel);
        if (found == null) {
            throw new Unreadable("values of variable length, and its block says nowhere where they are");
        }
        RecordNumbers offsets = values.byOffset(channel)
                ? numbers(channel, Coding.UNSIGNED, false, Math.min(64, channel.bitCount()), recordBytes)
                : null;
        return new Source.Outside(coding, offsets, found);
    }

    /** The link of a channel of maximum length leads to the channel that says how many bytes count. */
    private Source maximum(Mdf4Channel channel, int recordBytes) throws IOException, Unreadable {
        Mdf4Block size = channel.data() == 0 ? null : blocks.share(channel.data(), "CN");
        if (size == null || size.u8(2) > 3) {
            throw new Unreadable("a channel of maximum length without one that says how many bytes count");
        }
        Mdf4Channel length =
                new Mdf4Channel(size.at(), "", "", 0, 0, size.u8(2), size.u32(4), size.u8(3), size.u32(8), 0, 0, 0, 0);
        Source.Numbers lengths = (Source.Numbers) fixed(length, recordBytes);
        return new Source.Texts(texts(channel, recordBytes), lengths.numbers());
    }
}
