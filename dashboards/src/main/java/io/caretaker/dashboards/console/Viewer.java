package io.caretaker.dashboards.console;

import io.caretaker.model.people.Person;
import java.util.Optional;

/** Who looks at the page of the current request. Provided per request by the application; never blocks. */
public interface Viewer {
    /** Whoever is signed in; empty on pages that need no account. */
    Optional<Person> person();

    /**
     * Token of the session that every changing form must carry back in the field {@code csrf}. Not empty while somebody
     * is signed in; bound to the session and not guessable.
     */
    String csrf();
}
