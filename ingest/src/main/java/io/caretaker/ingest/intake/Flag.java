package io.caretaker.ingest.intake;

/**
 * A reading that was taken, but not as good.
 *
 * @param index position of the reading in the payload, 0-based
 */
public record Flag(int index, FlagReason reason) {}
