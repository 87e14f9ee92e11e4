package io.caretaker.model.reading;

import java.util.Objects;

/**
 * One value of a metric at an event time.
 *
 * @param device id of the device that reported it
 * @param metric name in the device's profile
 * @param timeMicros event time, by the device's clock
 * @param value in the unit of the profile; a state is 0 or 1; finite
 * @param quality good, suspect or bad
 * @param reason why the quality is not good ({@code OUT_OF_RANGE}, {@code FUTURE}, {@code LATE} …), empty when it is
 */
public record Reading(String device, String metric, long timeMicros, double value, Quality quality, String reason) {
    public Reading {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(reason, "reason");
    }

    public static Reading good(String device, String metric, long timeMicros, double value) {
        return new Reading(device, metric, timeMicros, value, Quality.GOOD, "");
    }
}
