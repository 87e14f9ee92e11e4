package io.caretaker.ingest.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens of devices. Only their SHA-256 is kept: a token of 32 random bytes cannot be guessed from it, so it needs neither
 * salt nor a slow hash. Lives in memory; verifying touches no store and takes the same time whether the device is unknown
 * or the token is wrong. Safe for use by several threads.
 */
public final class Credentials {
    private static final int TOKEN_BYTES = 32;
    /** Longer passwords are refused unread: hashing megabytes for a stranger would be a gift. */
    private static final int MAX_TOKEN_LENGTH = 256;
    /** Compared with when the device is unknown; no token hashes to it. */
    private static final byte[] NOBODY = new byte[32];

    private final Map<String, byte[]> hashes = new ConcurrentHashMap<>();
    private final Map<String, String> devices = new ConcurrentHashMap<>();
    private final SecureRandom random;

    Credentials(SecureRandom random) {
        this.random = random;
    }

    /** The device that the token belongs to, for protocols that carry no device id beside it. */
    public Optional<String> deviceOf(String token) {
        return token == null || token.length() > MAX_TOKEN_LENGTH
                ? Optional.empty()
                : Optional.ofNullable(devices.get(hashOf(token)));
    }

    public boolean verify(String deviceId, String token) {
        if (deviceId == null || token == null || token.length() > MAX_TOKEN_LENGTH) {
            return false;
        }
        byte[] expected = hashes.get(deviceId);
        boolean same = MessageDigest.isEqual(sha256(token), expected == null ? NOBODY : expected);
        return same && expected != null;
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

    void replaceAll(Map<String, String> hexHashes) {
        removeAll(
                hashes.keySet().stream().filter(d -> !hexHashes.containsKey(d)).toList());
        putAll(hexHashes);
    }

    void putAll(Map<String, String> hexHashes) {
        hexHashes.forEach((device, hash) -> {
            forget(hashes.put(device, HexFormat.of().parseHex(hash)));
            devices.put(hash, device);
        });
    }

    void removeAll(Collection<String> gone) {
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
