package org.bivouac.jobs.dump.gpx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bivouac.jobs.dump.DumpException;
import org.bivouac.jobs.dump.DumpFile;
import org.bivouac.jobs.fault.Fault;

/**
 * Reads XML as a row of tags, each with the bytes that it stands in, so that the books of a dump close and reading goes
 * on behind damage; a parser of the JDK tells neither. No entities but the five of XML and character numbers, no document
 * type: nothing outside the file is ever looked at (C7). Bytes must be ASCII-compatible: UTF-8 or an 8-bit encoding.
 */
final class Markup implements Closeable {
    /** No tag or text of a track is longer. */
    private static final int LONGEST = 1 << 16;

    private static final int WINDOW = 1 << 16;

    /** What {@link #next} found. */
    enum Kind {
        START,
        END,
        EOF
    }

    /** Bytes that are not what XML allows here. */
    static final class DamagedMarkupException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String rule;
        private final long at;

        DamagedMarkupException(String rule, long at, String reason) {
            super(reason);
            this.rule = rule;
            this.at = at;
        }

        String rule() {
            return rule;
        }

        /** The byte where it was noticed. */
        long at() {
            return at;
        }
    }

    private final DumpFile file;
    private final FileChannel channel;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;
    private long position;
    private long line = 1;
    private Charset charset;

    private byte[] collected = new byte[256];
    private int length;

    private long from;
    private long fromLine;
    private String name = "";
    private String text = "";
    private boolean endPending;
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** Opens a dump at its first byte. */
    Markup(DumpFile file) throws IOException {
        this.file = file;
        charset = StandardCharsets.UTF_8;
        channel = FileChannel.open(file.path(), StandardOpenOption.READ);
    }

    /** Where the tag found last begins. */
    long from() {
        return from;
    }

    /** The line, from 1, in which the tag found last begins. */
    long line() {
        return fromLine;
    }

    /** Behind the tag found last. */
    long position() {
        return position;
    }

    /** The tag's name with its prefix. */
    String name() {
        return name;
    }

    /** The start tag's attributes, names with prefixes. */
    Map<String, String> attributes() {
        return attributes;
    }

    /** The text between the tag before and this one. */
    String text() {
        return text;
    }

    private int peek() throws IOException {
        if (position - windowStart >= windowLength || position < windowStart) {
            windowStart = position;
            ByteBuffer buffer = ByteBuffer.wrap(window);
            while (buffer.hasRemaining() && channel.read(buffer, windowStart + buffer.position()) >= 0) {}
            windowLength = buffer.position();
            if (windowLength == 0) {
                return -1;
            }
        }
        return window[(int) (position - windowStart)] & 0xff;
    }

    /** The next byte; one that no XML holds is damage. */
    private int take() throws IOException, DamagedMarkupException {
        int b = peek();
        if (b < 0) {
            throw new DamagedMarkupException("A1", position, "the file ends inside an element");
        }
        if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
            throw new DamagedMarkupException(
                    b == 0 ? "A10" : "B1", position, b == 0 ? "NUL bytes" : "control character " + b);
        }
        position++;
        line += b == '\n' ? 1 : 0;
        return b;
    }

    private void collect(int b) throws DamagedMarkupException {
        if (length >= LONGEST) {
            throw new DamagedMarkupException("B5", position, "more than " + LONGEST + " bytes without a tag's end");
        }
        if (length == collected.length) {
            collected = Arrays.copyOf(collected, 2 * length);
        }
        collected[length++] = (byte) b;
    }

    /** Collects what is neither markup, nor the byte to stop at, nor damage, as far as it is in the window. */
    private void plain(int stop) throws IOException, DamagedMarkupException {
        peek();
        int begin = (int) (position - windowStart);
        int end = begin;
        for (; end < windowLength; end++) {
            int b = window[end];
            if (b == '<' || b == '&' || b == stop || (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t')) {
                break;
            }
            line += b == '\n' ? 1 : 0;
        }
        int run = end - begin;
        if (length + run > LONGEST) {
            throw new DamagedMarkupException("B5", position, "more than " + LONGEST + " bytes without a tag");
        }
        if (length + run > collected.length) {
            collected = Arrays.copyOf(collected, 2 * (length + run));
        }
        System.arraycopy(window, begin, collected, length, run);
        length += run;
        position += run;
    }

    private String collected() throws DamagedMarkupException {
        boolean ascii = true;
        for (int i = 0; i < length; i++) {
            ascii &= collected[i] >= 0;
        }
        if (ascii) {
            return new String(collected, 0, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(collected, 0, length))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new DamagedMarkupException("B1", position, "text is not valid " + charset.name());
        }
    }

    /**
     * The next tag.
     *
     * @throws DamagedMarkupException if there is something else; {@link #skipTo} goes on
     * @throws DumpException if the document declares a type or an encoding that is not read
     */
    Kind next() throws IOException, DamagedMarkupException {
        if (endPending) {
            endPending = false;
            text = "";
            return Kind.END;
        }
        length = 0;
        from = position;
        fromLine = line;
        StringBuilder before = new StringBuilder();
        while (true) {
            plain('<');
            int b = peek();
            if (b < 0) {
                from = position;
                fromLine = line;
                text = before.append(collected()).toString();
                return Kind.EOF;
            }
            if (b == '<') {
                from = position;
                fromLine = line;
                before.append(collected());
                if (tag(before)) {
                    text = before.toString();
                    return name.startsWith("/") ? end() : Kind.START;
                }
                length = 0;
            } else if (take() == '&') {
                before.append(collected());
                before.append(entity());
                length = 0;
            } else {
                collect(b);
            }
        }
    }

    private Kind end() {
        name = name.substring(1);
        return Kind.END;
    }

    /** Reads what begins with an angle bracket; false if it is no tag. */
    private boolean tag(StringBuilder before) throws IOException, DamagedMarkupException {
        take();
        length = 0;
        if (peek() == '?') {
            until("?>");
            declaration(collected());
            return false;
        }
        if (peek() == '!') {
            take();
            if (peek() == '-') {
                until("-->");
            } else if (peek() == '[') {
                until("]]>");
                String cdata = collected();
                before.append(cdata.startsWith("[CDATA[") ? cdata.substring(7, cdata.length() - 3) : "");
            } else {
                throw refusal("C7", "the document declares a type, which may name files outside; none is read");
            }
            return false;
        }
        attributes.clear();
        int b = take();
        while (b != '>' && b != ' ' && b != '\n' && b != '\r' && b != '\t' && (b != '/' || length == 0)) {
            if (b == '<') {
                throw new DamagedMarkupException("B3", position - 1, "'<' inside a tag");
            }
            collect(b);
            b = take();
        }
        name = collected();
        while (b != '>') {
            if (b == '/') {
                b = take();
                if (b != '>') {
                    throw new DamagedMarkupException("B3", position - 1, "'/' inside tag " + name);
                }
                endPending = true;
            } else if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
                b = take();
            } else {
                attribute(b);
                b = take();
            }
        }
        if (!isName(name)) {
            endPending = false;
            throw new DamagedMarkupException("B3", from + 1, "'" + name + "' is no name of a tag");
        }
        return true;
    }

    private static boolean isName(String tag) {
        int first = tag.startsWith("/") ? 1 : 0;
        boolean is = tag.length() > first && (Character.isLetter(tag.charAt(first)) || tag.charAt(first) == '_');
        for (int i = first; i < tag.length(); i++) {
            is &= Character.isLetterOrDigit(tag.charAt(i)) || ":._-".indexOf(tag.charAt(i)) >= 0;
        }
        return is;
    }

    private void attribute(int first) throws IOException, DamagedMarkupException {
        length = 0;
        int b = first;
        while (b != '=' && b != '>' && b != '<') {
            collect(b);
            b = take();
        }
        String key = collected().strip();
        do {
            b = take();
        } while (b == ' ' || b == '\n' || b == '\r' || b == '\t');
        if (b != '"' && b != '\'') {
            throw new DamagedMarkupException("B3", position - 1, "attribute " + key + " without a quoted value");
        }
        int quote = b;
        StringBuilder value = new StringBuilder();
        length = 0;
        while (true) {
            plain(quote);
            b = take();
            if (b == quote) {
                break;
            } else if (b == '<') {
                throw new DamagedMarkupException("B3", position - 1, "'<' inside attribute " + key);
            } else if (b == '&') {
                value.append(collected()).append(entity());
                length = 0;
            } else {
                collect(b);
            }
        }
        attributes.putIfAbsent(key, value.append(collected()).toString());
    }

    private void until(String ending) throws IOException, DamagedMarkupException {
        length = 0;
        while (length < ending.length() || !endsWith(ending)) {
            if (length == LONGEST - 1) {
                // A long comment is kept by its end only.
                System.arraycopy(collected, length - ending.length(), collected, 0, ending.length());
                length = ending.length();
            }
            collect(take());
        }
    }

    private boolean endsWith(String ending) {
        for (int i = 0; i < ending.length(); i++) {
            if (collected[length - ending.length() + i] != ending.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String entity() throws IOException, DamagedMarkupException {
        StringBuilder entity = new StringBuilder();
        for (int b = take(); b != ';'; b = take()) {
            entity.append((char) b);
            if (entity.length() > 10) {
                throw new DamagedMarkupException("B3", position, "'&' without an entity");
            }
        }
        String known = entity.toString();
        return switch (known) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> character(known);
        };
    }

    private String character(String known) throws DamagedMarkupException {
        try {
            if (known.startsWith("#")) {
                int code = known.startsWith("#x")
                        ? Integer.parseInt(known.substring(2), 16)
                        : Integer.parseInt(known.substring(1));
                if (Character.isValidCodePoint(code)) {
                    return Character.toString(code);
                }
            }
        } catch (NumberFormatException none) {
            throw new DamagedMarkupException("B3", position, "entity &" + known + "; is no number");
        }
        throw new DamagedMarkupException("B3", position, "entity &" + known + "; is not one of XML's own");
    }

    private void declaration(String declared) {
        int at = declared.indexOf("encoding=");
        if (!declared.startsWith("?xml") || at < 0 || at + 10 > declared.length()) {
            return;
        }
        int end = declared.indexOf(declared.charAt(at + 9), at + 10);
        String encoding = end < 0 ? "" : declared.substring(at + 10, end);
        try {
            Charset found = Charset.forName(encoding);
            if ("<a/>".getBytes(found).length == 4) {
                charset = found;
                return;
            }
        } catch (IllegalArgumentException unknown) {
            throw refusal("B1", "encoding '" + encoding + "' is not known");
        }
        throw refusal("B1", "encoding " + encoding + " is not read");
    }

    private DumpException refusal(String rule, String reason) {
        return new DumpException(new Fault(
                file.name(),
                from,
                0,
                fromLine,
                rule,
                reason,
                "dump refused",
                "save it as UTF-8 without a document type",
                1));
    }

    /**
     * Goes on behind damage: to the next start tag, from byte {@code at} on, that looks like one of these.
     *
     * @param locals names without prefix
     * @return the name without prefix; empty when there is none and the end of the file is reached
     */
    String skipTo(long at, Set<String> locals) throws IOException {
        endPending = false;
        position = at;
        for (int b = peek(); b >= 0; b = peek()) {
            position++;
            line += b == '\n' ? 1 : 0;
            if (b == '<') {
                long begin = position - 1;
                StringBuilder local = new StringBuilder();
                for (b = peek(); b > ' ' && b != '>' && b != '/' && b != '<' && local.length() < 64; b = peek()) {
                    local.append((char) b);
                    position++;
                }
                if ((b == ' ' || b == '>' || b == '\n' || b == '\r' || b == '\t')
                        && locals.contains(local.substring(local.indexOf(":") + 1))) {
                    position = begin;
                    return local.substring(local.indexOf(":") + 1);
                }
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
