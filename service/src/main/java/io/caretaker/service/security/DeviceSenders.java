package io.caretaker.service.security;

import io.caretaker.ingest.guard.Addresses;
import io.caretaker.ingest.guard.AttemptThrottle;
import io.caretaker.ingest.guard.GuardSettings;
import io.caretaker.ingest.guard.TokenBuckets;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.tls.CertificateIdentity;
import io.caretaker.model.estate.Device;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Which device sends an HTTP request: by its token, or by the client certificate of the connection. Guessing is slowed down,
 * and so is a device that sends without end. Safe for use by several threads.
 */
@Singleton
public class DeviceSenders {
    private static final String BEARER = "Bearer ";
    private static final int DEVICES = 100_000;
    private static final double NANOS = 1e9;

    private final Registry registry;
    private final AdminToken adminToken;
    private final AttemptThrottle attempts;
    private final TokenBuckets messages;

    DeviceSenders(Registry registry, AdminToken adminToken, AttemptThrottle attempts, GuardSettings guard) {
        this.registry = registry;
        this.adminToken = adminToken;
        this.attempts = attempts;
        this.messages = new TokenBuckets(guard.messagesAtOnce(), guard.messagesPerSecond(), DEVICES);
    }

    /**
     * @param device id, {@link Submission#ANY_DEVICE} for the administrator; empty for a stranger
     * @param retryAfterSeconds above 0: not looked at, or too fast; to be asked again after so long
     */
    public record Sender(Optional<String> device, long retryAfterSeconds) {}

    /** @param authorization value of the header, null where there is none */
    public Sender of(String authorization, HttpServerRequest request) {
        String address = address(request);
        long now = System.nanoTime();
        Optional<String> device = identified(authorization, request);
        long wait = attempts.waitFor(address, device.orElse(""), now);
        if (wait > 0 && !device.equals(Optional.of(Submission.ANY_DEVICE))) {
            return new Sender(Optional.empty(), seconds(wait));
        }
        if (device.isEmpty()) {
            attempts.failed(address, "", now);
            return new Sender(device, 0);
        }
        if (device.get().equals(Submission.ANY_DEVICE)) {
            return new Sender(device, 0);
        }
        attempts.succeeded(address, device.get());
        return messages.take(device.get(), now)
                ? new Sender(device, 0)
                : new Sender(Optional.empty(), seconds(messages.untilNext(device.get(), now)));
    }

    /** Seconds that a stranger from there has to wait before its credentials are looked at, 0 when they may be. */
    public long mustWait(HttpServerRequest request) {
        return seconds(attempts.waitFor(address(request), "", System.nanoTime()));
    }

    /** Somebody could not prove who it is, on a route that checks credentials itself. */
    public void failed(HttpServerRequest request) {
        attempts.failed(address(request), "", System.nanoTime());
    }

    private Optional<String> identified(String authorization, HttpServerRequest request) {
        if (authorization != null) {
            if (!authorization.startsWith(BEARER)) {
                return Optional.empty();
            }
            String token = authorization.substring(BEARER.length());
            return adminToken.matches(token)
                    ? Optional.of(Submission.ANY_DEVICE)
                    : registry.credentials().deviceOf(token);
        }
        return certificate(request)
                .flatMap(c -> CertificateIdentity.deviceOf(c, registry.current()))
                .map(Device::id)
                .filter(registry.credentials()::has);
    }

    private static Optional<X509Certificate> certificate(HttpServerRequest request) {
        SSLSession session = request.isSSL() ? request.sslSession() : null;
        if (session == null) {
            return Optional.empty();
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // it did not show one
        }
    }

    private static String address(HttpServerRequest request) {
        var remote = request.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "unknown" : Addresses.sender(remote.hostAddress());
    }

    private static long seconds(long nanos) {
        return (long) Math.ceil(nanos / NANOS);
    }
}
