package io.caretaker.alerting.incident;

import io.caretaker.model.fault.FaultEvent;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names for "this fault of this asset", whichever occurrence of it, and the ids that derive from one. */
final class FaultKeys {
    /** Crockford's base 32: no letter that is mistaken for a digit when read out on the telephone. */
    private static final String ALPHABET = "abcdefghjkmnpqrstvwxyz0123456789";

    private static final int ID_LENGTH = 12;

    private FaultKeys() {}

    static String of(String type, String asset) {
        return type + ":" + asset;
    }

    static String of(FaultEvent event) {
        return of(event.type(), event.asset());
    }

    static String of(ExplainedFault fault) {
        return of(fault.type(), fault.asset());
    }

    static String rootOf(Incident incident) {
        return of(incident.type(), incident.asset());
    }

    /** {@code inc-} and 60 bits of a hash: the same for the same seed, fit for addresses and ids that contain it. */
    static String incidentId(String seed) {
        byte[] hash = sha256(seed);
        StringBuilder id = new StringBuilder("inc-");
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(hash[i] & 31));
        }
        return id.toString();
    }

    private static byte[] sha256(String seed) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
