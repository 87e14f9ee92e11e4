package io.caretaker.service.registry;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what another thread brings about; 10 s at most. */
final class Waiting {
    private Waiting() {}

    static void until(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not happen within 10 s: " + what);
            }
            Thread.onSpinWait();
        }
    }
}
