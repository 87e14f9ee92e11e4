package io.caretaker.service.pipeline;

import io.caretaker.model.journal.Commands;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.Ticked;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Commands and ticks on their way through the journal; both are told when every stage has applied them. */
@ApplicationScoped
public class JournaledCommands implements Commands {
    /** Longer than the slowest fold of a full batch; what waits longer than this says the service is overloaded. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Journal journal;
    private final AppliedOffsets applied;

    JournaledCommands(Journal journal, AppliedOffsets applied) {
        this.journal = journal;
        this.applied = applied;
    }

    @Override
    public CompletionStage<Void> issue(CommandIssued command) {
        return journal.append(command).thenCompose(offset -> applied.reached(offset + 1, PATIENCE));
    }

    /** Journals the passing of time. */
    public CompletionStage<Void> tick(long timeMicros) {
        return journal.append(new Ticked(timeMicros)).thenCompose(offset -> applied.reached(offset + 1, PATIENCE));
    }
}
