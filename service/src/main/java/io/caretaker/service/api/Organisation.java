package io.caretaker.service.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import io.caretaker.model.work.Crew;
import io.caretaker.service.pipeline.CrewBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The people part of a registry document: crews, persons and rotas. */
@ApplicationScoped
class Organisation {
    private final SqlPeople people;
    private final CrewBook crews;
    private final ObjectMapper json;

    Organisation(SqlPeople people, CrewBook crews, ObjectMapper json) {
        this.people = people;
        this.crews = crews;
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    record CrewDraft(String id, Text name, Set<String> skills, Set<String> estates) {
        Crew crew() {
            return new Crew(id, name, skills == null ? Set.of() : skills, estates == null ? Set.of() : estates);
        }
    }

    record PersonDraft(String id, String name, Set<String> roles, String language, String email, String webhook) {
        Person person() {
            return new Person(
                    id,
                    name,
                    roles == null
                            ? Set.of()
                            : roles.stream().map(PersonDraft::role).collect(Collectors.toSet()),
                    Locale.forLanguageTag(language == null ? "zh-CN" : language),
                    Optional.ofNullable(email),
                    Optional.ofNullable(webhook));
        }

        private static Role role(String text) {
            try {
                return Role.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new InvalidValue(
                        "roles", text, "admin, operator, engineer, on-call, dispatcher, crew or auditor");
            }
        }
    }

    record RotaDraft(String estate, List<String> persons, String escalateAfter) {
        OnCallRota rota() {
            return new OnCallRota(estate, persons == null ? List.of() : persons, after());
        }

        private Duration after() {
            try {
                return Duration.parse(String.valueOf(escalateAfter));
            } catch (DateTimeParseException e) {
                throw new InvalidValue("escalateAfter", escalateAfter, "a duration such as PT5M");
            }
        }
    }

    record Draft(List<CrewDraft> crews, List<PersonDraft> people, List<RotaDraft> rotas) {
        Draft {
            crews = crews == null ? List.of() : List.copyOf(crews);
            people = people == null ? List.of() : List.copyOf(people);
            rotas = rotas == null ? List.of() : List.copyOf(rotas);
        }
    }

    Draft read(byte[] body) {
        try {
            return json.readValue(body, Draft.class);
        } catch (IOException e) {
            throw new InvalidValue("document", null, "crews, people and rotas as the API describes them");
        }
    }

    /** A draft in which everything fits. */
    record Checked(List<Crew> crews, List<Person> persons, List<OnCallRota> rotas) {}

    /**
     * Refuses what does not fit before anything of the request is stored: a new device's token is told once, and must not
     * get lost in an answer about a person.
     */
    Checked check(Draft draft) {
        Checked checked = new Checked(
                draft.crews().stream().map(CrewDraft::crew).toList(),
                draft.people().stream().map(PersonDraft::person).toList(),
                draft.rotas().stream().map(RotaDraft::rota).toList());
        people.check(checked.persons(), checked.rotas());
        return checked;
    }

    void apply(Checked checked) {
        people.put(checked.persons(), checked.rotas());
        crews.put(checked.crews());
    }
}
