package io.caretaker.ingest.twin;

import io.caretaker.ingest.deadletter.Protocol;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was last known of a device. Times are the service's, epoch micros.
 *
 * @param lastSeenMicros when its last message came, 0 for never
 * @param connected whether it holds a connection, or said that it is online
 * @param connectionMicros when that changed last, 0 for never
 * @param protocol what it spoke last
 * @param address where it connected from last, or through which gateway; empty when unknown
 * @param rssi dBm
 * @param snr dB
 * @param battery percent
 * @param firmware empty when it did not say
 * @param status its last status message, empty for none
 * @param statusMicros when that came, 0 for never
 */
public record DeviceTwin(
        String device,
        long lastSeenMicros,
        boolean connected,
        long connectionMicros,
        Optional<Protocol> protocol,
        String address,
        OptionalDouble rssi,
        OptionalDouble snr,
        OptionalDouble battery,
        String firmware,
        String status,
        long statusMicros) {

    /** Of a device that was never heard. */
    public static DeviceTwin unheard(String device) {
        return new DeviceTwin(
                device,
                0,
                false,
                0,
                Optional.empty(),
                "",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "",
                "",
                0);
    }

    public boolean everSeen() {
        return lastSeenMicros > 0;
    }
}
