package io.caretaker.service.security;

import io.caretaker.service.config.CaretakerConfig;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What a network server proves itself with. It opens the routes of its webhooks and nothing else. */
@Singleton
public class LorawanToken {
    private static final int SHORTEST = 32;

    private final Optional<String> token;
    private final AdminToken adminToken;

    LorawanToken(CaretakerConfig config, AdminToken adminToken) {
        this.adminToken = adminToken;
        token = config.lorawan().token().filter(t -> !t.isBlank());
        token.filter(t -> t.length() < SHORTEST).ifPresent(t -> {
            throw new IllegalStateException(
                    "caretaker.lorawan.token: got " + t.length() + " characters, expected at least " + SHORTEST);
        });
    }

    /** The token itself, or that of the administrator. */
    public boolean matches(String presented) {
        return token.filter(t -> Tokens.same(t, presented)).isPresent() || adminToken.matches(presented);
    }
}
