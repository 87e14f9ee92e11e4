package io.caretaker.ingest.modbus;

import java.time.Duration;
import java.util.Optional;

/**
 * How a unit has been answering; what a poll changes about it, and when it is asked again. A pure function of its history.
 *
 * <pre>
 *            answered                 silent, first or second time    silent, third time in a row
 * NEW        ONLINE, tell online      NEW                             OFFLINE, tell offline and why
 * ONLINE     ONLINE                   ONLINE                          OFFLINE, tell offline and why
 * OFFLINE    ONLINE, tell online      OFFLINE                         OFFLINE
 * </pre>
 *
 * An answer with refusals counts as answered; the refusals are told when they are others than at the poll before.
 *
 * @param silences polls without an answer in a row
 * @param refusals what the last answer refused, empty for nothing
 */
record UnitState(Health health, int silences, String refusals) {
    enum Health {
        NEW,
        ONLINE,
        OFFLINE
    }

    private static final int SILENCES_TO_OFFLINE = 3;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    static final UnitState BEGIN = new UnitState(Health.NEW, 0, "");

    /**
     * What a poll does beside its readings.
     *
     * @param online what to journal about the device, empty for nothing new
     * @param why a reason that nobody was told yet, empty for none
     */
    record Change(UnitState state, Optional<Boolean> online, Optional<String> why) {}

    /** @param refused what was refused of this answer, in words; empty for nothing */
    Change answered(String refused) {
        return new Change(
                new UnitState(Health.ONLINE, 0, refused),
                health == Health.ONLINE ? Optional.empty() : Optional.of(true),
                refused.isEmpty() || refused.equals(refusals) ? Optional.empty() : Optional.of(refused));
    }

    Change silent(String reason) {
        int now = Math.min(silences + 1, Integer.MAX_VALUE - 1);
        boolean goes = now >= SILENCES_TO_OFFLINE && health != Health.OFFLINE;
        return new Change(
                new UnitState(goes ? Health.OFFLINE : health, now, refusals),
                goes ? Optional.of(false) : Optional.empty(),
                goes ? Optional.of(reason) : Optional.empty());
    }

    /** Time to the next poll after silence: 5 s, doubled each time, at most 5 min. Empty after an answer. */
    Optional<Duration> retry() {
        if (silences == 0) {
            return Optional.empty();
        }
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(silences - 1, 10));
        return Optional.of(doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY);
    }
}
