package io.caretaker.alerting.incident;

import java.util.Optional;

/**
 * A piece of the correlator's state that no incident holds: a waiting fault, when a fault was seen, the counts.
 *
 * @param document JSON, empty when the piece is to be forgotten
 */
public record StateRow(String key, Optional<String> document) {}
