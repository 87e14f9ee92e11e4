package io.caretaker.ingest.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Open connections by sender. Bounded by the connections that are open. Safe for use by several threads. */
public final class ConnectionCounts {
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final int most;

    /** @param most connections of one sender */
    public ConnectionCounts(int most) {
        this.most = most;
    }

    /** Counts a connection; false, and not counted, when the sender has its share. */
    public boolean open(String sender) {
        boolean[] counted = new boolean[1];
        open.compute(sender, (s, now) -> {
            int before = now == null ? 0 : now;
            counted[0] = before < most;
            return counted[0] ? Integer.valueOf(before + 1) : now;
        });
        return counted[0];
    }

    public void closed(String sender) {
        open.computeIfPresent(sender, (s, now) -> now <= 1 ? null : now - 1);
    }
}
