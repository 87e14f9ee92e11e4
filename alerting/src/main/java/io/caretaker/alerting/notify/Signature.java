package io.caretaker.alerting.notify;

import io.caretaker.model.InvalidValue;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104) under one key. Safe for use by several threads. */
public final class Signature {
    public static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @throws InvalidValue when the key is shorter than 16 bytes; the key is not echoed */
    public Signature(String field, byte[] key) {
        if (key == null || key.length < 16) {
            throw new InvalidValue(field, "(hidden)", "a secret of at least 16 bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public byte[] of(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256 and takes any key for it", e);
        }
    }
}
