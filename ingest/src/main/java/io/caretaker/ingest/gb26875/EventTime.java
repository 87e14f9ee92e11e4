package io.caretaker.ingest.gb26875;

import io.caretaker.ingest.codec.RawReading;
import io.caretaker.model.Times;
import java.time.Duration;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * When something happened, by clocks that may be wrong. A fire alarm is never refused for its time: where the device's clock
 * is off, only the age that it states counts, and where that makes no sense either, the time of arrival does. Pure.
 */
final class EventTime {
    /** Clocks of panels are set by hand; within this they count as right. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final long TOLERANCE_MICROS = TOLERANCE.toNanos() / 1_000;

    private EventTime() {}

    /**
     * @param happened time of the object
     * @param sent time of its frame
     * @param zone where the device stands
     * @param oldest age above which the time is not believed
     * @return event time, or {@link RawReading#ARRIVAL}
     */
    static long micros(WireTime happened, WireTime sent, ZoneId zone, Duration oldest, long arrivalMicros) {
        OptionalLong event = micros(happened, zone);
        OptionalLong frame = micros(sent, zone);
        if (event.isEmpty()) {
            return RawReading.ARRIVAL;
        }
        boolean clockRight = frame.isEmpty() || Math.abs(frame.getAsLong() - arrivalMicros) <= TOLERANCE_MICROS;
        long age = clockRight ? arrivalMicros - event.getAsLong() : frame.getAsLong() - event.getAsLong();
        if (age > oldest.toNanos() / 1_000 || age < -TOLERANCE_MICROS) {
            return RawReading.ARRIVAL;
        }
        return age <= 0 ? RawReading.ARRIVAL : arrivalMicros - age;
    }

    private static OptionalLong micros(WireTime time, ZoneId zone) {
        return time.local()
                .map(local -> OptionalLong.of(Times.micros(local.atZone(zone).toInstant())))
                .orElseGet(OptionalLong::empty);
    }
}
