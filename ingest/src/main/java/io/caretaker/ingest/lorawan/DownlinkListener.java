package io.caretaker.ingest.lorawan;

import io.caretaker.model.estate.Device;

/** Who sends frames to devices. Called on the way of a message: must return at once and must not throw. */
public interface DownlinkListener {
    DownlinkListener NONE = new DownlinkListener() {};

    /** The device was heard: by this path, it can be answered. Not called without a path. */
    default void heard(Device device, ReturnPath path) {}

    /** The network server tells what became of a frame, perhaps one of somebody else. */
    default void told(Device device, NetworkEvent.Downlink downlink) {}
}
