package io.caretaker.model.journal;

import io.caretaker.model.journal.JournalEntry.CommandIssued;
import java.util.concurrent.CompletionStage;

/** The way in for decisions of people and automatisms. Safe for use by several threads. */
public interface Commands {
    /**
     * Journals the command. The stage completes when it is durable and every stage behind the journal has applied it,
     * so that what is read next shows its effect; it fails when it could not be journaled or applied in time.
     */
    CompletionStage<Void> issue(CommandIssued command);
}
