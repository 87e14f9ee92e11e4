package io.caretaker.ingest.lorawan;

import io.caretaker.ingest.codec.Rejection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a network server tells, in one form for all of them. A {@code devEui} is 16 lower-case hex digits. */
public sealed interface NetworkEvent {

    /**
     * A device sent something.
     *
     * @param deduplicationId the network server's own, empty where it gives none
     * @param session changes when the device joins anew, empty where unknown; frame counters start again with it
     * @param payload decrypted, at most 255 bytes; empty for a frame that carries none
     * @param fields what the network server's own codec made of the payload, empty where it has none
     * @param timeMicros when the network server received it, or {@code RawReading.ARRIVAL}
     * @param batteryPercent empty where the message does not say
     */
    record Uplink(
            String devEui,
            String deduplicationId,
            String session,
            long fCnt,
            int fPort,
            byte[] payload,
            Map<String, Object> fields,
            Map<String, String> variables,
            long timeMicros,
            Radio radio,
            OptionalDouble batteryPercent)
            implements NetworkEvent {}

    /** How the best gateway heard it: NaN and 0 where unknown. */
    record Radio(double rssiDbm, double snrDb, int spreadingFactor) {
        public static final Radio UNKNOWN = new Radio(Double.NaN, Double.NaN, 0);
    }

    /** The device joined the network. */
    record Joined(String devEui, String session, long timeMicros) implements NetworkEvent {}

    /**
     * The network asked the device how it is.
     *
     * @param batteryPercent empty when it has no battery or does not know
     * @param marginDb signal above what demodulation needs, NaN where unknown
     */
    record Status(String devEui, OptionalDouble batteryPercent, double marginDb, boolean externalPower, long timeMicros)
            implements NetworkEvent {}

    /**
     * What became of a frame for the device.
     *
     * @param references what the network server names the frame by: one of them is ours if the frame is
     * @param reason why it failed, empty otherwise
     */
    record Downlink(String devEui, List<String> references, DownlinkStep step, String reason) implements NetworkEvent {
        public Downlink {
            references = List.copyOf(references);
        }
    }

    /** How far a frame for a device has come. */
    enum DownlinkStep {
        /** A gateway sent it. */
        TRANSMITTED,
        /** The device has it. */
        ACKNOWLEDGED,
        /** It will not reach the device. */
        FAILED
    }

    /** Of no concern here: logs, locations. */
    record Other(String kind) implements NetworkEvent {}

    /** Not readable as what it claims to be. */
    record Unreadable(Rejection why) implements NetworkEvent {}
}
