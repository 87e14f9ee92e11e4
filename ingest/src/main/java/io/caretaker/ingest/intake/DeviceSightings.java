package io.caretaker.ingest.intake;

import io.caretaker.ingest.deadletter.Protocol;

/**
 * Is told of every sign of life of a device. Called on the way of every message, on event loops too: implementations must
 * not block, allocate or throw. Safe for use by several threads.
 */
public interface DeviceSightings {
    /** Nobody wants to know. */
    DeviceSightings NONE = new DeviceSightings() {
        @Override
        public Sighting sighting(String device) {
            return (protocol, timeMicros) -> {};
        }

        @Override
        public void connection(String device, Protocol protocol, String address, boolean connected, long timeMicros) {}

        @Override
        public void status(String device, StatusReport report, long timeMicros) {}
    };

    /** The place of one device, to be asked for once and told often. */
    interface Sighting {
        /**
         * A message of the device came.
         *
         * @param timeMicros when it came
         */
        void seen(Protocol protocol, long timeMicros);
    }

    /** The place of a device of the registry. */
    Sighting sighting(String device);

    /**
     * The device came or went; a device that takes its own connection over comes again.
     *
     * @param address where from, empty when unknown
     */
    void connection(String device, Protocol protocol, String address, boolean connected, long timeMicros);

    /** The device told something of itself. */
    void status(String device, StatusReport report, long timeMicros);
}
