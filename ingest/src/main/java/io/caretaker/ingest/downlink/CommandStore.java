package io.caretaker.ingest.downlink;

import java.util.List;
import java.util.Optional;

/** Where commands are kept. Blocks on I/O; each call is one transaction; safe for use by several threads. */
public interface CommandStore {
    /** A change of state. */
    record Step(long timeMicros, CommandState state, String actor, String note) {}

    /** Writes the command as it is now, and how it came to be so. */
    void save(DeviceCommand command, Step step);

    Optional<DeviceCommand> find(String id);

    Optional<DeviceCommand> byKey(String idempotencyKey);

    /** Commands that are not over, oldest first. */
    List<DeviceCommand> open();

    /** The newest commands of the device, newest first. */
    List<DeviceCommand> of(String device, int limit);

    /** How the command came to be what it is, oldest first. */
    List<Step> steps(String id);
}
