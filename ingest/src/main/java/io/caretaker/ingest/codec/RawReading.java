package io.caretaker.ingest.codec;

/**
 * One reading as the wire said it, before anybody compared it with the device's profile.
 *
 * @param index position of the reading in the payload, 0-based, counted over the whole payload
 * @param device id that the payload names, empty where it leaves that to the topic or the credentials
 * @param metric name of the metric
 * @param value in {@code unit}; may be infinite when the number on the wire does not fit a double
 * @param unit unit that the payload names, empty where it names none
 * @param timeMicros event time, or {@link #ARRIVAL} where the payload names none
 */
public record RawReading(int index, String device, String metric, double value, String unit, long timeMicros) {
    /** The payload named no time: the time of arrival counts. */
    public static final long ARRIVAL = Long.MIN_VALUE;

    RawReading withDevice(String named) {
        return new RawReading(index, named, metric, value, unit, timeMicros);
    }

    /** The same reading of the named device, when it names none itself. */
    public RawReading orDevice(String named) {
        return device.isEmpty() && !named.isEmpty() ? withDevice(named) : this;
    }
}
