package io.caretaker.alerting.notify.message;

import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.notify.Message;
import io.caretaker.alerting.notify.MessageSource;
import io.caretaker.alerting.notify.NotificationLog;
import io.caretaker.alerting.oncall.NextStep;
import io.caretaker.alerting.oncall.People;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gathers what a message speaks about, as it stands when it is sent. Blocks on I/O; safe for use by several threads. */
public final class IncidentMessages implements MessageSource {
    private final IncidentStore incidents;
    private final NotificationLog log;
    private final Supplier<People> people;
    private final Function<String, Optional<NextStep>> next;
    private final MessageText text;

    /** @param next what happens to the incident of that id when nobody does anything */
    public IncidentMessages(
            IncidentStore incidents,
            NotificationLog log,
            Supplier<People> people,
            Function<String, Optional<NextStep>> next,
            MessageText text) {
        this.incidents = incidents;
        this.log = log;
        this.people = people;
        this.next = next;
        this.text = text;
    }

    @Override
    public Optional<Message> compose(Notification notification, Person person) {
        return incidents
                .find(notification.incident())
                .map(incident -> text.render(
                        incident,
                        notification,
                        person,
                        people.get(),
                        log.ofIncident(incident.id()),
                        next.apply(incident.id())));
    }
}
