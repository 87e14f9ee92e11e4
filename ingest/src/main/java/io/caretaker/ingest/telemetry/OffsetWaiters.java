package io.caretaker.ingest.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Who waits for which offset to be reached. Safe for use by several threads. */
final class OffsetWaiters {
    private final NavigableMap<Long, List<CompletableFuture<Void>>> waiting = new TreeMap<>();

    synchronized CompletableFuture<Void> await(long nextOffset) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        waiting.computeIfAbsent(nextOffset, o -> new ArrayList<>()).add(reached);
        return reached;
    }

    void reached(long nextOffset) {
        // Completed outside the lock: what hangs on a future is foreign code.
        removeUpTo(nextOffset).forEach(reached -> reached.complete(null));
    }

    void cancel() {
        removeUpTo(Long.MAX_VALUE).forEach(reached -> reached.cancel(false));
    }

    private synchronized List<CompletableFuture<Void>> removeUpTo(long nextOffset) {
        NavigableMap<Long, List<CompletableFuture<Void>>> reached = waiting.headMap(nextOffset, true);
        List<CompletableFuture<Void>> futures =
                reached.values().stream().flatMap(List::stream).toList();
        reached.clear();
        return futures;
    }
}
