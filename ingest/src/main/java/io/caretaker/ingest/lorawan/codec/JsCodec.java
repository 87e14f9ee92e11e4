package io.caretaker.ingest.lorawan.codec;

import java.util.Map;
import java.util.Optional;

/**
 * One version of a device vendor's codec. Never throws on what the script does; safe for use by several threads. A call runs
 * on the caller's thread and takes as long as the limits allow, so not on an event loop.
 */
public interface JsCodec extends AutoCloseable {

    /** Decodes with {@code decodeUplink(input)}, else {@code Decode(fPort, bytes, variables)}, else {@code Decoder}. */
    DecodedUplink decodeUplink(CodecUplink uplink);

    /** Encodes with {@code encodeDownlink(input)}, else {@code Encode(fPort, data, variables)}, else {@code Encoder}. */
    EncodedDownlink encode(Map<String, ?> data, int fPort);

    /** As {@link #encode}, for whoever only wants the bytes; empty when there are none for whatever reason. */
    default Optional<byte[]> encodeDownlink(Map<String, ?> data) {
        return encode(data, 1) instanceof EncodedDownlink.Bytes encoded
                ? Optional.of(encoded.bytes())
                : Optional.empty();
    }

    /** Whether the script has a function that encodes. */
    boolean encodes();

    /** Calls under way end first; later ones fail. */
    @Override
    void close();
}
