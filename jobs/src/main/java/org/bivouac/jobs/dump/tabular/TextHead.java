package org.bivouac.jobs.dump.tabular;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.dump.DumpHead;
import org.bivouac.jobs.fault.Fault;

/**
 * The beginning of a text dump, at most 1 MiB of characters, as lines. Positions count units of text behind the byte
 * order mark (see {@link TextSource}); lines count from 1.
 */
public final class TextHead {
    /** Columns of a table, at most. */
    static final int MOST_COLUMNS = 10_000;

    private final DumpFile file;
    private final TextSource.Encoding encoding;
    private final byte[] raw;
    private final byte[] units;
    private final int filled;
    private final int[] starts;
    private final List<Fault> faults = new ArrayList<>();

    private TextHead(DumpFile file, TextSource.Encoding encoding, byte[] raw, byte[] units, int filled) {
        this.file = file;
        this.encoding = encoding;
        this.raw = raw;
        this.units = units;
        this.filled = filled;
        int[] found = new int[64];
        int lines = 1;
        for (int i = 0; i < filled; i++) {
            if (units[i] == '\n') {
                found = lines == found.length ? Arrays.copyOf(found, 2 * lines) : found;
                found[lines++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, lines);
    }

    /**
     * Reads the head of a dump.
     *
     * @param declared its encoding, unless a byte order mark says otherwise
     */
    public static TextHead read(DumpFile file, Charset declared) throws IOException {
        byte[] raw = new byte[(int) Math.min(2 * LineParser.LONGEST_LINE + 8, file.bytes() + 1)];
        int got = 0;
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            for (int more = 0; more >= 0 && got < raw.length; got += more) {
                more = channel.read(ByteBuffer.wrap(raw, got, raw.length - got));
                if (more < 0) {
                    break;
                }
            }
        }
        TextSource.Encoding encoding = TextSource.Encoding.of(Arrays.copyOf(raw, Math.min(got, 3)), declared);
        int most = (int) Math.min(LineParser.LONGEST_LINE, (file.bytes() - encoding.markBytes()) / encoding.scale());
        byte[] units = new byte[Math.max(0, most) + LineParser.SLACK];
        int filled = 0;
        try (TextSource source = new TextSource(file.path(), encoding, 0, most)) {
            for (int more = 0; more >= 0 && filled < most; filled += more) {
                more = source.read(units, filled, most - filled);
                if (more < 0) {
                    break;
                }
            }
        }
        return new TextHead(file, encoding, Arrays.copyOf(raw, got), units, filled);
    }

    /** The first lines of a dump being recognised, in its declared encoding; the last may be cut. */
    static List<String> lines(DumpHead head, Charset declared, int most) {
        TextSource.Encoding encoding = TextSource.Encoding.of(head.bytes(), declared);
        byte[] bytes = head.bytes();
        int from = Math.min(encoding.markBytes(), bytes.length);
        String text = new String(bytes, from, bytes.length - from, encoding.charset());
        return text.lines().limit(most).toList();
    }

    /** The dump. */
    public DumpFile file() {
        return file;
    }

    TextSource.Encoding encoding() {
        return encoding;
    }

    /** The encoding in which the dump is read. */
    public Charset charset() {
        return encoding.charset();
    }

    byte[] units() {
        return units;
    }

    /** Units in the head. */
    int filled() {
        return filled;
    }

    /** True when the head is the whole dump. */
    boolean isWhole() {
        return encoding.markBytes() + (long) filled * encoding.scale() + encoding.scale() > file.bytes();
    }

    /** How many lines begin in the head; the last may be cut or empty. */
    public int lines() {
        return starts.length;
    }

    /** Where a line begins; the end of the head for the line behind the last. */
    public int start(int line) {
        return line > starts.length ? filled : starts[line - 1];
    }

    private int end(int line) {
        int end = line < starts.length ? starts[line] - 1 : filled;
        return end > start(line) && units[end - 1] == '\r' ? end - 1 : end;
    }

    /** The bytes of a line without its end, one per unit. */
    byte[] bytes(int line) {
        return Arrays.copyOfRange(units, start(line), end(line));
    }

    /** A line without its end. A line that is not valid in its encoding is read as ISO 8859-1, which is told. */
    public String line(int line) {
        int from = encoding.markBytes() + start(line) * encoding.scale();
        int length = (end(line) - start(line)) * encoding.scale();
        if (from + length > raw.length) {
            return "";
        }
        try {
            return encoding.charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(raw, from, length))
                    .toString();
        } catch (CharacterCodingException broken) {
            if (faults.stream().noneMatch(fault -> fault.line() == line)) {
                faults.add(new Fault(
                        file.name(),
                        from,
                        0,
                        line,
                        "B1",
                        "the header line is not valid " + encoding.charset().name(),
                        "read as ISO-8859-1",
                        "declare the encoding in the profile",
                        1));
            }
            return new String(raw, from, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** What was wrong with the lines asked for. */
    List<Fault> faults() {
        return faults;
    }

    /**
     * Refuses the dump unless the head holds this many whole lines.
     *
     * @throws DumpException naming the columns when there are too many of them, the line's length otherwise
     */
    public void requireLines(int wanted, byte delimiter) throws IOException {
        if (starts.length > wanted || (isWhole() && starts.length >= wanted && start(wanted) < filled)) {
            return;
        }
        if (isWhole()) {
            throw new DumpException(Fault.ofFile(
                    file.name(),
                    "A2",
                    "the file ends in its header: " + starts.length + " lines, expected more than " + wanted,
                    "dump refused",
                    "copy the dump again"));
        }
        long columns = 1;
        long length = 0;
        try (TextSource source =
                new TextSource(file.path(), encoding, start(starts.length), file.bytes() / encoding.scale())) {
            byte[] buffer = new byte[1 << 16];
            boolean ended = false;
            for (int got = source.read(buffer, 0, buffer.length);
                    got > 0 && !ended;
                    got = source.read(buffer, 0, buffer.length)) {
                for (int i = 0; i < got && !ended; i++) {
                    ended = buffer[i] == '\n';
                    columns += buffer[i] == delimiter ? 1 : 0;
                    length++;
                }
            }
        }
        refuseColumns(columns, starts.length);
        throw new DumpException(new Fault(
                file.name(),
                encoding.markBytes() + (long) start(starts.length) * encoding.scale(),
                0,
                starts.length,
                "B5",
                "a header line has " + length + " characters, at most " + LineParser.LONGEST_LINE + " are read",
                "dump refused",
                "check the file",
                1));
    }

    /** Refuses a dump whose header line has more columns than any logger. */
    public void refuseColumns(long columns, int line) {
        if (columns > MOST_COLUMNS) {
            throw new DumpException(new Fault(
                    file.name(),
                    -1,
                    0,
                    line,
                    "B4",
                    columns + " columns, at most " + MOST_COLUMNS + " are read",
                    "dump refused",
                    "check the delimiter and the export",
                    1));
        }
    }
}
