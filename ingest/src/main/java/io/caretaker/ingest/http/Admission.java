package io.caretaker.ingest.http;

import io.caretaker.model.InvalidValue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may be on its way at once: requests of one sender, so that one cannot keep the others out, and bytes of all, so
 * that bodies cannot fill the heap. Beyond it a request is refused and to be sent again. Safe for use by several threads.
 */
public final class Admission {
    private final int requestsOfSender;
    private final long bytesOfAll;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * @param requestsOfSender at once, 1 or more
     * @param bytesOfAll of bodies at once, 1 KiB or more
     */
    public Admission(int requestsOfSender, long bytesOfAll) {
        if (requestsOfSender < 1) {
            throw new InvalidValue("requestsOfSender", requestsOfSender, "1 or more");
        }
        if (bytesOfAll < 1024) {
            throw new InvalidValue("bytesOfAll", bytesOfAll, "1024 or more");
        }
        this.requestsOfSender = requestsOfSender;
        this.bytesOfAll = bytesOfAll;
    }

    /** A request that is on its way. Give it back when it is answered. */
    public final class Ticket {
        private final String sender;
        private final AtomicBoolean open = new AtomicBoolean(true);
        private long held;

        private Ticket(String sender) {
            this.sender = sender;
        }

        /** Room for more bytes of its body; false when there is none. For one thread at a time. */
        public boolean hold(long more) {
            if (bytes.addAndGet(more) > bytesOfAll) {
                bytes.addAndGet(-more);
                return false;
            }
            held += more;
            return true;
        }

        /** Gives everything back; a second time does nothing. */
        public void leave() {
            if (open.compareAndSet(true, false)) {
                bytes.addAndGet(-held);
                requests.computeIfPresent(sender, (s, n) -> n == 1 ? null : n - 1);
            }
        }
    }

    /** Lets a request of the sender in; null when it has too many on their way. */
    public Ticket enter(String sender) {
        int[] now = new int[1];
        requests.compute(sender, (s, n) -> {
            now[0] = n == null ? 1 : n + 1;
            return now[0] > requestsOfSender ? n : now[0];
        });
        return now[0] > requestsOfSender ? null : new Ticket(sender);
    }

    /** Bytes of bodies that are on their way. */
    public long bytes() {
        return bytes.get();
    }
}
