package io.caretaker.service.security;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** The token that a form of a signed-in page carries back: derived from the session, so nothing has to be stored. */
@Singleton
public class FormTokens {
    private final SigningKey key;

    FormTokens(SigningKey key) {
        this.key = key;
    }

    /** Empty when the request has no session. */
    public String tokenFor(RoutingContext request) {
        Cookie session = request.request().getCookie(CaretakerAuthentication.SESSION_COOKIE);
        return session == null ? "" : key.sign("form:" + session.getValue());
    }
}
