package io.caretaker.alerting.oncall;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.fault.Severity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of escalation. All figures of {@link #defaults} are choices of the product, made for property staff who
 * sleep beside their phone; none comes from a standard.
 *
 * @param plans one for each severity
 * @param rounds how often the rota is gone through before everybody is told at once and the call ends, 1 to 20
 * @param escalateAfter for an estate without a rota of its own, above zero
 * @param fallbackPerson who is told when the rota is missing or reaches nobody
 */
public record EscalationPolicy(
        Map<Severity, CallPlan> plans, int rounds, Duration escalateAfter, Optional<String> fallbackPerson) {
    public EscalationPolicy {
        plans = Map.copyOf(plans);
        for (Severity severity : Severity.values()) {
            if (!plans.containsKey(severity)) {
                throw new InvalidValue("plans", plans.keySet(), "a plan for each severity, also " + severity);
            }
        }
        if (rounds < 1 || rounds > 20) {
            throw new InvalidValue("rounds", rounds, "1 to 20 rounds");
        }
        if (escalateAfter == null || escalateAfter.isNegative() || escalateAfter.isZero()) {
            throw new InvalidValue("escalateAfter", escalateAfter, "a duration above zero such as PT5M");
        }
    }

    /**
     * Danger to life tells two people at once; lost service escalates from one to the next; a single broken asset tells
     * the first person once; hygiene tells nobody.
     */
    public static EscalationPolicy defaults(Optional<String> fallbackPerson) {
        Map<Severity, CallPlan> plans = new EnumMap<>(Severity.class);
        plans.put(Severity.S1, new CallPlan(2, true, Duration.ofMinutes(10)));
        plans.put(Severity.S2, new CallPlan(1, true, Duration.ofMinutes(30)));
        plans.put(Severity.S3, new CallPlan(1, false, Duration.ZERO));
        plans.put(Severity.S4, new CallPlan(0, false, Duration.ZERO));
        return new EscalationPolicy(plans, 3, Duration.ofMinutes(5), fallbackPerson);
    }

    public CallPlan plan(Severity severity) {
        return plans.get(severity);
    }
}
