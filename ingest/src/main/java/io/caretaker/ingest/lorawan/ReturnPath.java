package io.caretaker.ingest.lorawan;

import java.net.URI;

/** The way back to a device, by which its network server can be told something. */
public sealed interface ReturnPath {
    /** There is none: a webhook that says no address. */
    record None() implements ReturnPath {}

    /**
     * An MQTT broker.
     *
     * @param broker name of the broker's settings
     * @param topic of what was heard, as {@code application/…/device/…/event/up}
     */
    record Broker(String broker, String topic) implements ReturnPath {}

    /**
     * The Things Stack's own HTTP interface, as its webhook names it for this device.
     *
     * @param push adds frames to the device's queue
     * @param replace puts frames in the place of the queue
     * @param key the application's key for it; a secret, so this has no text form that shows it
     */
    record Webhook(URI push, URI replace, String key) implements ReturnPath {
        @Override
        public String toString() {
            return "Webhook[" + push + "]";
        }
    }
}
