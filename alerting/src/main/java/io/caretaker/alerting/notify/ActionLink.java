package io.caretaker.alerting.notify;

import io.caretaker.model.InvalidValue;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signed links by which whoever got a message may act without signing in: {@code <base>/a/<token>}. Opening one must only
 * show a page with a button, since chat apps and mail scanners open links by themselves.
 *
 * <p>The token is base64url without padding of
 *
 * <pre>
 *   version(1) = 1 | action(1) | expiry, epoch seconds(8) | length(2) incident | length(2) person | HMAC-SHA256(32)
 * </pre>
 *
 * all big-endian, texts in UTF-8. The signature covers a fixed label and everything before it. Safe for use by several
 * threads.
 */
public final class ActionLink {
    /** Long enough to act on a message in the morning (users' guide: signed link, expiry 24 h). */
    public static final Duration DEFAULT_VALIDITY = Duration.ofHours(24);

    private static final byte VERSION = 1;
    private static final int MAX_TOKEN = 2_048;
    // So that a signature made for anything else with the same key never fits here.
    private static final byte[] LABEL = "caretaker action link".getBytes(StandardCharsets.US_ASCII);

    private final URI base;
    private final Signature signature;
    private final Duration validity;
    private final Clock clock;

    /** What a link does; the order is part of the token's format. */
    public enum Action {
        ACKNOWLEDGE("incident.acknowledge"),
        ESCALATE("incident.escalate");

        private final String command;

        Action(String command) {
            this.command = command;
        }

        /** Kind of the command that the page's button issues. */
        public String command() {
            return command;
        }
    }

    /** What a token turned out to be. */
    public sealed interface Verified {
        record Valid(String incident, String person, Action action, Instant expires) implements Verified {}

        /** Genuine but too old; the page can say of which incident. */
        record Expired(String incident, Instant expired) implements Verified {}

        /** Not made by us, or damaged. */
        record Forged() implements Verified {}
    }

    /**
     * @param base address of the service as people reach it
     * @param key at least 16 bytes, the same on every node and after a restart
     * @param clock the one by which links expire
     */
    public ActionLink(URI base, byte[] key, Duration validity, Clock clock) {
        if (validity.isNegative() || validity.isZero()) {
            throw new InvalidValue("validity", validity, "a duration above zero such as PT24H");
        }
        this.base = directory(base);
        this.signature = new Signature("actionLinkKey", key);
        this.validity = validity;
        this.clock = clock;
    }

    /** The address with a slash at its end, so that what is resolved against it stays below its path. */
    public static URI directory(URI base) {
        return base.toString().endsWith("/") ? base : URI.create(base + "/");
    }

    public URI issue(String incident, String person, Action action) {
        return base.resolve("a/" + token(incident, person, action));
    }

    public String token(String incident, String person, Action action) {
        byte[] incidentBytes = incident.getBytes(StandardCharsets.UTF_8);
        byte[] personBytes = person.getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(1 + 1 + 8 + 2 + incidentBytes.length + 2 + personBytes.length)
                .put(VERSION)
                .put((byte) action.ordinal())
                .putLong(clock.instant().plus(validity).getEpochSecond())
                .putShort((short) incidentBytes.length)
                .put(incidentBytes)
                .putShort((short) personBytes.length)
                .put(personBytes)
                .array();
        ByteArrayOutputStream token = new ByteArrayOutputStream();
        token.writeBytes(content);
        token.writeBytes(signature.of(LABEL, content));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.toByteArray());
    }

    /** Never throws, whatever the token. */
    public Verified verify(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length <= Signature.BYTES) {
            return new Verified.Forged();
        }
        byte[] content = Arrays.copyOf(bytes, bytes.length - Signature.BYTES);
        byte[] given = Arrays.copyOfRange(bytes, content.length, bytes.length);
        if (!MessageDigest.isEqual(signature.of(LABEL, content), given)) {
            return new Verified.Forged();
        }
        return read(ByteBuffer.wrap(content));
    }

    private Verified read(ByteBuffer content) {
        try {
            byte version = content.get();
            int action = content.get();
            if (version != VERSION || action < 0 || action >= Action.values().length) {
                return new Verified.Forged();
            }
            Instant expires = Instant.ofEpochSecond(content.getLong());
            String incident = text(content);
            String person = text(content);
            return clock.instant().isBefore(expires)
                    ? new Verified.Valid(incident, person, Action.values()[action], expires)
                    : new Verified.Expired(incident, expires);
        } catch (BufferUnderflowException e) {
            return new Verified.Forged();
        }
    }

    private static String text(ByteBuffer content) {
        byte[] bytes = new byte[Short.toUnsignedInt(content.getShort())];
        content.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Empty when it is not the one way to write its bytes: unused bits of the last letter would go unsigned. */
    private static byte[] decoded(String token) {
        if (token == null || token.length() > MAX_TOKEN) {
            return new byte[0];
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(token);
            return canonical ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
