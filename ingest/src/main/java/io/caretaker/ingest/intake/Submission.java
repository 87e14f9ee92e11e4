package io.caretaker.ingest.intake;

import io.caretaker.ingest.deadletter.Protocol;
import java.util.Objects;

/**
 * One message as a protocol adapter hands it over.
 *
 * @param device id of the authenticated device, or {@link #ANY_DEVICE} when the sender may speak for every device and the
 *     payload says for which
 * @param source whom to name in a dead letter: the device, or the address of the sender
 * @param topic topic or route it was sent to
 * @param payload may be a shared buffer: it is not kept after {@code accept} returns
 */
public record Submission(
        Protocol protocol,
        String device,
        String source,
        String topic,
        PayloadFormat format,
        byte[] payload,
        int offset,
        int length) {
    /** The sender may speak for any device: an administrator's token, not a device's. */
    public static final String ANY_DEVICE = "";

    public Submission {
        Objects.requireNonNull(device, "device");
        Objects.checkFromIndexSize(offset, length, payload.length);
    }

    /** The message of a device that authenticated as itself. */
    public static Submission ofDevice(
            Protocol protocol, String device, String topic, PayloadFormat format, byte[] payload) {
        return new Submission(protocol, device, device, topic, format, payload, 0, payload.length);
    }
}
