package io.caretaker.ingest.senml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * SenML packs (RFC 8428), as JSON ({@code application/senml+json}) or CBOR ({@code application/senml+cbor}).
 *
 * <p>The resolved name (bn + n) names the metric after its last {@code /} or {@code :}, and before it the device:
 * {@code pz1-p3/water_pressure}, {@code urn:dev:id:pz1-p3:water_pressure}; a name without either is a metric of the sender.
 * {@code v} and {@code vb} become values; {@code vs}, {@code vd} and a sum alone are rejected item by item, as readings are
 * numbers. A label that ends in {@code _} must be understood (§ 4.4): none is, so the pack is refused. Immutable and safe
 * for use by several threads.
 */
public final class SenmlCodec {
    static final String SHAPE = "a SenML pack (RFC 8428): an array of records";

    private final JsonFactory factory;
    private final CodecLimits limits;
    private final boolean cbor;

    private SenmlCodec(TSFBuilder<?, ?> builder, CodecLimits limits, boolean cbor) {
        this.limits = limits;
        this.cbor = cbor;
        this.factory = builder.streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(CodecLimits.MAX_DEPTH)
                        .maxStringLength(4_096)
                        .maxNumberLength(128)
                        .maxNameLength(256)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    public static SenmlCodec json(CodecLimits limits) {
        return new SenmlCodec(JsonFactory.builder(), limits, false);
    }

    public static SenmlCodec cbor(CodecLimits limits) {
        return new SenmlCodec(CBORFactory.builder(), limits, true);
    }

    /**
     * Decodes {@code length} bytes from {@code offset}. The array is not kept.
     *
     * @param nowMicros arrival time: what relative times (below 2^28 s) are relative to
     */
    public Decoded decode(byte[] payload, int offset, int length, long nowMicros) {
        if (length > limits.maxBytes()) {
            return limits.tooLarge(length);
        }
        long at = -1;
        try (JsonParser parser = factory.createParser(payload, offset, length)) {
            try {
                return new SenmlReader(parser, limits, nowMicros).read();
            } catch (IOException | RuntimeException e) {
                // A decoder is total: whatever the parser stumbles over is the sender's payload, not a fault of ours.
                at = parser.currentLocation().getByteOffset();
            }
        } catch (IOException | RuntimeException e) {
            at = -1;
        }
        return malformed("payload", at);
    }

    public Decoded decode(byte[] payload, long nowMicros) {
        return decode(payload, 0, payload.length, nowMicros);
    }

    /** The readings as a pack of resolved records; the device goes into the base name. */
    public byte[] encode(String device, List<RawReading> readings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 + readings.size() * 64);
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            new SenmlWriter(out, cbor).write(device, readings);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + readings.size() + " SenML records into memory", e);
        }
        return bytes.toByteArray();
    }

    static Decoded.Refused malformed(String field, long offset) {
        return new Decoded.Refused(RejectReason.MALFORMED, field, offset, SHAPE);
    }
}
