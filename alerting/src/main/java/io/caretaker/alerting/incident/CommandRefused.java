package io.caretaker.alerting.incident;

import io.caretaker.model.journal.JournalEntry.CommandIssued;

/**
 * A command that changed nothing.
 *
 * @param reason why, in words for a log: the interface in front of the journal has told people before
 */
public record CommandRefused(CommandIssued command, String reason) {}
