package io.caretaker.service.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.model.Times;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Readings to the telemetry route of a service, some hundreds a request; a busy service is asked again. For one thread. */
final class ReadingSender {
    private static final int BATCH = 500;
    private static final int ATTEMPTS = 30;
    private static final int MOST_TOLD = 20;

    private final RunningService service;
    private final PrintWriter complaints;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Reading> waiting = new ArrayList<>(BATCH);
    private long accepted;
    private long rejected;

    ReadingSender(RunningService service, PrintWriter complaints) {
        this.service = service;
        this.complaints = complaints;
    }

    long accepted() {
        return accepted;
    }

    long rejected() {
        return rejected;
    }

    void add(JournalGroup group, Span span) {
        long offset = group.firstOffset();
        for (JournalEntry entry : group.entries()) {
            if (entry instanceof ReadingsReceived received && span.holds(offset, entry)) {
                received.readings().forEach(this::add);
            }
            offset++;
        }
    }

    private void add(Reading reading) {
        waiting.add(reading);
        if (waiting.size() == BATCH) {
            flush();
        }
    }

    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            post(body());
        } catch (IOException e) {
            throw new UncheckedIOException("sending " + waiting.size() + " readings", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
        waiting.clear();
    }

    private void post(byte[] body) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = service.post("/api/v1/telemetry", body);
            boolean busy = answer.statusCode() == 429 || answer.statusCode() >= 500;
            if (!busy) {
                count(answer);
                return;
            }
            if (attempt == ATTEMPTS) {
                throw new IOException("the service answered " + answer.statusCode() + ": " + answer.body());
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void count(HttpResponse<String> answer) throws IOException {
        JsonNode told = json.readTree(answer.body());
        if (!told.has("accepted")) {
            throw new IOException("the service answered " + answer.statusCode() + ": " + answer.body());
        }
        accepted += told.path("accepted").asLong();
        for (JsonNode refusal : told.path("rejected")) {
            rejected++;
            if (rejected <= MOST_TOLD) {
                complaints.println(refusal);
            }
        }
    }

    private byte[] body() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(BATCH * 100);
        try (JsonGenerator array = new JsonFactory().createGenerator(out)) {
            array.writeStartArray();
            String device = null;
            for (Reading reading : waiting) {
                if (!reading.device().equals(device)) {
                    if (device != null) {
                        array.writeEndArray();
                        array.writeEndObject();
                    }
                    device = reading.device();
                    array.writeStartObject();
                    array.writeStringField("device", device);
                    array.writeArrayFieldStart("readings");
                }
                array.writeStartObject();
                array.writeStringField("metric", reading.metric());
                array.writeNumberField("value", reading.value());
                array.writeStringField(
                        "time", Times.instant(reading.timeMicros()).toString());
                array.writeEndObject();
            }
            array.writeEndArray();
            array.writeEndObject();
            array.writeEndArray();
        }
        return out.toByteArray();
    }
}
