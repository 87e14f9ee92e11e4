package io.caretaker.service.offline;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.Option;

/** A part of the journal: by offset, or by the time at which the service took the entries. */
final class Span {
    @Option(names = "--from", description = "First offset, or time such as 2026-11-24T03:00:00Z.")
    private String from;

    @Option(names = "--to", description = "Offset or time that lies behind the last one.")
    private String to;

    @Option(names = "--device", description = "Only what this device reported, or what happened to it.")
    private String device;

    /** Offset at which reading has to begin. */
    long firstOffset() {
        return isOffset(from) ? Long.parseLong(from) : 0;
    }

    boolean holds(long offset, JournalEntry entry) {
        long time = entry.timeMicros();
        return (from == null || (isOffset(from) ? offset >= Long.parseLong(from) : time >= micros("--from", from)))
                && (to == null || (isOffset(to) ? offset < Long.parseLong(to) : time < micros("--to", to)))
                && (device == null || device.equals(device(entry)));
    }

    private static boolean isOffset(String text) {
        return text != null && !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }

    private static long micros(String option, String text) {
        try {
            return Times.micros(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new InvalidValue(option, text, "an offset, or a time such as 2026-11-24T03:00:00Z");
        }
    }

    private static String device(JournalEntry entry) {
        if (entry instanceof ReadingsReceived received) {
            return received.device();
        }
        return entry instanceof DeviceStatusChanged status ? status.device() : "";
    }
}
