package io.caretaker.ingest.lorawan;

import io.caretaker.model.estate.Device;

/** Who sends frames to devices. Called on the way of a message: must return at once and must not throw. */
public interface DownlinkListener {
    DownlinkListener NONE = new DownlinkListener() {};

    /**
     * The device was heard of by an MQTT broker: by it, it can be answered.
     *
     * @param broker name of the broker's settings
     * @param topic of the message, as {@code application/…/device/…/event/up}
     */
    default void heard(Device device, String broker, String topic) {}

    /** The network server tells what became of a frame, perhaps one of somebody else. */
    default void told(Device device, NetworkEvent.Downlink downlink) {}
}
