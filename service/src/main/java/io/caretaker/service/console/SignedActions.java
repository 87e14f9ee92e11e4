package io.caretaker.service.console;

import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.notify.ActionLink;
import io.caretaker.alerting.notify.ActionLink.Verified;
import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.dashboards.console.ActionLinks;
import io.caretaker.model.Times;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.journal.Commands;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.people.Person;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** What a signed link shows and does, in the name of the person it was sent to. */
@Singleton
class SignedActions implements ActionLinks {
    private final ActionLink links;
    private final IncidentStore incidents;
    private final SqlPeople people;
    private final Commands commands;
    private final Clock clock;

    SignedActions(ActionLink links, IncidentStore incidents, SqlPeople people, Commands commands, Clock clock) {
        this.links = links;
        this.incidents = incidents;
        this.people = people;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public Optional<ActionView> view(String token) {
        if (!(links.verify(token) instanceof Verified.Valid valid)) {
            return Optional.empty();
        }
        Optional<Person> person = people.get().person(valid.person());
        return incidents
                .find(valid.incident())
                .flatMap(incident ->
                        person.map(p -> new ActionView(valid.action().command(), incident, p, done(incident, valid))));
    }

    @Override
    public Optional<ActionView> act(String token) {
        Optional<ActionView> before = view(token);
        before.filter(view -> !view.done())
                .ifPresent(view -> commands.issue(new CommandIssued(
                                view.action(),
                                view.incident().id(),
                                view.person().id(),
                                Times.micros(clock.instant()),
                                "{}"))
                        .toCompletableFuture()
                        .join());
        return before.flatMap(view -> view(token));
    }

    /** Escalating may be done again while the incident lasts; what is taken need not be taken. */
    private static boolean done(Incident incident, Verified.Valid valid) {
        return incident.state().isOver()
                || valid.action() == ActionLink.Action.ACKNOWLEDGE && incident.state() != IncidentState.OPEN;
    }
}
