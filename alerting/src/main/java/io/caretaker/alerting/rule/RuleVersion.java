package io.caretaker.alerting.rule;

/**
 * One published change of the rule book.
 *
 * @param version 1 upwards over the whole book
 * @param rule id of the rule it changed
 * @param author person id, or {@code system}
 * @param document the rule or override as JSON, as it was published
 */
public record RuleVersion(long version, String rule, String author, String reason, long timeMicros, String document) {}
