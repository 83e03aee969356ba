package org.bivouac.jobs.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The one spelling of JSON in the lake: sorted keys, two spaces, line feeds, a line feed at the end. Equal values give
 * equal bytes, so a file's hash is the hash of what it says; a file in any other spelling is not one of ours.
 */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPrettyPrinter(printer())
            .build();

    private Json() {}

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indent);
        printer.indentArraysWith(indent);
        return printer;
    }

    static String text(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    static JsonNode tree(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws org.bivouac.jobs.fault.BadInputException if the file has another version or any other spelling
     */
    static <T> T value(Path file, byte[] bytes, int version, Class<T> type) {
        try {
            int found = tree(bytes).path("version").asInt(-1);
            if (found > version) {
                throw IoFault.integrity(
                        file,
                        "has format version " + found + ", this program reads versions up to " + version
                                + ": use the release that wrote it or a later one");
            }
            T value = MAPPER.readValue(bytes, type);
            if (found != version || !Arrays.equals(bytes, text(value).getBytes(StandardCharsets.UTF_8))) {
                throw IoFault.integrity(file, "is not as it was written");
            }
            return value;
        } catch (IOException e) {
            throw IoFault.integrity(
                    file,
                    "is not readable JSON ("
                            + (e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage())
                            + ")");
        }
    }
}
