package io.caretaker.alerting.oncall.sql;

import io.caretaker.alerting.oncall.People;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Persons and rotas in SQL, with the current state in memory: {@link #get} never touches the database. Changes go through
 * one instance; safe for use by several threads. Addresses are stored as they are and never logged.
 */
public final class SqlPeople implements Supplier<People> {
    private final Jdbi jdbi;
    private volatile People current;

    /** Reads everything once. */
    public SqlPeople(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.current = jdbi.inTransaction(SqlPeople::load);
    }

    @Override
    public People get() {
        return current;
    }

    /**
     * Whether {@link #put} would take them; for callers that store other things in the same breath.
     *
     * @throws InvalidPeople with every fault
     */
    public void check(Collection<Person> persons, Collection<OnCallRota> rotas) {
        Map<String, Person> after = new LinkedHashMap<>(current.persons());
        List<InvalidValue> faults = new ArrayList<>();
        int index = 0;
        for (Person person : persons) {
            after.put(person.id(), person);
            at("people[" + index++ + "].", PersonRules.faults(person), faults);
        }
        index = 0;
        for (OnCallRota rota : rotas) {
            at("rotas[" + index++ + "].", PersonRules.faults(rota, after::containsKey), faults);
        }
        if (!faults.isEmpty()) {
            throw new InvalidPeople(faults);
        }
    }

    /**
     * Adds or replaces all of them or, when one does not fit, none. A rota may name a person of the same call.
     *
     * @throws InvalidPeople with every fault
     */
    public synchronized void put(Collection<Person> persons, Collection<OnCallRota> rotas) {
        check(persons, rotas);
        current = jdbi.inTransaction(handle -> {
            persons.forEach(person -> write(handle, person));
            rotas.forEach(rota -> write(handle, rota));
            return load(handle);
        });
    }

    /**
     * @return whether there was such a person
     * @throws InvalidPeople while a rota names the person: nobody drops out of a rota by accident
     */
    public synchronized boolean removePerson(String id) {
        List<InvalidValue> faults = current.rotas().values().stream()
                .filter(rota -> rota.persons().contains(id))
                .map(rota ->
                        new InvalidValue("id", id, "a person that no rota names; estate " + rota.estate() + " does"))
                .toList();
        if (!faults.isEmpty()) {
            throw new InvalidPeople(faults);
        }
        return change(handle -> handle.createUpdate("DELETE FROM person WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    /** @return whether there was one; its incidents go to the fallback person from now on */
    public synchronized boolean removeRota(String estate) {
        return change(handle -> {
            // SQLite obeys ON DELETE CASCADE only where the connection has foreign keys switched on.
            handle.createUpdate("DELETE FROM on_call_rota_person WHERE estate = :estate")
                    .bind("estate", estate)
                    .execute();
            return handle.createUpdate("DELETE FROM on_call_rota WHERE estate = :estate")
                    .bind("estate", estate)
                    .execute();
        });
    }

    private boolean change(ToIntFunction<Handle> rows) {
        record Changed(int rows, People people) {}
        Changed changed = jdbi.inTransaction(handle -> new Changed(rows.applyAsInt(handle), load(handle)));
        current = changed.people();
        return changed.rows() > 0;
    }

    private static void at(String prefix, List<InvalidValue> found, List<InvalidValue> into) {
        found.forEach(f -> into.add(new InvalidValue(prefix + f.field(), f.value(), f.expected())));
    }

    private static void write(Handle handle, Person person) {
        handle.createUpdate("""
                        INSERT INTO person (id, name, roles, language, email, webhook)
                        VALUES (:id, :name, :roles, :language, :email, :webhook)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, roles = excluded.roles,
                            language = excluded.language, email = excluded.email, webhook = excluded.webhook
                        """)
                .bind("id", person.id())
                .bind("name", person.name())
                .bind("roles", person.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")))
                .bind("language", person.language().toLanguageTag())
                .bind("email", person.email().orElse(null))
                .bind("webhook", person.webhook().orElse(null))
                .execute();
    }

    private static void write(Handle handle, OnCallRota rota) {
        handle.createUpdate("""
                        INSERT INTO on_call_rota (estate, escalate_after_micros) VALUES (:estate, :after)
                        ON CONFLICT (estate) DO UPDATE SET escalate_after_micros = excluded.escalate_after_micros
                        """)
                .bind("estate", rota.estate())
                .bind("after", rota.escalateAfter().toNanos() / 1_000)
                .execute();
        handle.createUpdate("DELETE FROM on_call_rota_person WHERE estate = :estate")
                .bind("estate", rota.estate())
                .execute();
        for (int place = 0; place < rota.persons().size(); place++) {
            handle.createUpdate(
                            "INSERT INTO on_call_rota_person (estate, place, person) VALUES (:estate, :place, :person)")
                    .bind("estate", rota.estate())
                    .bind("place", place)
                    .bind("person", rota.persons().get(place))
                    .execute();
        }
    }

    private static People load(Handle handle) {
        Map<String, Person> persons = new LinkedHashMap<>();
        handle.createQuery("SELECT * FROM person ORDER BY id")
                .map((row, context) -> person(row))
                .forEach(p -> persons.put(p.id(), p));
        Map<String, List<String>> order = new LinkedHashMap<>();
        handle.createQuery("SELECT estate, person FROM on_call_rota_person ORDER BY estate, place")
                .map((row, context) -> Map.entry(row.getString("estate"), row.getString("person")))
                .forEach(e -> order.computeIfAbsent(e.getKey(), k -> new ArrayList<>())
                        .add(e.getValue()));
        Map<String, OnCallRota> rotas = new LinkedHashMap<>();
        handle.createQuery("SELECT estate, escalate_after_micros FROM on_call_rota ORDER BY estate")
                .map((row, context) -> new OnCallRota(
                        row.getString("estate"),
                        order.getOrDefault(row.getString("estate"), List.of()),
                        Duration.ofNanos(row.getLong("escalate_after_micros") * 1_000)))
                .forEach(r -> rotas.put(r.estate(), r));
        return new People(persons, rotas);
    }

    private static Person person(ResultSet row) throws SQLException {
        Set<Role> roles = Arrays.stream(row.getString("roles").split(","))
                .filter(name -> !name.isEmpty())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
        return new Person(
                row.getString("id"),
                row.getString("name"),
                roles,
                Locale.forLanguageTag(row.getString("language")),
                Optional.ofNullable(row.getString("email")),
                Optional.ofNullable(row.getString("webhook")));
    }
}
