package io.caretaker.sim.api;

/**
 * What the API shows of a repair task.
 *
 * @param state name of a {@code TaskState}
 * @param severity S1 to S4
 * @param crew id of the crew, empty when none is assigned
 * @param created RFC 3339, or empty
 */
public record TaskView(
        String id,
        String incident,
        String asset,
        String faultType,
        String severity,
        String state,
        String crew,
        String created,
        int attempts) {}
