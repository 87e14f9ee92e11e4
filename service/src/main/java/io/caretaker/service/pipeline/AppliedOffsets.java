package io.caretaker.service.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** How far the journal has been applied by every stage, and who waits for it. Safe for use by several threads. */
@ApplicationScoped
public class AppliedOffsets {
    private final TreeMap<Long, List<CompletableFuture<Void>>> waiting = new TreeMap<>();
    private long applied;

    /** Completes once everything before the offset is applied; fails with a timeout when that takes too long. */
    public CompletionStage<Void> reached(long nextOffset, Duration within) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (this) {
            if (nextOffset <= applied) {
                return CompletableFuture.completedFuture(null);
            }
            waiting.computeIfAbsent(nextOffset, k -> new ArrayList<>()).add(future);
        }
        return future.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    void advance(long nextOffset) {
        List<CompletableFuture<Void>> due = new ArrayList<>();
        synchronized (this) {
            applied = Math.max(applied, nextOffset);
            Map<Long, List<CompletableFuture<Void>>> reached = waiting.headMap(applied, true);
            reached.values().forEach(due::addAll);
            reached.clear();
        }
        due.forEach(f -> f.complete(null));
    }

    public synchronized long nextOffset() {
        return applied;
    }
}
