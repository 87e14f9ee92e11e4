package io.caretaker.alerting.oncall;

import io.caretaker.model.people.Person;
import java.util.List;
import java.util.Optional;

/**
 * What happens next when nobody does anything.
 *
 * @param dueMicros when, by the service's clock
 * @param persons who is told then, as the rota stands now
 * @param lapse true when it is an acknowledgement that runs out then, false when nobody has acknowledged
 */
public record NextStep(long dueMicros, List<Person> persons, boolean lapse) {

    /** Empty when nothing is due. */
    public static Optional<NextStep> of(Call call, People people, EscalationPolicy policy) {
        if (call.dueMicros() == Call.NEVER) {
            return Optional.empty();
        }
        boolean lapse = call.phase() == CallPhase.HELD;
        CallList list = CallList.of(people, call.estate(), call.severity(), policy);
        int size = list.order().size();
        List<Person> persons;
        if (lapse) {
            persons = list.next(0, Math.max(1, policy.plan(call.severity()).firstTold()));
        } else if (call.told() >= size * policy.rounds()) {
            persons = list.order();
        } else {
            persons = list.next(call.told(), 1);
        }
        return Optional.of(new NextStep(call.dueMicros(), persons, lapse));
    }
}
