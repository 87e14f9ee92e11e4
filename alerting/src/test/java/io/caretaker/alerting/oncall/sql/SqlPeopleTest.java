package io.caretaker.alerting.oncall.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caretaker.alerting.oncall.Night;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlPeopleTest {
    @TempDir
    Path directory;

    private Jdbi jdbi;
    private SqlPeople people;

    @BeforeEach
    void open() {
        jdbi = WorkStore.in(directory);
        people = new SqlPeople(jdbi);
    }

    private static OnCallRota rota(String estate, Duration after, String... persons) {
        return new OnCallRota(estate, List.of(persons), after);
    }

    @Test
    void whatWasPutIsThereAfterARestart() {
        Person admin = new Person(
                "root",
                "Root",
                Set.of(Role.ADMIN, Role.ON_CALL),
                Locale.ENGLISH,
                Optional.empty(),
                Optional.of("https://hook.example.org/x?key=1"));
        people.put(List.of(Night.LI, admin), List.of(rota("sunny", Duration.ofSeconds(90), "root", "li")));

        assertThat(new SqlPeople(jdbi).get()).isEqualTo(people.get());
        assertThat(people.get().person("root")).contains(admin);
        assertThat(people.get().rota("sunny")).contains(rota("sunny", Duration.ofSeconds(90), "root", "li"));
    }

    @Test
    void aPutReplacesTheRotaAsAWhole() {
        people.put(List.of(Night.LI, Night.WANG), List.of(rota("sunny", Duration.ofMinutes(5), "li", "wang")));
        people.put(List.of(), List.of(rota("sunny", Duration.ofMinutes(7), "wang")));

        assertThat(new SqlPeople(jdbi).get().rota("sunny")).contains(rota("sunny", Duration.ofMinutes(7), "wang"));
    }

    @Test
    void everyFaultIsSaidAtOnceAndNothingIsStored() {
        Person odd =
                new Person("odd", " ", Set.of(), Locale.FRENCH, Optional.of("a@b\r\nBcc: c@d"), Optional.of("ftp://x"));

        InvalidPeople refused = catchThrowableOfType(
                InvalidPeople.class,
                () -> people.put(
                        List.of(Night.LI, odd), List.of(rota("sunny", Duration.ZERO, "li", "li", "ghost", "B A"))));

        assertThat(refused.faults())
                .extracting(InvalidValue::field)
                .containsExactly(
                        "people[1].name",
                        "people[1].language",
                        "people[1].email",
                        "people[1].webhook",
                        "rotas[0].persons[1]",
                        "rotas[0].persons[2]",
                        "rotas[0].persons[3]",
                        "rotas[0].escalateAfter");
        assertThat(refused.getMessage()).doesNotContain("Bcc").doesNotContain("ftp://x");
        assertThat(people.get().persons()).isEmpty();
        assertThat(new SqlPeople(jdbi).get().persons()).isEmpty();
    }

    @Test
    void aPersonOnARotaCannotBeRemoved() {
        people.put(List.of(Night.LI), List.of(rota("sunny", Duration.ofMinutes(5), "li")));

        assertThatThrownBy(() -> people.removePerson("li")).hasMessageContaining("sunny");

        assertThat(people.removeRota("sunny")).isTrue();
        assertThat(people.removePerson("li")).isTrue();
        assertThat(people.removePerson("li")).isFalse();
        assertThat(new SqlPeople(jdbi).get().persons()).isEmpty();
    }
}
