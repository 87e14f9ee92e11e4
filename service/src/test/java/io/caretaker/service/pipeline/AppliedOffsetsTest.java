package io.caretaker.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AppliedOffsetsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AppliedOffsets applied = new AppliedOffsets();

    @Test
    void whoeverWaitsIsToldWhenTheOffsetIsReachedAndNotBefore() {
        CompletableFuture<Void> third = applied.reached(3, LONG).toCompletableFuture();

        applied.advance(2);
        assertThat(third).isNotDone();

        applied.advance(5);
        assertThat(third).isCompleted();
    }

    @Test
    void whatIsAppliedAlreadyIsNotWaitedFor() {
        applied.advance(7);

        assertThat(applied.reached(7, LONG).toCompletableFuture()).isCompleted();
    }

    @Test
    void progressIsNeverTakenBack() {
        applied.advance(7);
        applied.advance(4);

        assertThat(applied.nextOffset()).isEqualTo(7);
    }
}
