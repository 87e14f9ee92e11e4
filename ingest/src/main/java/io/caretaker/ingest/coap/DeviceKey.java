package io.caretaker.ingest.coap;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The pre-shared key that a device proves itself with in a DTLS handshake.
 *
 * @param psk the key as text; its ASCII bytes are what both sides prove to know
 * @param tokenSha256 hash of the token that the device had when the key was issued: the key ends with that token
 */
public record DeviceKey(String device, String psk, String tokenSha256) {
    public DeviceKey {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(psk, "psk");
        Objects.requireNonNull(tokenSha256, "tokenSha256");
    }

    byte[] bytes() {
        return psk.getBytes(StandardCharsets.US_ASCII);
    }

    /** The key is a secret: this is what may be logged. */
    @Override
    public String toString() {
        return "DeviceKey[device=" + device + "]";
    }
}
