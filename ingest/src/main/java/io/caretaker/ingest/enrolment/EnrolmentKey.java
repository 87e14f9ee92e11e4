package io.caretaker.ingest.enrolment;

import java.time.Duration;

/**
 * A key by which many devices of one profile register themselves in one estate.
 *
 * @param interval of the devices it registers
 * @param most how many devices it registers
 * @param used how many it did
 */
public record EnrolmentKey(
        String id,
        String estate,
        String profile,
        Duration interval,
        int most,
        int used,
        String createdBy,
        long createdMicros,
        long expiresMicros,
        boolean revoked) {}
