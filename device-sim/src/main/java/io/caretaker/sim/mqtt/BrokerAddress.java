package io.caretaker.sim.mqtt;

import io.caretaker.model.InvalidValue;

/** Host and port of an MQTT service. */
public record BrokerAddress(String host, int port) {
    private static final String EXPECTED = "host:port such as localhost:1883";

    /** @throws InvalidValue when it is not {@code host:port} */
    public static BrokerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new InvalidValue("mqtt", text, EXPECTED);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port > 0 && port < 65_536) {
                return new BrokerAddress(text.substring(0, colon), port);
            }
        } catch (NumberFormatException e) {
            // the same message as for a port out of range
        }
        throw new InvalidValue("mqtt", text, EXPECTED);
    }
}
