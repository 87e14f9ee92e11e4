package io.caretaker.model.fault;

import io.caretaker.model.journal.JournalEntry;

/** What detection hands on, in order: faults, and the ticks and commands that the stages behind it need too. */
public sealed interface DetectedItem {
    record FaultItem(FaultEvent event) implements DetectedItem {}

    record TickItem(long timeMicros) implements DetectedItem {}

    record CommandItem(JournalEntry.CommandIssued command) implements DetectedItem {}
}
