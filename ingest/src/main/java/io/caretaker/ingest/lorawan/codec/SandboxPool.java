package io.caretaker.ingest.lorawan.codec;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The contexts of one codec: as many as calls at the same time, up to a bound. Safe for use by several threads. */
final class SandboxPool {
    /** Longer than a call may take on the wall clock. */
    private static final long PATIENCE_MS = 3_000;

    private final Supplier<Sandbox> make;
    private final BlockingQueue<Sandbox> idle;
    private final AtomicInteger open = new AtomicInteger(1);
    private final int most;
    private volatile boolean closed;

    SandboxPool(Supplier<Sandbox> make, Sandbox first, int most) {
        this.make = make;
        this.most = most;
        this.idle = new ArrayBlockingQueue<>(most);
        idle.add(first);
    }

    /** Empty when all are busy for longer than calls take, or the pool is closed. */
    Optional<Sandbox> take() {
        if (closed) {
            return Optional.empty();
        }
        Sandbox sandbox = idle.poll();
        if (sandbox != null) {
            return Optional.of(sandbox);
        }
        if (open.getAndUpdate(n -> n < most ? n + 1 : n) < most) {
            return made();
        }
        try {
            return Optional.ofNullable(idle.poll(PATIENCE_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Sandbox> made() {
        boolean made = false;
        try {
            Optional<Sandbox> sandbox = Optional.of(make.get());
            made = true;
            return sandbox;
        } finally {
            if (!made) {
                open.decrementAndGet();
            }
        }
    }

    void giveBack(Sandbox sandbox) {
        if (sandbox.usable() && !closed && idle.offer(sandbox)) {
            if (closed) {
                drain();
            }
            return;
        }
        open.decrementAndGet();
        sandbox.close();
    }

    void close() {
        closed = true;
        drain();
    }

    private void drain() {
        Sandbox sandbox;
        while ((sandbox = idle.poll()) != null) {
            open.decrementAndGet();
            sandbox.close();
        }
    }
}
