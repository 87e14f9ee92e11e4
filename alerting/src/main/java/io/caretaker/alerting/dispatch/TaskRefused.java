package io.caretaker.alerting.dispatch;

import io.caretaker.model.journal.JournalEntry.CommandIssued;

/**
 * A command about a task that changed nothing.
 *
 * @param reason why, in words for a log
 */
public record TaskRefused(CommandIssued command, String reason) {}
