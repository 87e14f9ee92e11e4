package io.caretaker.ingest.downlink;

import io.caretaker.model.estate.Device;

/**
 * A wire that leads to some devices. Told when a command waits for one; what becomes of it, the sender tells {@link
 * DeviceCommands}. Safe for use by several threads.
 */
public interface DownlinkSender {
    /** Whether the device can be reached by this wire at all, connected or not. */
    boolean serves(Device device);

    /** Commands wait for the device: the oldest of {@link DeviceCommands#queued}. Must return soon and not throw. */
    void waiting(Device device);

    /** A command that was on the wire to the device came to its end by time: it must not reach the device any more. */
    default void expired(Device device) {}
}
