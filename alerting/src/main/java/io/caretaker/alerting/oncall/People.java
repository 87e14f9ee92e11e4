package io.caretaker.alerting.oncall;

import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import java.util.Map;
import java.util.Optional;

/** Everybody who can be told, and whose turn it is, at one moment. Immutable. */
public record People(Map<String, Person> persons, Map<String, OnCallRota> rotas) {
    public static final People NOBODY = new People(Map.of(), Map.of());

    public People {
        persons = Map.copyOf(persons);
        rotas = Map.copyOf(rotas);
    }

    public Optional<Person> person(String id) {
        return Optional.ofNullable(persons.get(id));
    }

    public Optional<OnCallRota> rota(String estate) {
        return Optional.ofNullable(rotas.get(estate));
    }
}
