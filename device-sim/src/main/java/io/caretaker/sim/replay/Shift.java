package io.caretaker.sim.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How recorded times become the times that are published. */
public enum Shift {
    /** As recorded; recordings of different times follow each other. */
    KEEP,
    /** Everything moved by the same span so that the last row is now. */
    NOW,
    /**
     * All recordings side by side, which is much faster: each begins with the earliest one; those of two days and more are
     * moved by whole weeks, so that weekday and hour stay what they were.
     */
    ALIGN;

    private static final Duration HAS_RHYTHM = Duration.ofDays(2);
    private static final Duration WEEK = Duration.ofDays(7);

    /** What to add to the times of each recording. */
    public Map<Recording, Duration> of(List<Recording> recordings, Instant now) {
        Instant first = recordings.stream()
                .map(Recording::first)
                .min(Instant::compareTo)
                .orElse(now);
        Instant last =
                recordings.stream().map(Recording::last).max(Instant::compareTo).orElse(now);
        Map<Recording, Duration> shifts = new HashMap<>();
        for (Recording recording : recordings) {
            shifts.put(
                    recording,
                    switch (this) {
                        case KEEP -> Duration.ZERO;
                        case NOW -> Duration.between(last, now);
                        case ALIGN -> alignment(recording, first);
                    });
        }
        return shifts;
    }

    private static Duration alignment(Recording recording, Instant first) {
        Duration exact = Duration.between(recording.first(), first);
        if (Duration.between(recording.first(), recording.last()).compareTo(HAS_RHYTHM) < 0) {
            return exact;
        }
        long weeks = exact.negated().dividedBy(WEEK);
        return WEEK.multipliedBy(-weeks);
    }
}
