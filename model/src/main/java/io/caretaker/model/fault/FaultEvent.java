package io.caretaker.model.fault;

import java.util.List;
import java.util.Objects;

/** What detection says: a fault began or ended. The id derives from (fault type, asset, onset), so replay repeats it. */
public sealed interface FaultEvent {
    /** {@code <type>:<asset>:<onsetMicros>}. */
    String faultId();

    String asset();

    /** Id in the catalogue, as {@code pipe-burst}. */
    String type();

    long timeMicros();

    /**
     * @param onsetMicros event time at which the condition began to hold
     * @param timeMicros when it was decided, after the on-delay
     */
    record FaultRaised(
            String faultId,
            String type,
            String asset,
            long onsetMicros,
            long timeMicros,
            Severity severity,
            List<Evidence> evidence)
            implements FaultEvent {
        public FaultRaised {
            Objects.requireNonNull(severity, "severity");
            evidence = List.copyOf(evidence);
        }

        public static String id(String type, String asset, long onsetMicros) {
            return type + ":" + asset + ":" + onsetMicros;
        }
    }

    /** Telemetry is back in band; {@code evidence} holds the numbers that say so. */
    record FaultCleared(String faultId, String type, String asset, long timeMicros, List<Evidence> evidence)
            implements FaultEvent {
        public FaultCleared {
            evidence = List.copyOf(evidence);
        }
    }
}
