package io.caretaker.ingest.lorawan.codec;

import io.caretaker.model.InvalidValue;
import java.util.Map;

/**
 * What a codec is asked to decode.
 *
 * @param bytes the decrypted payload, at most {@value #MAX_BYTES} bytes
 * @param fPort LoRaWAN port, 0 to 255
 * @param variables of the device at the network server, often empty
 * @param timeMicros when the network received it, epoch microseconds; the codec sees it as {@code recvTime}
 */
public record CodecUplink(byte[] bytes, int fPort, Map<String, String> variables, long timeMicros) {
    /** LoRaWAN's largest application payload is 242 bytes (RP002-1.0.4, DR 4 and above); one length byte holds 255. */
    public static final int MAX_BYTES = 255;

    public CodecUplink {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidValue("bytes", bytes.length, "at most " + MAX_BYTES + " bytes");
        }
        if (fPort < 0 || fPort > 255) {
            throw new InvalidValue("fPort", fPort, "0 to 255");
        }
        variables = Map.copyOf(variables);
    }

    public CodecUplink(byte[] bytes, int fPort) {
        this(bytes, fPort, Map.of(), 0);
    }
}
