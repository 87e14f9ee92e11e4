package io.caretaker.alerting.oncall;

import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import java.util.Objects;

/**
 * The state of escalation for one incident.
 *
 * @param reopened how often the incident had come back when it was last seen
 * @param seen state of the incident when it was last seen
 * @param number 0 for the first call; one more each time the calling starts again
 * @param step the step that is taken next in this call
 * @param told how many were told in this call, which is the place in the rota
 * @param dueMicros when the next step is taken or the acknowledgement lapses; {@link #NEVER} when neither
 */
public record Call(
        String incident,
        String estate,
        Severity severity,
        int reopened,
        IncidentState seen,
        CallPhase phase,
        int number,
        int step,
        int told,
        long dueMicros) {
    public static final long NEVER = Long.MAX_VALUE;

    public Call {
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(estate, "estate");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(phase, "phase");
    }

    static Call first(Incident incident) {
        return new Call(
                incident.id(),
                incident.estate(),
                incident.severity(),
                incident.reopened(),
                incident.state(),
                CallPhase.QUIET,
                0,
                0,
                0,
                NEVER);
    }

    /** What the incident looks like now; where the calling stands is not touched. */
    Call seeing(Incident now) {
        return new Call(
                incident,
                now.estate(),
                now.severity(),
                now.reopened(),
                now.state(),
                phase,
                number,
                step,
                told,
                dueMicros);
    }

    Call in(CallPhase next, long due) {
        return new Call(incident, estate, severity, reopened, seen, next, number, step, told, due);
    }

    /** From the first person again, under a new number so that nobody's message counts as already sent. */
    Call again() {
        int next = step == 0 ? number : number + 1;
        return new Call(incident, estate, severity, reopened, seen, CallPhase.CALLING, next, 0, 0, dueMicros);
    }

    Call stepped(int persons, CallPhase next, long due) {
        return new Call(incident, estate, severity, reopened, seen, next, number, step + 1, told + persons, due);
    }

    /** Idempotency key of a message of the current step: the same on every replay, different in every call. */
    String key(String person, String channel) {
        String place = number == 0 ? Integer.toString(step) : number + "." + step;
        return incident + ":" + place + ":" + person + ":" + channel;
    }
}
