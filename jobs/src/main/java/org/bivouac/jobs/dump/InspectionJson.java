package org.bivouac.jobs.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import org.bivouac.jobs.fault.Fault;

/** Writes an inspection as {@code bivouac inspect --json} prints it. What does not exist is null. */
public final class InspectionJson {
    private InspectionJson() {}

    /** Writes the inspection; the writer stays open. */
    public static void write(Inspection inspection, Writer out) throws IOException {
        JsonFactory factory = JsonFactory.builder().build().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        try (JsonGenerator json = factory.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("file", inspection.file());
            json.writeStringField("sha256", inspection.sha256());
            json.writeStringField("format", inspection.header().format());
            json.writeStringField(
                    "start_time",
                    inspection.startTime() == null
                            ? null
                            : inspection.startTime().toString());
            json.writeArrayFieldStart("groups");
            for (Inspection.Group group : inspection.groups()) {
                group(json, group);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rejects");
            for (Fault fault : inspection.rejects()) {
                reject(json, fault);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void group(JsonGenerator json, Inspection.Group group) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", group.name());
        number(json, "rate_hz", group.rateHz());
        json.writeArrayFieldStart("channels");
        for (Inspection.Channel channel : group.channels()) {
            json.writeStartObject();
            json.writeStringField("name", channel.name());
            json.writeStringField("unit", channel.unit());
            json.writeNumberField("n", channel.n());
            json.writeNumberField("missing", channel.missing());
            number(json, "t_first", channel.tFirst());
            number(json, "t_last", channel.tLast());
            number(json, "first", channel.first());
            number(json, "last", channel.last());
            number(json, "min", channel.min());
            number(json, "max", channel.max());
            number(json, "mean", channel.mean());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    private static void reject(JsonGenerator json, Fault fault) throws IOException {
        json.writeStartObject();
        json.writeNumberField("offset", fault.byteOffset());
        json.writeNumberField("length", fault.byteLength());
        json.writeNumberField("line", fault.line());
        json.writeStringField("rule", fault.rule());
        json.writeStringField("reason", Fault.escape(fault.reason()));
        json.writeStringField("done", fault.done());
        json.writeStringField("advice", fault.advice());
        json.writeNumberField("count", fault.count());
        json.writeEndObject();
    }
}
