package io.caretaker.ingest.gb26875;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was taken of late, so that a frame that is sent again is confirmed again and not stored again. A frame is the same when
 * source, serial number and data are: a device that restarts counts from zero again, and must not lose an alarm to that.
 * Bounded; not safe for several threads.
 */
public final class Retransmissions {
    /** How a frame stands to those before it. */
    public enum Standing {
        NEW,
        /** The same frame is on its way to the disk: its confirmation will answer both. */
        PENDING,
        /** The same frame is durable. */
        TAKEN
    }

    private record Key(WireAddress source, int serial) {}

    private record Entry(byte[] data, boolean durable, long at) {}

    private final int capacity;
    private final long windowNanos;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /** @param capacity frames remembered; the oldest are forgotten above it, which only means storing one twice */
    public Retransmissions(int capacity, Duration window) {
        this.capacity = capacity;
        this.windowNanos = window.toNanos();
    }

    /** Tells what the frame is, and remembers a new one as pending. */
    public Standing check(Frame frame, long nanoTime) {
        forget(nanoTime);
        Entry before = entries.get(key(frame));
        if (before != null && Arrays.equals(before.data(), frame.data())) {
            return before.durable() ? Standing.TAKEN : Standing.PENDING;
        }
        put(frame, false, nanoTime);
        return Standing.NEW;
    }

    /** The frame is durable. */
    public void taken(Frame frame, long nanoTime) {
        put(frame, true, nanoTime);
        forget(nanoTime);
    }

    /** The frame was not taken: sent again, it is new. */
    public void failed(Frame frame) {
        entries.remove(key(frame));
    }

    private void put(Frame frame, boolean durable, long nanoTime) {
        Key key = key(frame);
        entries.remove(key); // so that the order is that of time
        entries.put(key, new Entry(frame.data(), durable, nanoTime));
    }

    private void forget(long nanoTime) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            if (nanoTime - oldest.next().at() < windowNanos && entries.size() <= capacity) {
                return;
            }
            oldest.remove();
        }
    }

    private static Key key(Frame frame) {
        return new Key(frame.source(), frame.serial());
    }
}
