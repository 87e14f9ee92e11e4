package io.caretaker.ingest.intake;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.DeadLetter;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.ingest.deadletter.Excerpt;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Turns what was rejected of one message into dead letters: one for each reason, with the first reading of that reason
 * and their number, so that a message of 5,000 bad readings does not fill the table.
 */
final class Refusals {
    private final DeadLetters deadLetters;
    private final IntakeMetrics metrics;

    Refusals(DeadLetters deadLetters, IntakeMetrics metrics) {
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /** Completes when all are durable or counted; fails when one could not be written. */
    CompletableFuture<?> keep(Submission message, long arrivalMicros, List<Rejection> rejected) {
        Map<RejectReason, Rejection> first = new EnumMap<>(RejectReason.class);
        Map<RejectReason, Integer> occurrences = new EnumMap<>(RejectReason.class);
        for (Rejection rejection : rejected) {
            first.putIfAbsent(rejection.reason(), rejection);
            occurrences.merge(rejection.reason(), 1, Integer::sum);
            metrics.rejected(message.protocol(), rejection.reason());
        }
        String excerpt = Excerpt.of(message.payload(), message.offset(), message.length());
        return CompletableFuture.allOf(first.entrySet().stream()
                .map(e -> deadLetters
                        .keep(DeadLetter.of(
                                arrivalMicros,
                                message.protocol(),
                                message.source(),
                                message.topic(),
                                e.getValue(),
                                occurrences.get(e.getKey()),
                                excerpt,
                                message.length()))
                        .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }
}
