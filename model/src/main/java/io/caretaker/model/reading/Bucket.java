package io.caretaker.model.reading;

/** Summary of the samples in [startMicros, startMicros + width). Only buckets with at least one sample are answered. */
public record Bucket(long startMicros, double min, double avg, double max, long count) {}
