package io.caretaker.model.reading;

/** A stored value of one series, as history answers it. */
public record Sample(long timeMicros, double value, Quality quality) {}
