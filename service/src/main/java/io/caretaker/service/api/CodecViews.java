package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.library.CodecDiff;
import io.caretaker.ingest.lorawan.library.CodecHealth;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import io.caretaker.model.Times;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Codecs as the API shows them. */
public final class CodecViews {
    private CodecViews() {}

    /** A version without its source. */
    public record CodecVersionView(int version, String sha256, String author, String note, Instant time, int size) {
        static CodecVersionView of(StoredCodec codec) {
            return new CodecVersionView(
                    codec.version(),
                    codec.sha256(),
                    codec.author(),
                    codec.note(),
                    Times.instant(codec.timeMicros()),
                    codec.source().length());
        }
    }

    /** Since the start of the service. */
    public record CodecHealthView(long decoded, long warned, long failed, String lastWarning, String lastFailure) {
        static CodecHealthView of(CodecHealth health) {
            return new CodecHealthView(
                    health.decoded(), health.warned(), health.failed(), health.lastWarning(), health.lastFailure());
        }
    }

    public record CodecView(String id, CodecVersionView newest, CodecHealthView health) {
        static CodecView of(StoredCodec codec, CodecHealth health) {
            return new CodecView(codec.id(), CodecVersionView.of(codec), CodecHealthView.of(health));
        }
    }

    /** @param version the one whose source this is */
    public record CodecDetailView(
            String id, int version, String source, List<CodecVersionView> versions, CodecHealthView health) {
        static CodecDetailView of(StoredCodec shown, List<StoredCodec> versions, CodecHealth health) {
            return new CodecDetailView(
                    shown.id(),
                    shown.version(),
                    shown.source(),
                    versions.stream().map(CodecVersionView::of).toList(),
                    CodecHealthView.of(health));
        }
    }

    /** What a payload becomes: fields, or a failure with its reason. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DecodedView(Map<String, Object> fields, List<String> warnings, String failure, String reason) {
        static DecodedView of(DecodedUplink result) {
            if (result instanceof DecodedUplink.Fields fields) {
                return new DecodedView(fields.fields(), fields.warnings(), null, null);
            }
            DecodedUplink.Failed failed = (DecodedUplink.Failed) result;
            return new DecodedView(null, null, failed.failure().tag(), failed.reason());
        }
    }

    /** A field that is not the same; one of the sides is absent where there was none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldChangeView(String path, Object before, Object after) {}

    /** @param payload hex */
    public record DifferenceView(
            String device,
            Instant time,
            int fPort,
            String payload,
            DecodedView before,
            DecodedView after,
            List<FieldChangeView> fields) {
        static DifferenceView of(CodecDiff.Difference difference) {
            return new DifferenceView(
                    difference.sample().device(),
                    Times.instant(difference.sample().timeMicros()),
                    difference.sample().fPort(),
                    HexFormat.of().formatHex(difference.sample().payload()),
                    DecodedView.of(difference.before()),
                    DecodedView.of(difference.after()),
                    difference.fields().stream()
                            .map(f -> new FieldChangeView(f.path(), f.before(), f.after()))
                            .toList());
        }
    }

    /**
     * What a stored version changes.
     *
     * @param stored false when it was only tried, or was the newest already
     * @param samples payloads that both versions decoded
     * @param same of these, how many come out alike
     */
    public record PutView(
            String id,
            CodecVersionView version,
            boolean stored,
            int samples,
            int same,
            List<DifferenceView> differences) {
        static PutView of(StoredCodec codec, Optional<StoredCodec> before, CodecDiff diff, boolean dryRun) {
            boolean known =
                    before.filter(b -> b.sha256().equals(codec.sha256())).isPresent();
            return new PutView(
                    codec.id(),
                    CodecVersionView.of(codec),
                    !dryRun && !known,
                    diff.samples(),
                    diff.same(),
                    diff.differences().stream().map(DifferenceView::of).toList());
        }
    }
}
