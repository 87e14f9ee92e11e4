package io.caretaker.ingest.lorawan.library;

import java.util.Collection;
import java.util.List;

/** The last raw payloads of each LoRaWAN device. Safe for use by several threads. */
public interface UplinkSamples {

    /**
     * Keeps the sample and forgets the oldest of the device above the number kept. Returns at once; written later by another
     * thread. They serve trials, not operation: when the queue is full or the store fails, the sample is only counted.
     */
    void keep(UplinkSample sample);

    /** Of these devices, by device, newest first. Blocks on I/O. */
    List<UplinkSample> of(Collection<String> devices);
}
