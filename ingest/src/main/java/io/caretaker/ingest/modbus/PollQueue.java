package io.caretaker.ingest.modbus;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Who is to be polled when, the longest due first; of several due at once, in the order of their ids. Times are those of a
 * monotonic clock in nanoseconds. Not safe for several threads.
 */
final class PollQueue {
    private record Due(String id, long at) {}

    private final PriorityQueue<Due> queue = new PriorityQueue<>((a, b) -> {
        int byTime = Long.signum(a.at() - b.at()); // a difference, as a monotonic clock may overflow
        return byTime != 0 ? byTime : a.id().compareTo(b.id());
    });
    private final Map<String, Due> byId = new HashMap<>();

    /** Adds or moves. */
    void put(String id, long at) {
        remove(id);
        Due due = new Due(id, at);
        byId.put(id, due);
        queue.add(due);
    }

    void remove(String id) {
        Due old = byId.remove(id);
        if (old != null) {
            queue.remove(old);
        }
    }

    /** Takes the one that is due, if one is. */
    Optional<String> take(long now) {
        Due head = queue.peek();
        if (head == null || head.at() - now > 0) {
            return Optional.empty();
        }
        queue.remove();
        byId.remove(head.id());
        return Optional.of(head.id());
    }

    /** When the next one is due. */
    OptionalLong next() {
        return queue.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(queue.peek().at());
    }

    /**
     * When a regular poll comes again: a multiple of the interval after the one before, in the future. What was missed is
     * not made up for.
     */
    static long following(long before, long interval, long now) {
        long behind = now - before;
        return behind < interval ? before + interval : before + (behind / interval + 1) * interval;
    }
}
