package io.caretaker.alerting.oncall;

import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * How people are called for one severity.
 *
 * @param firstTold how many are told at once at the opening; 0 tells nobody, the incident is only shown
 * @param escalates whether the next person is told when nobody acknowledged in time
 * @param lapseAfter how long an acknowledgement holds without a note of progress; zero means that it never lapses
 */
public record CallPlan(int firstTold, boolean escalates, Duration lapseAfter) {
    public CallPlan {
        if (firstTold < 0 || firstTold > 10) {
            throw new InvalidValue("firstTold", firstTold, "0 to 10 people");
        }
        if (lapseAfter == null || lapseAfter.isNegative()) {
            throw new InvalidValue("lapseAfter", lapseAfter, "a duration such as PT30M, PT0S for never");
        }
    }

    public boolean pages() {
        return firstTold > 0;
    }

    public boolean lapses() {
        return !lapseAfter.isZero();
    }
}
