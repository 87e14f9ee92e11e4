package io.caretaker.sim.api;

import java.time.Instant;
import java.util.Optional;

/** What the API shows of a detected fault. */
public record FaultView(
        String faultId,
        String type,
        String asset,
        Instant onset,
        Instant raised,
        Optional<Instant> cleared,
        String severity) {}
