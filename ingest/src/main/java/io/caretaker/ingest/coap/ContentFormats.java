package io.caretaker.ingest.coap;

import io.caretaker.ingest.intake.PayloadFormat;
import java.util.Optional;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.OptionSet;

/** The content formats that readings may be written in (numbers: IANA, CoAP Content-Formats). Pure. */
final class ContentFormats {
    static final String EXPECTED = "50 (JSON), 110 (SenML JSON) or 112 (SenML CBOR)";
    static final int[] ALL = {
        MediaTypeRegistry.APPLICATION_JSON,
        MediaTypeRegistry.APPLICATION_SENML_JSON,
        MediaTypeRegistry.APPLICATION_SENML_CBOR
    };

    private ContentFormats() {}

    /** What the payload is written in, empty for what is not taken. Without the option the payload tells it itself. */
    static Optional<PayloadFormat> of(OptionSet options, byte[] payload) {
        return switch (options.getContentFormat()) {
            case MediaTypeRegistry.UNDEFINED -> Optional.of(PayloadFormat.sniff(payload, 0, payload.length));
            case MediaTypeRegistry.APPLICATION_JSON -> Optional.of(PayloadFormat.JSON);
            case MediaTypeRegistry.APPLICATION_SENML_JSON -> Optional.of(PayloadFormat.SENML_JSON);
            case MediaTypeRegistry.APPLICATION_SENML_CBOR -> Optional.of(PayloadFormat.SENML_CBOR);
            default -> Optional.empty();
        };
    }
}
