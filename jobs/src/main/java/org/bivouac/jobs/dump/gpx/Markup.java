package org.bivouac.jobs.dump.gpx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
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
    /** What {@link #next} found. */
    enum Kind {
        START,
        END,
        EOF
    }

    private final DumpFile file;
    private final MarkupBytes bytes;

    private long from;
    private long fromLine;
    private String name = "";
    private String text = "";
    private boolean endPending;
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** Opens a dump at its first byte. */
    Markup(DumpFile file) throws IOException {
        this.file = file;
        bytes = new MarkupBytes(file);
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
        return bytes.position();
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
        bytes.clear();
        from = bytes.position();
        fromLine = bytes.line();
        StringBuilder before = new StringBuilder();
        while (true) {
            bytes.plain('<');
            int b = bytes.peek();
            if (b < 0) {
                from = bytes.position();
                fromLine = bytes.line();
                text = before.append(bytes.collected()).toString();
                return Kind.EOF;
            }
            if (b == '<') {
                from = bytes.position();
                fromLine = bytes.line();
                before.append(bytes.collected());
                if (tag(before)) {
                    text = before.toString();
                    return name.startsWith("/") ? end() : Kind.START;
                }
                bytes.clear();
            } else if (bytes.take() == '&') {
                before.append(bytes.collected());
                before.append(entity());
                bytes.clear();
            } else {
                bytes.collect(b);
            }
        }
    }

    private Kind end() {
        name = name.substring(1);
        return Kind.END;
    }

    /** Reads what begins with an angle bracket; false if it is no tag. */
    private boolean tag(StringBuilder before) throws IOException, DamagedMarkupException {
        bytes.take();
        bytes.clear();
        if (bytes.peek() == '?') {
            bytes.until("?>");
            declaration(bytes.collected());
            return false;
        }
        if (bytes.peek() == '!') {
            bytes.take();
            if (bytes.peek() == '-') {
                bytes.until("-->");
            } else if (bytes.peek() == '[') {
                bytes.until("]]>");
                String cdata = bytes.collected();
                before.append(cdata.startsWith("[CDATA[") ? cdata.substring(7, cdata.length() - 3) : "");
            } else {
                throw refusal("C7", "the document declares a type, which may name files outside; none is read");
            }
            return false;
        }
        attributes.clear();
        int b = bytes.take();
        while (b != '>'
                && b != ' '
                && b != '\n'
                && b != '\r'
                && b != '\t'
                && (b != '/' || bytes.collectedLength() == 0)) {
            if (b == '<') {
                throw new DamagedMarkupException("B3", bytes.position() - 1, "'<' inside a tag");
            }
            bytes.collect(b);
            b = bytes.take();
        }
        name = bytes.collected();
        while (b != '>') {
            if (b == '/') {
                b = bytes.take();
                if (b != '>') {
                    throw new DamagedMarkupException("B3", bytes.position() - 1, "'/' inside tag " + name);
                }
                endPending = true;
            } else if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
                b = bytes.take();
            } else {
                attribute(b);
                b = bytes.take();
            }
        }
        if (!isName(name)) {
            endPending = false;
            throw new DamagedMarkupException("B3", from + 1, "'" + name + "' is no name of a tag");
        }
        if (endPending && name.startsWith("/")) {
            endPending = false;
            throw new DamagedMarkupException("B3", from + 1, "<" + name + "/> ends an element and is one");
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
        bytes.clear();
        int b = first;
        while (b != '=' && b != '>' && b != '<') {
            bytes.collect(b);
            b = bytes.take();
        }
        String key = bytes.collected().strip();
        do {
            b = bytes.take();
        } while (b == ' ' || b == '\n' || b == '\r' || b == '\t');
        if (b != '"' && b != '\'') {
            throw new DamagedMarkupException(
                    "B3", bytes.position() - 1, "attribute " + key + " without a quoted value");
        }
        int quote = b;
        StringBuilder value = new StringBuilder();
        bytes.clear();
        while (true) {
            bytes.plain(quote);
            b = bytes.take();
            if (b == quote) {
                break;
            } else if (b == '<') {
                throw new DamagedMarkupException("B3", bytes.position() - 1, "'<' inside attribute " + key);
            } else if (b == '&') {
                value.append(bytes.collected()).append(entity());
                bytes.clear();
            } else {
                bytes.collect(b);
            }
        }
        attributes.putIfAbsent(key, value.append(bytes.collected()).toString());
    }

    private String entity() throws IOException, DamagedMarkupException {
        StringBuilder entity = new StringBuilder();
        for (int b = bytes.take(); b != ';'; b = bytes.take()) {
            entity.append((char) b);
            if (entity.length() > 10) {
                throw new DamagedMarkupException("B3", bytes.position(), "'&' without an entity");
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
            throw new DamagedMarkupException("B3", bytes.position(), "entity &" + known + "; is no number");
        }
        throw new DamagedMarkupException("B3", bytes.position(), "entity &" + known + "; is not one of XML's own");
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
                bytes.charset(found);
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
        bytes.goTo(at);
        for (int b = bytes.peek(); b >= 0; b = bytes.peek()) {
            bytes.pass();
            if (b == '<') {
                long begin = bytes.position() - 1;
                StringBuilder local = new StringBuilder();
                for (b = bytes.peek();
                        b > ' ' && b != '>' && b != '/' && b != '<' && local.length() < 64;
                        b = bytes.peek()) {
                    local.append((char) b);
                    bytes.pass();
                }
                if ((b == ' ' || b == '>' || b == '\n' || b == '\r' || b == '\t')
                        && locals.contains(local.substring(local.indexOf(":") + 1))) {
                    bytes.goTo(begin);
                    return local.substring(local.indexOf(":") + 1);
                }
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
