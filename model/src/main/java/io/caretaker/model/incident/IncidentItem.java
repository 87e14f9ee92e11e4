package io.caretaker.model.incident;

import io.caretaker.model.journal.JournalEntry;

/** What correlation hands on, in order: changed incidents, and the ticks and commands that the stages behind it need. */
public sealed interface IncidentItem {
    /**
     * @param incident as it is after the change
     * @param change the timeline entry that describes it, the last one of the incident
     */
    record IncidentChanged(Incident incident, TimelineEntry change) implements IncidentItem {}

    record TickItem(long timeMicros) implements IncidentItem {}

    record CommandItem(JournalEntry.CommandIssued command) implements IncidentItem {}
}
