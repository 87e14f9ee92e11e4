package io.caretaker.model.people;

import io.caretaker.model.Ids;
import java.time.Duration;
import java.util.List;

/**
 * Whom an incident of the estate is told to, in order; the next one is told when nobody acknowledged in time.
 *
 * @param persons ids, first on call first; at least one
 * @param escalateAfter time from telling one to telling the next, above zero
 */
public record OnCallRota(String estate, List<String> persons, Duration escalateAfter) {
    public OnCallRota {
        Ids.require("estate", estate);
        persons = List.copyOf(persons);
    }
}
