package io.caretaker.alerting.rule;

/**
 * The value that holds for a device, and where it comes from.
 *
 * @param origin {@code default}, {@code rule}, {@code estate:<id>}, {@code type:<profile>} or {@code device:<id>}
 */
public record EffectiveParameter(String name, double value, String origin) {}
