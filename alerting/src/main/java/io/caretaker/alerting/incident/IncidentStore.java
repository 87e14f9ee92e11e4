package io.caretaker.alerting.incident;

import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The incidents as last folded. May block on I/O; safe for use by several threads. */
public interface IncidentStore {
    Optional<Incident> find(String id);

    /** Newest change first. */
    List<Incident> list(Query query);

    /** How many incidents are in each state, per estate: for overviews. */
    List<Count> counts();

    /**
     * @param states which states, empty for all
     * @param estate only of this estate, empty for all
     * @param asset only whose root or a symptom is this asset, empty for all
     * @param limit 1 to 1,000
     * @param after id of the last incident of the page before, empty for the first page
     */
    record Query(
            Set<IncidentState> states,
            Optional<String> estate,
            Optional<String> asset,
            int limit,
            Optional<String> after) {
        public static Query of(IncidentState... states) {
            return new Query(Set.of(states), Optional.empty(), Optional.empty(), 200, Optional.empty());
        }
    }

    record Count(String estate, IncidentState state, long number) {}
}
