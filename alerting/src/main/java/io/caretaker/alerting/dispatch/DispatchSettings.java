package io.caretaker.alerting.dispatch;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.fault.Severity;
import java.time.Duration;

/**
 * How work is handed out. Defaults are product defaults.
 *
 * @param answerWithin how long a crew may leave a task unanswered before it moves on to another
 * @param answerLifeSafetyWithin the same where life is in danger (S1)
 * @param worthMoving how much earlier another crew must be able to start for an offered task to change hands
 * @param worthTelling how much a planned start must shift to be changed
 */
public record DispatchSettings(
        Duration answerWithin, Duration answerLifeSafetyWithin, Duration worthMoving, Duration worthTelling) {
    public DispatchSettings {
        positive("answerWithin", answerWithin);
        positive("answerLifeSafetyWithin", answerLifeSafetyWithin);
        positive("worthMoving", worthMoving);
        positive("worthTelling", worthTelling);
    }

    public static DispatchSettings defaults() {
        return new DispatchSettings(
                Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(10));
    }

    Duration answerWithin(Severity severity) {
        return severity == Severity.S1 ? answerLifeSafetyWithin : answerWithin;
    }

    private static void positive(String field, Duration value) {
        if (value == null || value.isNegative() || value.isZero()) {
            throw new InvalidValue(field, value, "a duration above zero such as PT10M");
        }
    }
}
