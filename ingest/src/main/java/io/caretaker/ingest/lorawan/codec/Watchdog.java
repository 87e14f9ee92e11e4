package io.caretaker.ingest.lorawan.codec;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Ends calls that take too long or too much memory. One thread looks at the running ones every few milliseconds and sleeps
 * while there are none; the calls themselves only set two fields. The statement limit of the engine does not see what a
 * single built-in does (filling an array, matching a pattern): this does.
 */
final class Watchdog implements AutoCloseable {
    private static final long TICK_NANOS = 5_000_000;
    /** A thread that waits for a processor uses no time of it, and must not wait for ever. */
    static final int WALL_FACTOR = 10;

    private final List<Guard> guards = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;
    private final SandboxThreads threads;
    private final ThreadMXBean usage;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    Watchdog(LongSupplier nanoTime, SandboxThreads threads) {
        this.nanoTime = nanoTime;
        this.threads = threads;
        this.usage = ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean ? bean : null;
        this.thread = new Thread(this::watch, "codec-watchdog");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** @param kill ends the call; runs on a thread of its own, because it waits until the call is gone */
    Guard guard(Runnable kill) {
        Guard guard = new Guard(kill);
        guards.add(guard);
        return guard;
    }

    private void watch() {
        while (!closed) {
            boolean running = false;
            for (Guard guard : guards) {
                running |= guard.look();
            }
            if (running) {
                LockSupport.parkNanos(this, TICK_NANOS);
                continue;
            }
            asleep = true;
            if (!closed && guards.stream().noneMatch(Guard::running)) {
                LockSupport.park(this);
            }
            asleep = false;
        }
    }

    private void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** Of one context: one call at a time. */
    final class Guard {
        private static final long IDLE = 0;
        private static final long KILLED = -1;

        private final Runnable kill;
        /** Number of the call that is running, else one of the words above: a kill never hits the call after the one meant. */
        private final AtomicLong running = new AtomicLong(IDLE);

        private long calls;
        private volatile long startedNanos;
        private volatile long budgetNanos;
        private volatile long budgetBytes;
        private volatile Thread caller;
        private volatile String verdict = "";
        // Only the watching thread uses these: what the caller had used when its call was seen first.
        private long seenCall;
        private long seenCpu;
        private long seenBytes;

        private Guard(Runnable kill) {
            this.kill = kill;
        }

        /** The calling thread enters. */
        void begin(long budgetNanos, long budgetBytes) {
            this.budgetNanos = budgetNanos;
            this.budgetBytes = budgetBytes;
            this.caller = Thread.currentThread();
            this.startedNanos = nanoTime.getAsLong();
            running.compareAndSet(IDLE, ++calls);
            wake();
        }

        /** The calling thread has left; false when it was killed, and its context with it. */
        boolean end() {
            return running.compareAndSet(calls, IDLE);
        }

        /** What it was killed for, in words; empty when it was not. */
        String verdict() {
            return verdict;
        }

        void remove() {
            guards.remove(this);
        }

        private boolean running() {
            return running.get() > IDLE;
        }

        /** Whether a call is running; kills it when it is over its budget. */
        private boolean look() {
            long call = running.get();
            if (call <= IDLE) {
                return false;
            }
            long id = caller.getId();
            if (seenCall != call) {
                seenCall = call;
                seenCpu = cpu(id);
                seenBytes = bytes(id);
                return true;
            }
            long wall = nanoTime.getAsLong() - startedNanos;
            boolean late = usage == null
                    ? wall > budgetNanos
                    : cpu(id) - seenCpu > budgetNanos || wall > WALL_FACTOR * budgetNanos;
            if (late) {
                kill(call, "it ran longer than " + budgetNanos / 1_000_000 + " ms");
            } else if (bytes(id) - seenBytes > budgetBytes) {
                kill(call, "it used more than " + (budgetBytes >> 20) + " MiB of memory");
            }
            return true;
        }

        private void kill(long call, String why) {
            if (running.compareAndSet(call, KILLED)) {
                verdict = why;
                threads.leave(kill);
            }
        }

        private long cpu(long threadId) {
            return usage == null ? 0 : usage.getThreadCpuTime(threadId);
        }

        private long bytes(long threadId) {
            return usage == null ? 0 : usage.getThreadAllocatedBytes(threadId);
        }
    }
}
