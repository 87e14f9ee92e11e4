package io.caretaker.ingest.meter.tcp;

import io.caretaker.ingest.meter.PollLine;
import io.caretaker.model.InvalidValue;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * How meters are asked and listened to.
 *
 * @param timing of the questions on a line
 * @param connectTimeout of a serial server, 100 ms to 1 min
 * @param listen how gateways may dial in, where they may
 */
public record MeterSettings(PollLine.Timing timing, Duration connectTimeout, Optional<Listen> listen) {
    /**
     * @param port 0 for any free port, else 1 to 65535
     * @param maxConnections 1 to 100,000; more are closed at once
     * @param maxInFlight telegrams of one connection that may wait for the disk, 1 to 10,000; the socket is not read while
     *     so many wait
     * @param idleTimeout silence after which a connection is closed, 10 s to 7 d
     * @param frameTimeout how long the rest of a frame may take, 100 ms to 5 min; then its start mark counts as noise
     * @param certificate TLS where given
     */
    public record Listen(
            String host,
            int port,
            int maxConnections,
            int maxInFlight,
            Duration idleTimeout,
            Duration frameTimeout,
            Optional<KeyCertOptions> certificate) {
        public Listen {
            within("port", port, 0, 65_535);
            within("maxConnections", maxConnections, 1, 100_000);
            within("maxInFlight", maxInFlight, 1, 10_000);
            within("idleTimeout.seconds", idleTimeout.toSeconds(), 10, 604_800);
            within("frameTimeout.millis", frameTimeout.toMillis(), 100, 300_000);
        }
    }

    public MeterSettings {
        within("timing.answer.millis", timing.answer().toMillis(), 10, 300_000);
        within("timing.attempts", timing.attempts(), 1, 10);
        within("timing.pause.millis", timing.pause().toMillis(), 0, 60_000);
        within("connectTimeout.millis", connectTimeout.toMillis(), 100, 60_000);
    }

    private static void within(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidValue(field, value, min + " to " + max);
        }
    }
}
