package io.caretaker.sim;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C: the work is interrupted and gets a few seconds to close its files and connections. */
final class StopSignal {
    private static final long PATIENCE_S = 8;

    /** What is interrupted; has closed everything when it returns. */
    interface Work {
        void run() throws InterruptedException, IOException;
    }

    private StopSignal() {}

    static void during(Work work) throws InterruptedException, IOException {
        Thread worker = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    worker.interrupt();
                    try {
                        over.await(PATIENCE_S, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            over.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the hook is what stopped us
            }
        }
    }
}
