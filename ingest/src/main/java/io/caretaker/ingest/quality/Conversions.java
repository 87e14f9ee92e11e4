package io.caretaker.ingest.quality;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Readings whose unit was converted on the way in, by device: the journal holds the converted value only. Counted where
 * it happens, which is seldom; lost counts after a crash are accepted. Bounded by the devices of the registry. Safe for
 * use by several threads.
 */
public final class Conversions {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** @param device one of the registry */
    public void count(String device, int readings) {
        counts.computeIfAbsent(device, d -> new LongAdder()).add(readings);
    }

    /** What was counted since the last call. */
    Map<String, Long> take() {
        Map<String, Long> taken = new HashMap<>();
        counts.forEach((device, count) -> {
            long since = count.sumThenReset();
            if (since > 0) {
                taken.put(device, since);
            }
        });
        return taken;
    }
}
