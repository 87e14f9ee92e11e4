package io.caretaker.ingest.journal.rocksdb;

import java.util.concurrent.CompletableFuture;

/**
 * Who waits for one entry or for several that came together: told once, when the last of them is durable or has failed. The
 * entries may lie in different groups, of which one may fail and the next succeed. Settled by the journal's thread alone.
 */
final class Receipt {
    private final CompletableFuture<Long> appended = new CompletableFuture<>();
    private int left;
    private Throwable failure;

    Receipt(int entries) {
        left = entries;
    }

    /** Completes with the offset of the last entry. */
    CompletableFuture<Long> appended() {
        return appended;
    }

    void durable(long offset) {
        left--;
        settle(offset);
    }

    void failed(Throwable cause) {
        left--;
        failure = failure == null ? cause : failure;
        settle(-1);
    }

    private void settle(long offset) {
        if (left > 0) {
            return;
        }
        if (failure == null) {
            appended.complete(offset);
        } else {
            appended.completeExceptionally(failure);
        }
    }
}
