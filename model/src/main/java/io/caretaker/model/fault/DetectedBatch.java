package io.caretaker.model.fault;

import java.util.List;

/**
 * Payload of the channel behind detection: everything detected in the entries up to {@code nextOffset}.
 *
 * @param nextOffset journal offset after the last entry that was folded
 */
public record DetectedBatch(long nextOffset, List<DetectedItem> items) {
    public DetectedBatch {
        items = List.copyOf(items);
    }
}
