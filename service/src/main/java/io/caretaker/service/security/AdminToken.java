package io.caretaker.service.security;

import io.caretaker.service.config.CaretakerConfig;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The bearer token with role admin, for automation; off unless configured. */
@Singleton
public class AdminToken {
    private static final int SHORTEST = 32;

    private final Optional<String> token;

    AdminToken(CaretakerConfig config) {
        token = config.adminToken().filter(t -> !t.isBlank());
        token.filter(t -> t.length() < SHORTEST).ifPresent(t -> {
            throw new IllegalStateException(
                    "caretaker.admin-token: got " + t.length() + " characters, expected at least " + SHORTEST);
        });
    }

    public boolean matches(String presented) {
        return token.filter(t -> Tokens.same(t, presented)).isPresent();
    }
}
