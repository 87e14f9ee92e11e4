package io.caretaker.ingest.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A code that an installer types: ten letters and digits that cannot be mistaken for each other, 50 bits. That is short
 * enough to be found from a plain hash, so the hash is a slow one.
 */
final class ClaimCode {
    /** Crockford's base 32: no I, L, O, U. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 10;
    private static final int LONGEST_TYPED = 40;
    /** About 10 ms: nothing for one attempt, centuries for all codes. */
    private static final int ROUNDS = 20_000;

    private static final byte[] SALT = "caretaker claim code".getBytes(StandardCharsets.UTF_8);

    private ClaimCode() {}

    static String fresh(SecureRandom random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(i == LENGTH / 2 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Of the code however it was typed: lower case, blanks, O for 0, I and L for 1. */
    static String hash(String typed) {
        String text = typed == null || typed.length() > LONGEST_TYPED ? "" : typed;
        String plain = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        try {
            PBEKeySpec spec = new PBEKeySpec(("c" + plain).toCharArray(), SALT, ROUNDS, 256);
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform of version 17 has PBKDF2WithHmacSHA256", e);
        }
    }
}
