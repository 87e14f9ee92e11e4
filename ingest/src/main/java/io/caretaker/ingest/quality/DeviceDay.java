package io.caretaker.ingest.quality;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one device sent in one day of UTC, by the time of arrival.
 *
 * @param day days since the epoch
 * @param messages of the device, one each journal entry
 * @param readings in them
 * @param flaws how many of each; those that did not occur are left out
 * @param offsetMicros how far the device's clock is behind the service's, negative when it is ahead: the least difference
 *     of the day between the arrival of a message and the newest time in it, so that a backlog says nothing
 * @param lastMicros newest time that the device gave a reading
 */
public record DeviceDay(
        String device,
        int day,
        long messages,
        long readings,
        Map<Flaw, Long> flaws,
        long offsetMicros,
        long lastMicros) {
    /** A clock that is off by more is a flaw; a message may take some seconds on its way. */
    public static final long TOLERATED_OFFSET_MICROS = 120_000_000L;

    public DeviceDay {
        flaws = flaws.isEmpty() ? Map.of() : Map.copyOf(flaws);
    }

    public boolean clockIsOff() {
        return Math.abs(offsetMicros) > TOLERATED_OFFSET_MICROS;
    }

    /** Two days of one device as one. */
    public DeviceDay plus(DeviceDay other) {
        EnumMap<Flaw, Long> sum = new EnumMap<>(Flaw.class);
        flaws.forEach((flaw, count) -> sum.merge(flaw, count, Long::sum));
        other.flaws.forEach((flaw, count) -> sum.merge(flaw, count, Long::sum));
        boolean newer = other.day >= day;
        return new DeviceDay(
                device,
                Math.max(day, other.day),
                messages + other.messages,
                readings + other.readings,
                sum,
                // A clock is as it was last.
                newer ? other.offsetMicros : offsetMicros,
                Math.max(lastMicros, other.lastMicros));
    }

    public long count(Flaw flaw) {
        return flaws.getOrDefault(flaw, 0L);
    }

    /** All flaws together; conversions are none: the reading is as good as any. */
    public long flawed() {
        return flaws.entrySet().stream()
                .filter(e -> e.getKey() != Flaw.CONVERTED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Flaws of what was sent and should have been sent, 0 to 1; 1 while the clock is off. */
    public double flawedShare() {
        long due = readings + count(Flaw.MISSING);
        return clockIsOff() ? 1 : due == 0 ? 0 : Math.min(1, flawed() / (double) due);
    }
}
