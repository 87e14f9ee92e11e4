package io.caretaker.dashboards.console;

import io.caretaker.model.incident.Incident;
import io.caretaker.model.people.Person;
import java.util.Optional;

/**
 * The signed links in messages, which act without sign-in. The token alone is the authority: it names incident, person,
 * action and end of validity. May block on I/O.
 */
public interface ActionLinks {
    /** What the link would do; empty when the token is forged, expired or about an unknown incident. Changes nothing. */
    Optional<ActionView> view(String token);

    /** Does it, and answers how it stands then; empty as for {@link #view}. Doing it twice is the same as once. */
    Optional<ActionView> act(String token);

    /**
     * @param action kind of command it issues, as {@code incident.acknowledge}
     * @param person whom the message was sent to
     * @param done whether somebody has done it already
     */
    record ActionView(String action, Incident incident, Person person, boolean done) {}
}
