package io.caretaker.model.incident;

import java.util.List;

/** Payload of the channel behind correlation, for the journal up to {@code nextOffset}. */
public record IncidentBatch(long nextOffset, List<IncidentItem> items) {
    public IncidentBatch {
        items = List.copyOf(items);
    }
}
