package io.caretaker.service.security;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/**
 * Passwords, sessions and one-time links. Sessions are held in memory beside the store, so that telling who sends a
 * request needs no I/O. All times are wall time: a simulated clock must not sign anybody out. Safe for use by several
 * threads; all but {@link #personOf} block on I/O.
 */
@ApplicationScoped
public class Accounts {
    private static final Duration SESSION = Duration.ofDays(14);
    private static final Duration LINK = Duration.ofHours(24);
    /** A bcrypt hash that no password has: unknown people take as long to refuse as wrong passwords. */
    private static final String NOBODY = BcryptUtil.bcryptHash("nobody");

    private final Jdbi jdbi;
    private final Clock wallClock = Clock.systemUTC();
    private final Tokens tokens = new Tokens(new SecureRandom());
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    Accounts(Jdbi jdbi) {
        this.jdbi = jdbi;
        jdbi.useHandle(handle -> handle.createQuery(
                        "SELECT token_hash, person, expires_micros FROM session WHERE expires_micros > :now")
                .bind("now", now())
                .map((row, context) -> new Session(row.getString(1), row.getString(2), row.getLong(3)))
                .forEach(session -> sessions.put(session.tokenHash(), session)));
    }

    private record Session(String tokenHash, String person, long expiresMicros) {}

    /** Whom the session token belongs to. */
    public Optional<String> personOf(String sessionToken) {
        Session session = sessions.get(Tokens.hash(sessionToken));
        return session == null || session.expiresMicros() < now() ? Optional.empty() : Optional.of(session.person());
    }

    /** A session token when the password is right. */
    public Optional<String> signIn(String person, String password) {
        String hash = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT password_hash FROM account WHERE person = :person AND password_hash IS NOT NULL")
                .bind("person", person)
                .mapTo(String.class)
                .findOne()
                .orElse(NOBODY));
        boolean right = BcryptUtil.matches(password, hash) && !hash.equals(NOBODY);
        return right ? Optional.of(open(person)) : Optional.empty();
    }

    /** A session token when the link is good; the link is used up. */
    public Optional<String> signInByLink(String linkToken) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        DELETE FROM sign_in_link WHERE token_hash = :hash AND expires_micros > :now
                        RETURNING person""")
                        .bind("hash", Tokens.hash(linkToken))
                        .bind("now", now())
                        .mapTo(String.class)
                        .findOne())
                .map(this::open);
    }

    public void signOut(String sessionToken) {
        String hash = Tokens.hash(sessionToken);
        sessions.remove(hash);
        jdbi.useHandle(handle -> handle.execute("DELETE FROM session WHERE token_hash = ?", hash));
    }

    /** Token of a link that signs the person in once within a day. */
    public String newLink(String person) {
        String token = tokens.next();
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO sign_in_link (token_hash, person, expires_micros) VALUES (?, ?, ?)",
                Tokens.hash(token),
                person,
                now() + LINK.toNanos() / 1_000));
        return token;
    }

    /** Whether anybody can sign in without a link. */
    public boolean anyPassword() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT COUNT(*) FROM account WHERE password_hash IS NOT NULL")
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    public void setPassword(String person, String password) {
        if (password.length() < 12) {
            throw new InvalidValue("password", "***", "at least 12 characters");
        }
        jdbi.useHandle(handle -> handle.execute("""
                INSERT INTO account (person, password_hash, changed_micros) VALUES (?, ?, ?)
                ON CONFLICT (person) DO UPDATE SET password_hash = excluded.password_hash,
                    changed_micros = excluded.changed_micros""", person, BcryptUtil.bcryptHash(password), now()));
    }

    private String open(String person) {
        String token = tokens.next();
        Session session = new Session(Tokens.hash(token), person, now() + SESSION.toNanos() / 1_000);
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM session WHERE expires_micros <= ?", now());
            handle.execute(
                    "INSERT INTO session (token_hash, person, expires_micros) VALUES (?, ?, ?)",
                    session.tokenHash(),
                    person,
                    session.expiresMicros());
        });
        sessions.put(session.tokenHash(), session);
        return token;
    }

    private long now() {
        return Times.micros(wallClock.instant());
    }
}
