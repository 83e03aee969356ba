package org.bivouac.jobs.fault;

import java.io.Serializable;
import java.util.Locale;
import org.bivouac.schemas.RejectRow;

/**
 * One thing wrong with an input, in the fixed order of an error line: file, byte offset and line or record, rule id,
 * reason, what was done, what to do.
 *
 * @param file path as the user knows it
 * @param byteOffset first byte concerned; -1 when no byte range is
 * @param byteLength bytes refused; 0 when nothing but a value is
 * @param line line or record from 1; 0 when there is none
 * @param rule rule id of the failure catalogue, e.g. {@code B7}
 * @param reason the value found and the value expected
 * @param done what was done, e.g. {@code row rejected}
 * @param advice what to do
 * @param count how many cells or records it stands for, at least 1
 */
public record Fault(
        String file,
        long byteOffset,
        long byteLength,
        long line,
        String rule,
        String reason,
        String done,
        String advice,
        long count)
        implements Serializable {

    /** A fault of a whole file. */
    public static Fault ofFile(String file, String rule, String reason, String done, String advice) {
        return new Fault(file, -1, 0, 0, rule, reason, done, advice, 1);
    }

    /** The same of a file by another name. */
    public Fault of(String otherFile) {
        return new Fault(otherFile, byteOffset, byteLength, line, rule, reason, done, advice, count);
    }

    /** The error line; control characters are escaped, so it is one line whatever the input. */
    public String message() {
        StringBuilder text = new StringBuilder(file);
        if (byteOffset >= 0) {
            text.append(": byte ").append(byteOffset);
        }
        if (line > 0) {
            text.append(byteOffset >= 0 ? ", line " : ": line ").append(line);
        }
        text.append(": ").append(rule).append(": ").append(reason).append(": ").append(done);
        if (count > 1) {
            text.append(String.format(Locale.ROOT, " (%d times)", count));
        }
        text.append(": ").append(advice);
        return escape(text);
    }

    /** As a row of {@code rejects}; {@code dump} is null for what could not even be opened. */
    public RejectRow row(int year, String event, String stage, String car, String dump) {
        return new RejectRow(
                year,
                event,
                stage,
                car,
                dump,
                escape(file),
                byteOffset,
                byteLength,
                line,
                rule,
                reason,
                done,
                advice,
                count);
    }

    /** The text with control, bidirectional and line-separating characters written as {@code \\u001b}. */
    public static String escape(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
