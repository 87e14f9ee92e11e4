package io.caretaker.alerting.backtest;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What would have been raised, before and after the change.
 *
 * @param readings how many were read
 * @param cancelled whether it was ended early; the sides then cover what was read so far
 */
public record BacktestResult(Side before, Side after, long readings, boolean cancelled) {
    /** @param perDay number of faults by the UTC day of their onset; days without one are left out */
    public record Side(List<Found> faults, SortedMap<LocalDate, Integer> perDay) {
        public Side {
            faults = List.copyOf(faults);
        }
    }

    /** @param clearedMicros empty when it was still up at the end */
    public record Found(String type, String asset, long onsetMicros, long raisedMicros, OptionalLong clearedMicros) {}

    /** Faults that only the changed rules raise: no fault of the same type and asset overlaps them before. */
    public List<Found> added() {
        return missingIn(after.faults(), before.faults());
    }

    /** Faults that the changed rules no longer raise. */
    public List<Found> removed() {
        return missingIn(before.faults(), after.faults());
    }

    private static List<Found> missingIn(List<Found> these, List<Found> those) {
        return these.stream()
                .filter(f -> those.stream().noneMatch(g -> sameTrouble(f, g)))
                .toList();
    }

    private static boolean sameTrouble(Found a, Found b) {
        return a.type().equals(b.type())
                && a.asset().equals(b.asset())
                && a.onsetMicros() <= b.clearedMicros().orElse(Long.MAX_VALUE)
                && b.onsetMicros() <= a.clearedMicros().orElse(Long.MAX_VALUE);
    }
}
