package io.caretaker.sim.mqtt;

/** The service does not let a device in, again and again. */
public final class ConnectionRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectionRefused(String device, Throwable cause) {
        super(
                "device " + device + " is not let in by MQTT: " + cause.getMessage()
                        + "; expected that the token given at its registration is still valid",
                cause);
    }
}
