package io.caretaker.ingest.intake;

import io.caretaker.ingest.codec.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What became of a message.
 *
 * @param accepted readings that are durable now
 * @param rejected readings that were not taken, or the whole message; they lie in the dead letters
 * @param flagged accepted readings of less than good quality
 */
public record IntakeResult(Outcome outcome, int accepted, List<Rejection> rejected, List<Flag> flagged) {

    public enum Outcome {
        /** At least one reading is durable, or the message was empty. */
        ACCEPTED,
        /** Nothing of it fits: sending it again would not help. */
        REJECTED,
        /** Nothing of it may count as accepted: the journal is full or failed. Send it again later. */
        UNAVAILABLE
    }

    public IntakeResult {
        rejected = List.copyOf(rejected);
        flagged = List.copyOf(flagged);
    }

    /** Nothing is known to be durable: to be sent again. */
    public static IntakeResult unavailable() {
        return new IntakeResult(Outcome.UNAVAILABLE, 0, List.of(), List.of());
    }

    /** A message without readings that is durable, as a status. */
    public static IntakeResult taken() {
        return new IntakeResult(Outcome.ACCEPTED, 0, List.of(), List.of());
    }

    /** A message that was refused as a whole and is not kept. */
    public static IntakeResult refused(Rejection why) {
        return new IntakeResult(Outcome.REJECTED, 0, List.of(why), List.of());
    }

    /** What became of a message whose parts were handed over one by one: unavailable when a part of it is. */
    public static CompletionStage<IntakeResult> all(List<CompletionStage<IntakeResult>> parts) {
        CompletionStage<IntakeResult> whole = CompletableFuture.completedStage(taken());
        for (CompletionStage<IntakeResult> part : parts) {
            whole = whole.thenCombine(part, IntakeResult::and);
        }
        return whole;
    }

    private IntakeResult and(IntakeResult other) {
        if (outcome == Outcome.UNAVAILABLE || other.outcome == Outcome.UNAVAILABLE) {
            return unavailable();
        }
        List<Rejection> bothRejected = new ArrayList<>(rejected);
        bothRejected.addAll(other.rejected);
        List<Flag> bothFlagged = new ArrayList<>(flagged);
        bothFlagged.addAll(other.flagged);
        return of(accepted + other.accepted, bothRejected, bothFlagged);
    }

    static IntakeResult of(int accepted, List<Rejection> rejected, List<Flag> flagged) {
        Outcome outcome = accepted == 0 && !rejected.isEmpty() ? Outcome.REJECTED : Outcome.ACCEPTED;
        return new IntakeResult(outcome, accepted, rejected, flagged);
    }
}
