package io.caretaker.dashboards.console;

import io.caretaker.model.people.Person;
import java.util.Optional;

/** Looks people up by id, so that timelines name them. May block on I/O; safe for use by several threads. */
public interface PeopleDirectory {
    Optional<Person> find(String id);
}
