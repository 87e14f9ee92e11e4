package io.caretaker.alerting.fault;

import java.util.List;
import java.util.Optional;

/** Every fault ever raised. May block on I/O; safe for use by several threads. */
public interface FaultLog {
    /**
     * Newest first.
     *
     * @param asset only of this asset, empty for all
     * @param type only of this type, empty for all
     * @param openOnly only those that have not cleared
     * @param limit at least 1
     * @param after id of the last fault of the page before
     */
    List<FaultRecord> list(
            Optional<String> asset, Optional<String> type, boolean openOnly, int limit, Optional<String> after);
}
