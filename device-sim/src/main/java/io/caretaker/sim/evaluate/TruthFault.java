package io.caretaker.sim.evaluate;

import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.fault.InjectedFault;
import java.time.Instant;
import java.util.Optional;

/**
 * What really was broken.
 *
 * @param detectableFrom when the clean signal passes the limit of the catalogue; delay counts from here
 * @param end empty when it still held at the end of the run
 */
public record TruthFault(
        String id, FaultKind kind, String asset, Instant start, Instant detectableFrom, Optional<Instant> end) {
    public static TruthFault of(InjectedFault fault) {
        return new TruthFault(
                fault.id(),
                fault.kind(),
                fault.asset(),
                Instant.ofEpochSecond(fault.start()),
                Instant.ofEpochSecond(fault.detectableFrom()),
                fault.end().isPresent()
                        ? Optional.of(Instant.ofEpochSecond(fault.end().getAsLong()))
                        : Optional.empty());
    }
}
