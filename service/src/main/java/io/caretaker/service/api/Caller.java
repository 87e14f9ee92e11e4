package io.caretaker.service.api;

import io.caretaker.model.Times;
import io.caretaker.model.journal.Commands;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.service.security.CaretakerAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;

/** Whoever sends the request, as the actor of commands. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;
    private final Commands commands;
    private final Clock clock;

    Caller(SecurityIdentity identity, Commands commands, Clock clock) {
        this.identity = identity;
        this.commands = commands;
        this.clock = clock;
    }

    String id() {
        return identity.getPrincipal().getName();
    }

    /** Whether somebody signed in: the administration token is anybody who has it. */
    boolean isPerson() {
        return !id().equals(CaretakerAuthentication.AUTOMATION);
    }

    /** Issues the command in the caller's name; done when it is applied everywhere. */
    Uni<Void> issue(String kind, String subject, String body) {
        return Uni.createFrom()
                .completionStage(() ->
                        commands.issue(new CommandIssued(kind, subject, id(), Times.micros(clock.instant()), body)));
    }
}
