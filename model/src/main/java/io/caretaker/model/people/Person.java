package io.caretaker.model.people;

import io.caretaker.model.Ids;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who signs in or is told.
 *
 * @param language of messages and pages: {@code zh-CN} or {@code en}
 * @param email where alerts go
 * @param webhook address that gets signed JSON instead of or beside e-mail
 */
public record Person(
        String id, String name, Set<Role> roles, Locale language, Optional<String> email, Optional<String> webhook) {
    public Person {
        Ids.require("id", id);
        roles = Set.copyOf(roles);
    }
}
