package io.caretaker.ingest.lorawan.library;

import io.caretaker.ingest.lorawan.codec.DecodedUplink;

/**
 * How a codec does since the start of the service.
 *
 * @param decoded payloads that became fields
 * @param warned of these, how many with a warning
 * @param failed payloads that became nothing
 * @param lastWarning newest, empty when there was none
 * @param lastFailure newest, empty when there was none
 */
public record CodecHealth(long decoded, long warned, long failed, String lastWarning, String lastFailure) {
    public static final CodecHealth NONE = new CodecHealth(0, 0, 0, "", "");

    CodecHealth after(DecodedUplink result) {
        if (result instanceof DecodedUplink.Failed failure) {
            return new CodecHealth(decoded, warned, failed + 1, lastWarning, failure.reason());
        }
        DecodedUplink.Fields fields = (DecodedUplink.Fields) result;
        return fields.warnings().isEmpty()
                ? new CodecHealth(decoded + 1, warned, failed, lastWarning, lastFailure)
                : new CodecHealth(
                        decoded + 1, warned + 1, failed, fields.warnings().get(0), lastFailure);
    }
}
