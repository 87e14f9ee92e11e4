package io.caretaker.ingest.coap;

import java.util.List;

/** Where keys of devices are kept. Blocks on I/O; safe for use by several threads. */
public interface DeviceKeyStore {

    /** Every key whose device still has the token that the key was issued beside; others are deleted. */
    List<DeviceKey> load();

    /** Adds the key, or replaces that of the device. */
    void save(DeviceKey key, long timeMicros);

    void remove(String device);
}
