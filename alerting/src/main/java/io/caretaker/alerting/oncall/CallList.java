package io.caretaker.alerting.oncall;

import io.caretaker.model.fault.Severity;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people who can be told about an estate's incidents, in order, each once.
 *
 * @param unreachable persons of the rota who are unknown or have no channel
 */
record CallList(List<Person> order, boolean hasRota, List<String> unreachable, Duration escalateAfter) {

    static CallList of(People people, String estate, Severity severity, EscalationPolicy policy) {
        Optional<OnCallRota> rota = people.rota(estate);
        Map<String, Person> reachable = new LinkedHashMap<>();
        List<String> unreachable = new ArrayList<>();
        for (String id : rota.map(OnCallRota::persons).orElse(List.of())) {
            people.person(id)
                    .filter(CallList::isReachable)
                    .ifPresentOrElse(p -> reachable.put(id, p), () -> unreachable.add(id));
        }
        // A rota of one cannot tell two at once: danger to life then wakes the fallback person as well.
        if (reachable.size() < Math.max(1, policy.plan(severity).firstTold())) {
            policy.fallbackPerson()
                    .flatMap(people::person)
                    .filter(CallList::isReachable)
                    .ifPresent(p -> reachable.putIfAbsent(p.id(), p));
        }
        return new CallList(
                List.copyOf(reachable.values()),
                rota.isPresent(),
                List.copyOf(unreachable),
                rota.map(OnCallRota::escalateAfter)
                        // A rota without a waiting time would tell everybody in one breath.
                        .filter(after -> !after.isNegative() && !after.isZero())
                        .orElse(policy.escalateAfter()));
    }

    static List<String> channels(Person person) {
        List<String> channels = new ArrayList<>(2);
        person.email().ifPresent(e -> channels.add("email"));
        person.webhook().ifPresent(w -> channels.add("webhook"));
        return channels;
    }

    private static boolean isReachable(Person person) {
        return !channels(person).isEmpty();
    }

    boolean reachesNobody() {
        return order.isEmpty();
    }

    /** The next ones from a place in the endless repetition of the list; never the same person twice. */
    List<Person> next(int place, int count) {
        List<Person> result = new ArrayList<>();
        for (int i = 0; i < Math.min(count, order.size()); i++) {
            result.add(order.get((place + i) % order.size()));
        }
        return result;
    }
}
