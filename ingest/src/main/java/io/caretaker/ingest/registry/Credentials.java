package io.caretaker.ingest.registry;

import io.caretaker.ingest.registry.RegistryStore.FormerToken;
import io.caretaker.model.Times;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens of devices. Only their SHA-256 is kept: a token of 32 random bytes cannot be guessed from it, so it needs neither
 * salt nor a slow hash. Lives in memory; verifying touches no store and takes the same time whether the device is unknown
 * or the token is wrong. A token that was replaced may work on until a stated time. Safe for use by several threads.
 */
public final class Credentials {
    private static final int TOKEN_BYTES = 32;
    /** Longer passwords are refused unread: hashing megabytes for a stranger would be a gift. */
    private static final int MAX_TOKEN_LENGTH = 256;
    /** Compared with when the device is unknown; no token hashes to it. */
    private static final byte[] NOBODY = new byte[32];

    private final Map<String, byte[]> hashes = new ConcurrentHashMap<>();
    private final Map<String, String> devices = new ConcurrentHashMap<>();
    private final Map<String, FormerToken> former = new ConcurrentHashMap<>();
    private final SecureRandom random;
    private final Clock clock;

    Credentials(SecureRandom random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** What a connection keeps of the token it came with: enough to ask again whether it still holds. */
    public static final class Proof {
        private final byte[] sha256;

        private Proof(byte[] sha256) {
            this.sha256 = sha256;
        }
    }

    /** The device that the token belongs to, for protocols that carry no device id beside it. */
    public Optional<String> deviceOf(String token) {
        if (token == null || token.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        byte[] sha256 = sha256(token);
        String device = devices.get(HexFormat.of().formatHex(sha256));
        return device != null && holds(device, sha256) ? Optional.of(device) : Optional.empty();
    }

    public boolean verify(String deviceId, String token) {
        return prove(deviceId, token).isPresent();
    }

    /** As {@link #verify}, with a proof to be checked again later. */
    public Optional<Proof> prove(String deviceId, String token) {
        if (deviceId == null || token == null || token.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        byte[] sha256 = sha256(token);
        return holds(deviceId, sha256) ? Optional.of(new Proof(sha256)) : Optional.empty();
    }

    /** Whether the token of the proof is (still) the device's. */
    public boolean holds(String deviceId, Proof proof) {
        return holds(deviceId, proof.sha256);
    }

    /** Whether the device has a token: not after a revocation. */
    public boolean has(String deviceId) {
        return hashes.containsKey(deviceId);
    }

    /** Until when the device's former token works, empty when it has none or its time is over. */
    public Optional<Long> graceUntil(String deviceId) {
        FormerToken old = former.get(deviceId);
        return old != null && lasts(old) ? Optional.of(old.untilMicros()) : Optional.empty();
    }

    private boolean holds(String deviceId, byte[] sha256) {
        byte[] expected = hashes.get(deviceId);
        boolean current = MessageDigest.isEqual(sha256, expected == null ? NOBODY : expected) && expected != null;
        FormerToken old = former.get(deviceId);
        return current
                || old != null
                        && lasts(old)
                        && MessageDigest.isEqual(sha256, HexFormat.of().parseHex(old.sha256()));
    }

    private boolean lasts(FormerToken old) {
        return Times.micros(clock.instant()) < old.untilMicros();
    }

    /**
     * SHA-256 of the device's token in hex, empty without a device: it changes with every new token, so what was granted
     * beside a token can be made to end with it.
     */
    public Optional<String> fingerprint(String deviceId) {
        byte[] hash = deviceId == null ? null : hashes.get(deviceId);
        return hash == null ? Optional.empty() : Optional.of(HexFormat.of().formatHex(hash));
    }

    String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    static String hashOf(String token) {
        return HexFormat.of().formatHex(sha256(token));
    }

    Optional<String> hashOfDevice(String device) {
        return Optional.ofNullable(hashes.get(device)).map(HexFormat.of()::formatHex);
    }

    void replaceAll(Map<String, String> hexHashes, Collection<FormerToken> formerTokens) {
        removeAll(
                hashes.keySet().stream().filter(d -> !hexHashes.containsKey(d)).toList());
        putAll(hexHashes);
        formerTokens.forEach(this::keep);
    }

    void putAll(Map<String, String> hexHashes) {
        hexHashes.forEach((device, hash) -> {
            forget(hashes.put(device, HexFormat.of().parseHex(hash)));
            devices.put(hash, device);
        });
    }

    /** Lets the former token work on until its time. To be called after the new one was put. */
    void keep(FormerToken token) {
        former.put(token.device(), token);
        devices.put(token.sha256(), token.device());
    }

    /** Former tokens whose time is over. */
    List<FormerToken> over() {
        return former.values().stream().filter(t -> !lasts(t)).toList();
    }

    void endGrace(Collection<String> of) {
        of.forEach(device -> {
            FormerToken old = former.remove(device);
            if (old != null) {
                devices.remove(old.sha256());
            }
        });
    }

    void removeAll(Collection<String> gone) {
        endGrace(gone);
        gone.forEach(device -> forget(hashes.remove(device)));
    }

    private void forget(byte[] hash) {
        if (hash != null) {
            devices.remove(HexFormat.of().formatHex(hash));
        }
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
