package io.caretaker.service.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.caretaker.ingest.journal.rocksdb.JournalInspection;
import io.caretaker.model.Times;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "dump",
        description =
                "Prints entries as lines of JSON. Damaged groups are named on standard error; the exit code is then 1.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class JournalDumpCommand implements Callable<Integer> {
    @Mixin
    private DataDirectory data;

    @Mixin
    private Span span;

    @Spec
    private CommandSpec spec;

    private int damaged;

    @Override
    public Integer call() throws IOException {
        try (JournalInspection journal = JournalInspection.open(data.store());
                JsonGenerator json =
                        new JsonFactory().createGenerator(spec.commandLine().getOut())) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            journal.read(span.firstOffset(), group -> write(group, json), sentence -> {
                damaged++;
                spec.commandLine().getErr().println(sentence);
            });
        }
        spec.commandLine().getOut().println();
        spec.commandLine().getOut().flush();
        return damaged == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void write(JournalGroup group, JsonGenerator json) {
        long offset = group.firstOffset();
        try {
            for (JournalEntry entry : group.entries()) {
                if (span.holds(offset, entry)) {
                    json.writeStartObject();
                    json.writeNumberField("offset", offset);
                    json.writeStringField("kind", JournalInspection.kind(entry));
                    write(entry, json);
                    json.writeEndObject();
                }
                offset++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing entry " + offset, e);
        }
    }

    private static void write(JournalEntry entry, JsonGenerator json) throws IOException {
        if (entry instanceof ReadingsReceived received) {
            json.writeStringField("device", received.device());
            time("arrival", received.arrivalMicros(), json);
            json.writeArrayFieldStart("readings");
            for (Reading reading : received.readings()) {
                write(received.device(), reading, json);
            }
            json.writeEndArray();
        } else if (entry instanceof DeviceStatusChanged status) {
            json.writeStringField("device", status.device());
            time("time", status.timeMicros(), json);
            json.writeBooleanField("online", status.online());
        } else if (entry instanceof Ticked tick) {
            time("time", tick.timeMicros(), json);
        } else if (entry instanceof CommandIssued command) {
            json.writeStringField("command", command.kind());
            json.writeStringField("subject", command.subject());
            json.writeStringField("actor", command.actor());
            time("time", command.timeMicros(), json);
            json.writeStringField("body", command.body());
        }
    }

    private static void write(String device, Reading reading, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (!reading.device().equals(device)) {
            json.writeStringField("device", reading.device());
        }
        json.writeStringField("metric", reading.metric());
        time("time", reading.timeMicros(), json);
        json.writeNumberField("value", reading.value());
        if (reading.quality() != Quality.GOOD) {
            json.writeStringField("quality", reading.quality().name().toLowerCase(Locale.ROOT));
            json.writeStringField("reason", reading.reason());
        }
        json.writeEndObject();
    }

    private static void time(String field, long micros, JsonGenerator json) throws IOException {
        json.writeStringField(field, Times.instant(micros).toString());
    }
}
