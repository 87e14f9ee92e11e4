package io.caretaker.ingest.twin;

import java.util.Collection;
import java.util.List;

/** Where twins are kept for the next start. Blocks on I/O; safe for use by several threads. */
public interface TwinStore {
    List<DeviceTwin> load();

    /** Replaces the twins of these devices, in one transaction. */
    void save(Collection<DeviceTwin> twins);

    void remove(Collection<String> devices);
}
