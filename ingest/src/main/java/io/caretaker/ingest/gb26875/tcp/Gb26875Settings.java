package io.caretaker.ingest.gb26875.tcp;

import io.caretaker.model.InvalidValue;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * How the endpoint listens and what one connection may do.
 *
 * @param port 0 for any free port, else 1 to 65535
 * @param maxConnections 1 to 100,000; more are closed at once
 * @param maxInFlight frames of one connection that may wait for the disk, 1 to 10,000; the socket is not read while so many
 *     wait
 * @param maxRefused frames of one connection that may be denied before it is closed, 0 to 1,000,000
 * @param idleTimeout silence after which a connection is closed, 10 s to 24 h
 * @param frameTimeout how long the rest of a frame may take, 100 ms to 5 min; then its start mark counts as noise
 * @param retransmissionWindow how long a frame is known again, 1 s to 24 h
 * @param oldest age above which a device's time is not believed and the time of arrival counts; at most what the intake takes
 * @param endSlip whether the end mark 35 35 is taken as well
 * @param setClock whether a device's clock is set when it connects
 * @param certificate TLS where given
 */
public record Gb26875Settings(
        String host,
        int port,
        int maxConnections,
        int maxInFlight,
        int maxRefused,
        Duration idleTimeout,
        Duration frameTimeout,
        Duration retransmissionWindow,
        Duration oldest,
        boolean endSlip,
        boolean setClock,
        Optional<KeyCertOptions> certificate) {
    public Gb26875Settings {
        within("port", port, 0, 65_535);
        within("maxConnections", maxConnections, 1, 100_000);
        within("maxInFlight", maxInFlight, 1, 10_000);
        within("maxRefused", maxRefused, 0, 1_000_000);
        within("idleTimeout.seconds", idleTimeout.toSeconds(), 10, 86_400);
        within("frameTimeout.millis", frameTimeout.toMillis(), 100, 300_000);
        within("retransmissionWindow.seconds", retransmissionWindow.toSeconds(), 1, 86_400);
    }

    private static void within(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidValue(field, value, min + " to " + max);
        }
    }
}
