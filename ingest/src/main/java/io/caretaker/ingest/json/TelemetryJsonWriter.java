package io.caretaker.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.model.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The way back: readings as one telemetry JSON message. Immutable and safe for use by several threads. */
public final class TelemetryJsonWriter {
    private final JsonFactory factory = new JsonFactory();

    /** One message of the named device, or without a device where that is empty. */
    public byte[] encode(String device, List<RawReading> readings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + readings.size() * 96);
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            json.writeStartObject();
            if (!device.isEmpty()) {
                json.writeStringField("device", device);
            }
            json.writeArrayFieldStart("readings");
            for (RawReading reading : readings) {
                write(json, reading);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + readings.size() + " readings into memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, RawReading reading) throws IOException {
        json.writeStartObject();
        json.writeStringField("metric", reading.metric());
        json.writeNumberField("value", reading.value());
        if (!reading.unit().isEmpty()) {
            json.writeStringField("unit", reading.unit());
        }
        if (reading.timeMicros() != RawReading.ARRIVAL) {
            json.writeStringField("time", Times.instant(reading.timeMicros()).toString());
        }
        json.writeEndObject();
    }
}
