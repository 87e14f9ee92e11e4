package io.caretaker.service.clock;

import io.caretaker.model.Times;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Puts a driven clock where it stood before a restart, before devices are let in: readings would otherwise be years ahead
 * of a clock at the epoch, and refused.
 */
@ApplicationScoped
class ClockResumption {
    /** As far back as a last tick is looked for; whoever drives the clock ticks far more often. */
    private static final int ENTRIES = 100_000;

    private final ServiceClock clock;
    private final Journal journal;

    ClockResumption(ServiceClock clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    void resume(@Observes @Priority(StartOrder.STAGES) StartupEvent event) {
        if (!clock.isDriven()) {
            return;
        }
        long newest = 0;
        for (JournalGroup group : journal.read(Math.max(0, journal.nextOffset() - ENTRIES), ENTRIES)) {
            for (JournalEntry entry : group.entries()) {
                if (entry instanceof Ticked tick) {
                    newest = Math.max(newest, tick.timeMicros());
                }
            }
        }
        if (newest > 0) {
            clock.moveTo(Times.instant(newest));
        }
    }
}
