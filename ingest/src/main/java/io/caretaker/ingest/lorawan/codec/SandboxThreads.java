package io.caretaker.ingest.lorawan.codec;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Threads that scripts run on, so that a caller can leave a script that does not even react to being cancelled. As many as
 * there are callers, plus those that a script never gave back; idle ones end.
 */
final class SandboxThreads {
    /** Enough for the nested conditions of large codecs, whatever stack the process gives its threads. */
    private static final long STACK_BYTES = 1024 * 1024;

    private static final long IDLE_S = 30;
    private static final long CLOSE_PATIENCE_MS = 3_000;

    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_S, TimeUnit.SECONDS, new SynchronousQueue<>(), SandboxThreads::thread);

    private final LongSupplier nanoTime;

    SandboxThreads(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "codec", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    /** What the work comes to; empty when it does not end in time. An interrupted caller waits on: the script is not to blame. */
    <T> Optional<T> await(Supplier<T> work, long patienceMs) {
        Future<T> future = threads.submit(work::get);
        long until = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return Optional.of(future.get(until - nanoTime.getAsLong(), TimeUnit.NANOSECONDS));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("running a codec", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Does it on a thread of its own; nobody waits. */
    void leave(Runnable work) {
        Thread thread = thread(work);
        thread.start();
    }

    /** @param last what may wait for a script that does not end */
    void close(Runnable last) {
        threads.shutdown();
        FutureTask<Void> closing = new FutureTask<>(last, null);
        leave(closing);
        try {
            closing.get(CLOSE_PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            closing.cancel(false); // a daemon: the process ends without it
        }
    }
}
