package io.caretaker.dashboards.console.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.model.Times;
import io.caretaker.model.journal.Commands;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Hands what people decide on pages to the journal, and leads them back to the page. */
@ApplicationScoped
public class Decisions {
    private final Commands commands;
    private final ObjectMapper mapper;
    private final Clock clock;

    Decisions(Commands commands, ObjectMapper mapper, Clock clock) {
        this.commands = commands;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** @return a redirect to {@code back}, once what is read there shows the effect */
    public CompletionStage<Response> issue(
            Person person, String kind, String subject, Map<String, ?> body, String back) {
        CommandIssued command =
                new CommandIssued(kind, subject, person.id(), Times.micros(clock.instant()), json(body));
        // Built here: where the stages complete there is no request for the address to be resolved against.
        Response redirect = Response.seeOther(URI.create(back)).build();
        return commands.issue(command).thenApply(done -> redirect);
    }

    /** Lets detection know of a changed registry; done when it works with it. */
    public CompletionStage<Void> registryChanged(Person person, Set<String> estates) {
        return commands.issue(new CommandIssued(
                "registry.changed",
                "registry",
                person.id(),
                Times.micros(clock.instant()),
                json(Map.of("estates", String.join(",", estates)))));
    }

    private String json(Map<String, ?> body) {
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing the body of a command", e);
        }
    }
}
