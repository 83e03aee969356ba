package org.bivouac.jobs.dump.readers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.bivouac.jobs.dump.DumpReader;
import org.bivouac.jobs.dump.tabular.TabularReader;
import org.bivouac.jobs.fault.Fault;

/** What is read and what is not, as the readers say it: for the command line and for the README. */
public final class FormatList {
    private final Dumps dumps;

    /** The list of these readers. */
    public FormatList(Dumps dumps) {
        this.dumps = dumps;
    }

    /** For people at the command line: a line per format, and below it a line for each thing that is not read. */
    public String text() {
        StringBuilder text = new StringBuilder("read, recognised by content:\n");
        int width = dumps.readers().stream()
                .mapToInt(reader -> reader.format().length())
                .max()
                .orElse(0);
        for (DumpReader reader : dumps.readers()) {
            text.append("  ")
                    .append(Fault.escape(reader.format()))
                    .append(" ".repeat(width - reader.format().length() + 2))
                    .append(Fault.escape(reader.description()))
                    .append(suffix(" (", extensions(reader.extensions()), ")"))
                    .append('\n');
            for (String phrase : reader.notRead()) {
                text.append(" ".repeat(width + 4))
                        .append("not: ")
                        .append(phrase)
                        .append('\n');
            }
        }
        text.append("known by name, not read:\n");
        for (Foreign foreign : dumps.foreign()) {
            text.append("  ")
                    .append(foreign.name())
                    .append(suffix(" (", extensions(foreign.extensions()), ")"))
                    .append(": ")
                    .append(foreign.advice())
                    .append('\n');
        }
        return text.toString();
    }

    private static String suffix(String before, String text, String behind) {
        return text.isEmpty() ? "" : before + text + behind;
    }

    private static String extensions(List<String> extensions) {
        return extensions.stream().map(extension -> "." + extension).collect(Collectors.joining(", "));
    }

    /** As {@code bivouac formats --json} prints it; the writer stays open. */
    public void json(Writer out) throws IOException {
        JsonFactory factory = JsonFactory.builder().build().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        try (JsonGenerator json = factory.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeArrayFieldStart("formats");
            for (DumpReader reader : dumps.readers()) {
                json.writeStartObject();
                json.writeStringField("format", reader.format());
                json.writeStringField("description", reader.description());
                json.writeBooleanField("profile", reader instanceof TabularReader);
                texts(json, "extensions", reader.extensions());
                texts(json, "not_read", reader.notRead());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("known_but_not_read");
            for (Foreign foreign : dumps.foreign()) {
                json.writeStartObject();
                json.writeStringField("name", foreign.name());
                texts(json, "extensions", foreign.extensions());
                json.writeStringField("advice", foreign.advice());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** The README's table; profiles that come with Bivouac share a line. */
    String markdown() {
        StringBuilder text = new StringBuilder("| format | usual names | not read |\n|---|---|---|\n");
        for (DumpReader reader : dumps.readers()) {
            if (!(reader instanceof TabularReader)) {
                row(text, reader.description(), extensions(reader.extensions()), reader.notRead());
            }
        }
        String profiles = dumps.readers().stream()
                .filter(reader -> reader instanceof TabularReader)
                .map(DumpReader::description)
                .collect(Collectors.joining(", "));
        row(
                text,
                "tabular text by a profile: built in (" + profiles + ") or a file of your own in `INBOX/profiles/`",
                "any",
                List.of("tables that no profile describes"));
        return text.toString();
    }

    private static void row(StringBuilder text, String format, String names, List<String> notRead) {
        text.append("| ")
                .append(cell(format))
                .append(" | ")
                .append(cell(names))
                .append(" | ")
                .append(cell(String.join("; ", notRead)))
                .append(" |\n");
    }

    private static String cell(String text) {
        return text.isEmpty() ? "–" : text.replace("|", "\\|");
    }
}
