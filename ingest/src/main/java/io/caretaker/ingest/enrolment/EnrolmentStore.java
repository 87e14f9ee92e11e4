package io.caretaker.ingest.enrolment;

import java.util.List;
import java.util.Optional;

/** Where codes and keys are kept. Blocks on I/O; each call is one transaction; safe for use by several threads. */
public interface EnrolmentStore {
    /** The device's one code; a former one ends. */
    void putCode(String device, String hash, String by, long expiresMicros);

    /** Takes the code away when it is there and its time is not over: whoever gets the device here may have its token. */
    Optional<String> takeCode(String hash, long nowMicros);

    boolean removeCode(String device);

    void putKey(EnrolmentKey key, String sha256);

    List<EnrolmentKey> keys();

    Optional<EnrolmentKey> key(String sha256);

    /** Counts one device more, unless the key is used up, revoked or over. */
    boolean use(String id, long nowMicros);

    /** Gives a count back: the device could not be registered. */
    void unuse(String id);

    boolean revoke(String id);
}
