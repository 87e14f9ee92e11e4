package io.caretaker.alerting.incident;

import io.caretaker.alerting.incident.CauseBook.Onset;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import java.util.Optional;
import java.util.OptionalLong;

/** Questions that are put to faults wherever they are kept. */
final class Faults {
    /** Rule id in the evidence of an outage that was concluded from dark lamps. */
    static final String GROUP_RULE = "group-dark";

    private Faults() {}

    static boolean isDarkness(String type) {
        return type.equals(CauseBook.LAMP_OUT) || type.equals(CauseBook.STALE);
    }

    static boolean isConcluded(ExplainedFault root) {
        return !root.evidence().isEmpty() && root.evidence().get(0).rule().equals(GROUP_RULE);
    }

    static Optional<ExplainedFault> root(Incident incident) {
        return incident.faults().stream().filter(ExplainedFault::root).findFirst();
    }

    static OptionalLong rootClearedAt(Incident incident) {
        return root(incident).map(ExplainedFault::clearedMicros).orElse(OptionalLong.empty());
    }

    static Optional<ExplainedFault> fault(Incident incident, String key) {
        return incident.faults().stream()
                .filter(f -> FaultKeys.of(f).equals(key))
                .findFirst();
    }

    static Onset onset(FaultRaised fault) {
        return new Onset(fault.type(), fault.asset(), fault.onsetMicros());
    }

    static ExplainedFault explained(FaultRaised fault, boolean root) {
        return new ExplainedFault(
                fault.faultId(),
                fault.type(),
                fault.asset(),
                fault.severity(),
                fault.onsetMicros(),
                OptionalLong.empty(),
                root,
                fault.evidence());
    }
}
