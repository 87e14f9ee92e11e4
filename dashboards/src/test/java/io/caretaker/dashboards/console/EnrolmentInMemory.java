package io.caretaker.dashboards.console;

import io.caretaker.ingest.enrolment.EnrolmentKey;
import io.caretaker.ingest.enrolment.EnrolmentStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Keys and codes in memory. */
final class EnrolmentInMemory implements EnrolmentStore {
    private final Map<String, EnrolmentKey> keys = new ConcurrentHashMap<>();

    @Override
    public void putCode(String device, String hash, String by, long expiresMicros) {}

    @Override
    public Optional<String> takeCode(String hash, long nowMicros) {
        return Optional.empty();
    }

    @Override
    public boolean removeCode(String device) {
        return false;
    }

    @Override
    public void putKey(EnrolmentKey key, String sha256) {
        keys.put(key.id(), key);
    }

    @Override
    public List<EnrolmentKey> keys() {
        return List.copyOf(keys.values());
    }

    @Override
    public Optional<EnrolmentKey> key(String sha256) {
        return Optional.empty();
    }

    @Override
    public boolean use(String id, long nowMicros) {
        return false;
    }

    @Override
    public void unuse(String id) {}

    @Override
    public boolean revoke(String id) {
        UnaryOperator<EnrolmentKey> end = k -> new EnrolmentKey(
                k.id(),
                k.estate(),
                k.profile(),
                k.interval(),
                k.most(),
                k.used(),
                k.createdBy(),
                k.createdMicros(),
                k.expiresMicros(),
                true);
        return keys.computeIfPresent(id, (any, k) -> end.apply(k)) != null;
    }
}
