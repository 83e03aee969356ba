package org.bivouac.jobs.dump.can.dbc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A CAN database as its DBC file has it.
 *
 * @param version as stated; empty if it is not
 * @param messages in the file's order
 * @param attributes those stated of the whole network
 * @param comment of the whole network; empty when there is none
 * @param tables value tables by name
 * @param refused what was left out, the rest being used
 */
public record Dbc(
        String version,
        List<DbcMessage> messages,
        Map<String, String> attributes,
        String comment,
        Map<String, Map<Long, String>> tables,
        List<Refused> refused) {

    /**
     * A signal or message that cannot be meant as it is written.
     *
     * @param line from 1
     * @param message the message that it belongs to
     * @param reason what is wrong with it, naming it
     */
    public record Refused(int line, String message, String reason) {}

    /**
     * Reads a database. It is taken for UTF-8, and for Windows-1252, which Vector's tools write, where it is not.
     *
     * @throws DbcException if its text is no database
     */
    public static Dbc of(byte[] bytes) {
        return new DbcParser(text(bytes)).parse();
    }

    private static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, Charset.forName("windows-1252"));
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
