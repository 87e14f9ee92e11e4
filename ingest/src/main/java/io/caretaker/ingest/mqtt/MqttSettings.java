package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.guard.GuardSettings;
import io.caretaker.model.InvalidValue;
import java.time.Duration;
import java.util.Optional;

/**
 * How the endpoint listens and what one connection may do.
 *
 * @param port 0 for any free port, else 1 to 65535
 * @param eventLoops instances that share the port, 1 to 64
 * @param maxMessageBytes largest packet of a device, 1 KiB to 16 MiB; more ends its connection
 * @param receiveMaximum messages of one connection that may wait for the disk, 1 to 65,535. The socket is not read while so
 *     many wait; MQTT 5 clients are told the figure and disconnected above it
 * @param maxWaitingBytes payload of one connection that may wait for the disk, at least {@code maxMessageBytes}; the socket
 *     is not read while more waits
 * @param maxConnections connected devices, 1 to 1,000,000; more are refused as busy
 * @param maxRefused refused publishes of one connection before it is closed, 0 to 1,000,000
 * @param connectTimeout how long a new socket may take for its CONNECT, 1 s to 5 min
 * @param guard what one device and one address may have of it
 * @param tls on a port of its own or instead of plain text; empty: none
 */
public record MqttSettings(
        String host,
        int port,
        int eventLoops,
        int maxMessageBytes,
        int receiveMaximum,
        int maxWaitingBytes,
        int maxConnections,
        int maxRefused,
        Duration connectTimeout,
        GuardSettings guard,
        Optional<MqttTls> tls) {
    public MqttSettings {
        within("port", port, 0, 65_535);
        within("eventLoops", eventLoops, 1, 64);
        within("maxMessageBytes", maxMessageBytes, 1_024, 16 * 1024 * 1024);
        within("receiveMaximum", receiveMaximum, 1, 65_535);
        within("maxWaitingBytes", maxWaitingBytes, maxMessageBytes, Integer.MAX_VALUE);
        within("maxConnections", maxConnections, 1, 1_000_000);
        within("maxRefused", maxRefused, 0, 1_000_000);
        within("connectTimeout.seconds", connectTimeout.toSeconds(), 1, 300);
    }

    /** Any address, 256 KiB a message, 1,000 messages or 1 MiB waiting, 50,000 devices, 100 refusals, 10 s, no TLS. */
    public static MqttSettings defaults(int port, int eventLoops) {
        return new MqttSettings(
                "0.0.0.0",
                port,
                eventLoops,
                256 * 1024,
                1_000,
                1024 * 1024,
                50_000,
                100,
                Duration.ofSeconds(10),
                GuardSettings.defaults(),
                Optional.empty());
    }

    private static void within(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidValue(field, value, min + " to " + max);
        }
    }
}
