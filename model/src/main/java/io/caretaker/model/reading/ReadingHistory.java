package io.caretaker.model.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The read side of telemetry: what backtests, explanations and pages ask. Implementations may block on I/O and must not
 * be called from an event loop; they are safe for use by several threads.
 */
public interface ReadingHistory {
    /** Samples with from ≤ time < to in time order, at most {@code limit}. An unknown series answers an empty list. */
    List<Sample> samples(String device, String metric, long fromMicros, long toMicros, int limit);

    /** The span cut into {@code buckets} equal parts (1 to 10,000), oldest first, empty parts left out. */
    List<Bucket> buckets(String device, String metric, long fromMicros, long toMicros, int buckets);

    /** The newest sample of the series. */
    Optional<Sample> latest(String device, String metric);

    /** The newest sample of every metric of the device, by metric. */
    Map<String, Sample> latest(String device);

    /** All samples of the given devices with from ≤ time < to, merged in time order, for backtests. */
    void scan(List<String> devices, long fromMicros, long toMicros, Consumer<Reading> into);
}
