package io.caretaker.alerting.incident;

import java.util.Set;

/**
 * Which fault explains which others.
 *
 * @param causes fault types that can be the root
 * @param symptoms fault types that they explain
 * @param medium what carries the trouble from one to the other: decides how long a symptom waits, and how long after
 *     its cause it may begin
 */
record CauseRule(Set<String> causes, Set<String> symptoms, CauseRelation relation, Medium medium) {
    enum Medium {
        POWER,
        WATER,
        /** Backs up from manhole to manhole, for hours. */
        SEWAGE
    }

    CauseRule {
        causes = Set.copyOf(causes);
        symptoms = Set.copyOf(symptoms);
    }
}
