package io.caretaker.ingest.http;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.intake.Flag;
import io.caretaker.ingest.intake.IntakeResult;
import java.util.List;
import java.util.Locale;

/**
 * The answer to a telemetry request, as its JSON is: {@code {"accepted":n,"rejected":[…],"flagged":[…]}}. An index counts
 * the readings of the body from 0, through all its objects.
 *
 * @param accepted readings that are durable
 */
public record TelemetryAnswer(int accepted, List<Rejected> rejected, List<Flagged> flagged) {
    public TelemetryAnswer {
        rejected = List.copyOf(rejected);
        flagged = List.copyOf(flagged);
    }

    /** @param index -1 where the whole body is meant */
    public record Rejected(int index, String field, String value, String expected) {}

    /** @param reason {@code out_of_range} or {@code future} */
    public record Flagged(int index, String reason) {}

    public static TelemetryAnswer of(IntakeResult result) {
        return new TelemetryAnswer(
                result.accepted(),
                result.rejected().stream()
                        .map(r -> new Rejected(r.index(), r.field(), r.value(), r.expected()))
                        .toList(),
                result.flagged().stream().map(TelemetryAnswer::flagged).toList());
    }

    private static Flagged flagged(Flag flag) {
        return new Flagged(flag.index(), flag.reason().name().toLowerCase(Locale.ROOT));
    }

    /**
     * The HTTP status: 202 when something is durable or there was nothing to reject, 503 to be retried (send Retry-After
     * along), 413 for a body or batch that is too large, 403 when all of it speaks for other devices, else 400.
     */
    public static int status(IntakeResult result) {
        return switch (result.outcome()) {
            case ACCEPTED -> 202;
            case UNAVAILABLE -> 503;
            case REJECTED -> status(result.rejected());
        };
    }

    private static int status(List<Rejection> rejected) {
        RejectReason reason = rejected.get(0).reason();
        if (rejected.stream().anyMatch(r -> r.reason() != reason)) {
            return 400;
        }
        return switch (reason) {
            case TOO_LARGE, TOO_MANY_READINGS -> 413;
            case OTHER_DEVICE -> 403;
            default -> 400;
        };
    }
}
