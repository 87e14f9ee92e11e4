package io.caretaker.alerting.incident;

import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * How faults become incidents. The defaults are those of the field guide, section 6.
 *
 * @param powerHold how long a fault that a power or communication outage may explain waits for its cause
 * @param hydraulicHold the same for what a burst may explain
 * @param causeLateness how much earlier than its cause a symptom may begin: detection of the cause takes time too
 * @param hydraulicReach how long after a burst a lack of water is still explained by it
 * @param groupWindow within which dark lamps count as one event, before their reporting interval is allowed for
 * @param groupShare share of a node's lamps that must be dark, above 0 to 1
 * @param groupMinimum number of lamps that must be dark at least
 * @param reopenWithin a fault that returns so soon after closing reopens its incident
 * @param chronicWithin span in which returns are counted
 * @param chronicCount occurrences in that span that make it chronic
 * @param residualIntervals reporting intervals that a symptom may outlive its cause
 * @param proofGrace how long after a crew's "done" telemetry may still contradict it
 * @param timelineLimit entries of automatisms that a timeline keeps
 */
public record CorrelationSettings(
        Duration powerHold,
        Duration hydraulicHold,
        Duration causeLateness,
        Duration hydraulicReach,
        Duration groupWindow,
        double groupShare,
        int groupMinimum,
        Duration reopenWithin,
        Duration chronicWithin,
        int chronicCount,
        int residualIntervals,
        Duration proofGrace,
        int timelineLimit) {
    public CorrelationSettings {
        notNegative("powerHold", powerHold);
        notNegative("hydraulicHold", hydraulicHold);
        notNegative("causeLateness", causeLateness);
        notNegative("hydraulicReach", hydraulicReach);
        notNegative("groupWindow", groupWindow);
        notNegative("reopenWithin", reopenWithin);
        notNegative("chronicWithin", chronicWithin);
        notNegative("proofGrace", proofGrace);
        if (!(groupShare > 0 && groupShare <= 1)) {
            throw new InvalidValue("groupShare", groupShare, "a share above 0 up to 1");
        }
        atLeast("groupMinimum", groupMinimum, 2);
        atLeast("chronicCount", chronicCount, 2);
        atLeast("residualIntervals", residualIntervals, 1);
        atLeast("timelineLimit", timelineLimit, 20);
    }

    public static CorrelationSettings defaults() {
        return new CorrelationSettings(
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                Duration.ofMinutes(5),
                0.6,
                3,
                Duration.ofHours(24),
                Duration.ofDays(30),
                3,
                2,
                Duration.ofMinutes(30),
                200);
    }

    private static void notNegative(String field, Duration value) {
        if (value == null || value.isNegative()) {
            throw new InvalidValue(field, value, "a duration of 0 or more such as PT5M");
        }
    }

    private static void atLeast(String field, int value, int least) {
        if (value < least) {
            throw new InvalidValue(field, value, least + " or more");
        }
    }
}
