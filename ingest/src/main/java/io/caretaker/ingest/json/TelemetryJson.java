package io.caretaker.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.text.TextCache;
import java.io.IOException;

/**
 * Decoder of the telemetry JSON of the outside contract:
 *
 * <pre>
 * {"device":"pz1-p3","readings":[{"metric":"water_pressure","value":312.5,"unit":"kPa","time":"2026-11-24T03:12:00Z"}]}
 * </pre>
 *
 * or an array of such objects, or objects without {@code device}, or bare readings ({@code {"metric":…,"value":…}}) alone or
 * in an array. {@code unit} and {@code time} may be absent; a state may be {@code true} or {@code false}. Unknown fields are
 * skipped. A payload that is not JSON of this shape is refused as a whole; a single reading that does not fit is rejected
 * while the others are kept. Safe for use by several threads.
 */
public final class TelemetryJson {
    static final String SHAPE =
            "JSON {\"device\":…,\"readings\":[{\"metric\":…,\"value\":…}]}, an array of these or a reading";

    private final JsonFactory factory;
    private final CodecLimits limits;
    private final TextCache texts = new TextCache(4_096);

    public TelemetryJson(CodecLimits limits) {
        this.limits = limits;
        this.factory = factory(limits);
    }

    /** A factory for input from outside: bounded in depth and in the length of names, texts and numbers. */
    static JsonFactory factory(CodecLimits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(CodecLimits.MAX_DEPTH)
                        .maxStringLength(4_096)
                        .maxNumberLength(128)
                        .maxNameLength(256)
                        .maxDocumentLength(limits.maxBytes())
                        .build())
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** Decodes {@code length} bytes from {@code offset}. The array is not kept. */
    public Decoded decode(byte[] payload, int offset, int length) {
        if (length > limits.maxBytes()) {
            return limits.tooLarge(length);
        }
        Decoded plain = new PlainTelemetry(payload, offset, length, limits.maxReadings(), texts).read();
        return plain != null ? plain : decodeAny(payload, offset, length);
    }

    /** Any payload, by the general parser. */
    Decoded decodeAny(byte[] payload, int offset, int length) {
        try (JsonParser parser = factory.createParser(payload, offset, length)) {
            return new TelemetryReader(parser, limits).read();
        } catch (JsonParseException e) {
            return malformed("payload", e.getLocation().getByteOffset());
        } catch (IOException | RuntimeException e) {
            // A decoder is total: whatever the parser stumbles over is the sender's payload, not a fault of ours.
            return malformed("payload", -1);
        }
    }

    public Decoded decode(byte[] payload) {
        return decode(payload, 0, payload.length);
    }

    static Decoded.Refused malformed(String field, long offset) {
        return new Decoded.Refused(RejectReason.MALFORMED, field, offset, SHAPE);
    }
}
