package io.caretaker.sim.evaluate;

import java.time.Duration;
import java.util.List;

/**
 * How one kind of fault fared.
 *
 * @param type id of the catalogue
 * @param injected how often it was really there
 * @param due how often it could be seen long enough to be judged; detected ones are
 * @param detected how many of those were found as what they were
 * @param falseAlarms raised faults of this type that nothing injected accounts for
 * @param delays from {@code detectableFrom} to raised, ascending; nothing is negative
 * @param incidents that the detected ones led to, together
 */
public record KindScore(
        String type, int injected, int due, int detected, int falseAlarms, List<Duration> delays, int incidents) {
    public KindScore {
        delays = List.copyOf(delays);
    }

    public int missed() {
        return due - detected;
    }
}
