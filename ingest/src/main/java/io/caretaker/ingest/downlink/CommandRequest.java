package io.caretaker.ingest.downlink;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody wants a device to do something.
 *
 * @param idempotencyKey the same key is the same command, empty for none
 * @param within how long it may wait and take, empty for the default of the kind
 */
public record CommandRequest(
        String device,
        String name,
        Map<String, Double> parameters,
        String by,
        Optional<String> idempotencyKey,
        Optional<Duration> within) {}
