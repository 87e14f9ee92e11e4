package io.caretaker.service.enrolment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.enrolment.Enrolment;
import io.caretaker.model.Times;
import io.caretaker.model.journal.Commands;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Lets detection know of a device that registered itself: nobody is signed in who could say so. */
@ApplicationScoped
public class EnrolmentAnnouncement {
    private final Commands commands;
    private final ObjectMapper json;
    private final Clock clock;

    EnrolmentAnnouncement(Commands commands, ObjectMapper json, Clock clock) {
        this.commands = commands;
        this.json = json;
        this.clock = clock;
    }

    /** Done when detection works with it. */
    public Uni<Void> of(Enrolment.Enrolled enrolled) {
        String body = json.createObjectNode()
                .put("estates", String.join(",", enrolled.change().estates()))
                .toString();
        return Uni.createFrom()
                .completionStage(() -> commands.issue(new CommandIssued(
                        "registry.changed",
                        "registry",
                        "device:" + enrolled.device(),
                        Times.micros(clock.instant()),
                        body)));
    }
}
