package io.caretaker.ingest.gb26875.tcp;

import io.caretaker.ingest.intake.StatusIntake;
import java.util.HashMap;
import java.util.Map;

/**
 * Which connection speaks for which device. A device that comes again by a new connection is not offline when the old one ends
 * later. Belongs to the event loop.
 */
final class OnlineDevices {
    private final Map<String, Object> connectionOf = new HashMap<>();
    private final StatusIntake status;

    OnlineDevices(StatusIntake status) {
        this.status = status;
    }

    void seen(String device, Object connection) {
        if (connectionOf.put(device, connection) == null) {
            status.transportSaw(device, true);
        }
    }

    void gone(String device, Object connection) {
        if (connectionOf.remove(device, connection)) {
            status.transportSaw(device, false);
        }
    }
}
