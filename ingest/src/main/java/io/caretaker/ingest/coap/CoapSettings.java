package io.caretaker.ingest.coap;

import io.caretaker.model.InvalidValue;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the endpoint listens and what devices may do.
 *
 * @param dtlsPort UDP port of CoAP over DTLS, 0 for any free one
 * @param plainPort UDP port of CoAP without encryption, 0 for any free one; empty for none
 * @param threads that decode and answer, 1 to 64
 * @param maxBodyBytes largest body, assembled from blocks or not, 1 KiB to 256 KiB. A transfer in blocks holds as much from
 *     its first block on
 * @param maxSessions DTLS sessions, 10 to 1,000,000. Above, one that was silent for half an hour gives way; without such a
 *     one, new devices are not let in
 * @param perDevicePerMinute requests of one device, 1 to 100,000; above, 4.29
 * @param perSecond requests of all, 1 to 1,000,000; above, datagrams are dropped, and devices repeat what is confirmable
 * @param separateAfter how long a request may wait for the disk before it is acknowledged with its answer to follow, 10 ms
 *     to 1.5 s: devices repeat what is not acknowledged after 2 s (RFC 7252 § 4.8)
 * @param handshakePatience how long a step of a DTLS handshake may take before it is repeated, 50 ms to 1 min; doubled four
 *     times before the handshake is given up
 * @param retryAfter Max-Age of a 5.03 and 4.29, 1 s to 1 h
 */
public record CoapSettings(
        String host,
        int dtlsPort,
        OptionalInt plainPort,
        int threads,
        int maxBodyBytes,
        int maxSessions,
        int perDevicePerMinute,
        int perSecond,
        Duration separateAfter,
        Duration handshakePatience,
        Duration retryAfter) {
    public CoapSettings {
        within("dtlsPort", dtlsPort, 0, 65_535);
        within("plainPort", plainPort.orElse(0), 0, 65_535);
        within("threads", threads, 1, 64);
        within("maxBodyBytes", maxBodyBytes, 1_024, 256 * 1024);
        within("maxSessions", maxSessions, 10, 1_000_000);
        within("perDevicePerMinute", perDevicePerMinute, 1, 100_000);
        within("perSecond", perSecond, 1, 1_000_000);
        within("separateAfter.millis", separateAfter.toMillis(), 10, 1_500);
        within("handshakePatience.millis", handshakePatience.toMillis(), 50, 60_000);
        within("retryAfter.seconds", retryAfter.toSeconds(), 1, 3_600);
    }

    /** Any address, 16 KiB, 10,000 sessions, 600 requests a minute and device, 1,000 a second, 500 ms, 2 s, 5 s. */
    public static CoapSettings defaults(int dtlsPort, OptionalInt plainPort) {
        return new CoapSettings(
                "0.0.0.0",
                dtlsPort,
                plainPort,
                2,
                16 * 1024,
                10_000,
                600,
                1_000,
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
    }

    private static void within(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidValue(field, value, min + " to " + max);
        }
    }
}
