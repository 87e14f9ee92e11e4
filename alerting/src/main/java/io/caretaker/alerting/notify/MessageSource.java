package io.caretaker.alerting.notify;

import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import java.util.Optional;

/** Writes the message of a notification, as things stand when it is sent. May block on I/O; safe for several threads. */
@FunctionalInterface
public interface MessageSource {
    /** Empty when the incident is not known. */
    Optional<Message> compose(Notification notification, Person person);
}
