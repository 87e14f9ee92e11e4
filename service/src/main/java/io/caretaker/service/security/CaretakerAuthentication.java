package io.caretaker.service.security;

import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import io.caretaker.service.api.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who sends a request: the administration token as a bearer, or a browser by its session cookie. Devices and
 * network servers are not people: their routes check their tokens themselves.
 */
@ApplicationScoped
public class CaretakerAuthentication implements HttpAuthenticationMechanism {
    public static final String SESSION_COOKIE = "caretaker_session";
    /** Attribute of the identity: the {@link Person}. */
    public static final String PERSON = "caretaker.person";

    /** Who acts by the administration token. */
    public static final String AUTOMATION = "admin-token";

    /** Before the platform's own reading of client certificates (3000), whose challenge is an empty 401. */
    private static final int PRIORITY = 4000;

    private static final String BEARER = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"caretaker\"";
    private static final String STRANGER = "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
            + "\"detail\":\"Sign in, or send a bearer token.\"}";

    private final Accounts accounts;
    private final SqlPeople people;
    private final AdminToken adminToken;

    CaretakerAuthentication(Accounts accounts, SqlPeople people, AdminToken adminToken) {
        this.accounts = accounts;
        this.people = people;
        this.adminToken = adminToken;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return checksItself(context.normalizedPath()) ? Uni.createFrom().nullItem() : bearer(authorization);
        }
        Cookie cookie = context.request().getCookie(SESSION_COOKIE);
        if (cookie == null) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom()
                .item(accounts.personOf(cookie.getValue())
                        .flatMap(id -> people.get().person(id))
                        .map(CaretakerAuthentication::identity)
                        .orElse(null));
    }

    private static boolean checksItself(String path) {
        return path.equals("/api/v1/telemetry") || path.startsWith("/api/v1/lorawan/");
    }

    private Uni<SecurityIdentity> bearer(String authorization) {
        boolean admin =
                authorization.startsWith(BEARER) && adminToken.matches(authorization.substring(BEARER.length()));
        if (!admin) {
            return Uni.createFrom().failure(new AuthenticationFailedException("unknown bearer token"));
        }
        return Uni.createFrom()
                .item(identity(new Person(
                        AUTOMATION,
                        "Automation",
                        Set.of(Role.ADMIN),
                        Locale.ENGLISH,
                        Optional.empty(),
                        Optional.empty())));
    }

    private static SecurityIdentity identity(Person person) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(person.id()))
                .addAttribute(PERSON, person);
        for (Role role : person.roles()) {
            identity.addRole(name(role));
        }
        return identity.build();
    }

    /** As {@code @RolesAllowed} writes it: {@code on-call}. */
    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(
                        readsPages(context)
                                ? new ChallengeData(302, "Location", "/sign-in")
                                : new ChallengeData(401, "WWW-Authenticate", CHALLENGE));
    }

    /** The platform would answer programs with an empty body: like every other error, this one says what to do. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (readsPages(context)) {
            return HttpAuthenticationMechanism.super.sendChallenge(context);
        }
        context.response()
                .setStatusCode(401)
                .putHeader("WWW-Authenticate", CHALLENGE)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(STRANGER);
        return Uni.createFrom().item(true);
    }

    private static boolean readsPages(RoutingContext context) {
        return "GET".equals(context.request().method().name())
                && String.valueOf(context.request().getHeader(HttpHeaders.ACCEPT))
                        .contains("text/html");
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.COOKIE, SESSION_COOKIE));
    }
}
