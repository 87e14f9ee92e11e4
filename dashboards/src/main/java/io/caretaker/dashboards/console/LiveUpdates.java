package io.caretaker.dashboards.console;

import io.smallrye.mutiny.Multi;

/** What changed, for pages that stay open. */
public interface LiveUpdates {
    /**
     * Endless stream of topics that have just changed: {@code incidents}, {@code tasks}, {@code rules},
     * {@code estate:<id>}. Each topic comes at most once a second; a slow reader loses repeated topics, never the last
     * state, because a topic only asks to read again.
     */
    Multi<String> topics();
}
