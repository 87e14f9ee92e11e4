package io.caretaker.service.lineprotocol;

import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.security.AdminToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Who writes. The secret is a device's token, the agent's token or the administration token; it comes as
 * {@code Authorization: Token …} or {@code Bearer …}, or as the password of basic authentication or of the parameters
 * {@code u} and {@code p}. The name beside a password says nothing that the secret does not.
 */
@Singleton
class WriterCredentials {
    private static final int SHORTEST = 32;

    /** @param device id, or {@link Submission#ANY_DEVICE} */
    record Writer(String device, String name) {}

    private final Registry registry;
    private final AdminToken adminToken;
    private final Optional<byte[]> agentToken;

    WriterCredentials(CaretakerConfig config, Registry registry, AdminToken adminToken) {
        this.registry = registry;
        this.adminToken = adminToken;
        Optional<String> token = config.line().token().filter(t -> !t.isBlank());
        token.filter(t -> t.length() < SHORTEST).ifPresent(t -> {
            throw new IllegalStateException(
                    "caretaker.line.token: got " + t.length() + " characters, expected at least " + SHORTEST);
        });
        this.agentToken = token.map(t -> t.getBytes(StandardCharsets.UTF_8));
    }

    /** The writer of the request, empty for a stranger. */
    Optional<Writer> of(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String secret = authorization == null ? request.getParam("p") : secret(authorization);
        if (secret == null || secret.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> device = registry.credentials().deviceOf(secret);
        if (device.isPresent()) {
            return device.map(d -> new Writer(d, d));
        }
        if (agentToken
                .filter(t -> MessageDigest.isEqual(t, secret.getBytes(StandardCharsets.UTF_8)))
                .isPresent()) {
            return Optional.of(new Writer(Submission.ANY_DEVICE, "agent"));
        }
        return adminToken.matches(secret)
                ? Optional.of(new Writer(Submission.ANY_DEVICE, "administrator"))
                : Optional.empty();
    }

    private static String secret(String authorization) {
        int space = authorization.indexOf(' ');
        String given = authorization.substring(space + 1).strip();
        String scheme = authorization.substring(0, Math.max(0, space));
        if (scheme.equalsIgnoreCase("Bearer")) {
            return given;
        }
        if (scheme.equalsIgnoreCase("Token")) {
            // 2.x clients that talk to 1.8 send user:password here.
            return given.substring(given.indexOf(':') + 1);
        }
        return scheme.equalsIgnoreCase("Basic") ? password(given) : null;
    }

    private static String password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
