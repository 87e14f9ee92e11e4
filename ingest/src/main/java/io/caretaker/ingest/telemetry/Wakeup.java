package io.caretaker.ingest.telemetry;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What a following thread waits on: a wake that comes between looking and waiting is not missed. */
final class Wakeup {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private boolean closed;

    void wake() {
        lock.lock();
        try {
            if (!woken) {
                woken = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns at once when woken since the last await, else when woken or closed. */
    void await() throws InterruptedException {
        lock.lock();
        try {
            while (!woken && !closed) {
                changed.await();
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for that time unless closed; wakes do not shorten it. */
    void pause(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
