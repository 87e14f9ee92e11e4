package io.caretaker.service.security;

import io.caretaker.service.config.CaretakerConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that links, webhooks and form tokens are signed with: configured, or made at the first start and kept in the
 * data directory, readable by the service alone. Safe for use by several threads.
 */
@Singleton
public class SigningKey {
    private static final int SHORTEST = 32;

    private final byte[] key;

    SigningKey(CaretakerConfig config) {
        String text = config.alerting()
                .signingKey()
                .orElseGet(() -> kept(config.dataDir().resolve("signing.key")));
        if (text.length() < SHORTEST) {
            throw new IllegalStateException("caretaker.alerting.signing-key: got " + text.length()
                    + " characters, expected at least " + SHORTEST);
        }
        this.key = text.getBytes(StandardCharsets.UTF_8);
    }

    /** A copy. */
    public byte[] bytes() {
        return key.clone();
    }

    /** Hex of HMAC-SHA256 over the text, for tokens bound to a session. */
    public String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[SHORTEST];
                new SecureRandom().nextBytes(fresh);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(fresh), StandardOpenOption.WRITE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("keeping the signing key in " + file, e);
        }
    }
}
