package io.caretaker.ingest.coap;

import io.caretaker.ingest.registry.Credentials;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The pre-shared keys of devices, each told once when it is issued. A key ends when another is issued for the device, when
 * it is withdrawn, and with the device's token. Looking one up never blocks; changes block on the store. Safe for use by
 * several threads.
 */
public final class DeviceKeys {
    /**
     * 192 bits of chance in 32 characters: text, because common clients can be given nothing else, and no longer, because
     * common libraries of devices take 32 bytes at most (Mbed TLS: MBEDTLS_PSK_MAX_LEN).
     */
    private static final int KEY_BYTES = 24;

    private final DeviceKeyStore store;
    private final Credentials credentials;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<String, DeviceKey> keys = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Loads what the store holds. */
    public DeviceKeys(DeviceKeyStore store, Credentials credentials, SecureRandom random, Clock clock) {
        this.store = store;
        this.credentials = credentials;
        this.random = random;
        this.clock = clock;
        store.load().forEach(key -> keys.put(key.device(), key));
    }

    /**
     * A new key for the device; an earlier one ends.
     *
     * @return 32 characters, whose ASCII bytes are the key; told this once
     * @throws InvalidValue when there is no such device
     */
    public synchronized String issue(String device) {
        String token = credentials
                .fingerprint(device)
                .orElseThrow(() -> new InvalidValue("device", device, "a device of the registry"));
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        DeviceKey key =
                new DeviceKey(device, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), token);
        store.save(key, Times.micros(clock.instant()));
        keys.put(device, key);
        listeners.forEach(l -> l.accept(device));
        return key.psk();
    }

    /** Ends the key of the device; without one nothing happens. */
    public synchronized void withdraw(String device) {
        store.remove(device);
        if (keys.remove(device) != null) {
            listeners.forEach(l -> l.accept(device));
        }
    }

    /** The key that the device may use now. */
    Optional<DeviceKey> current(String device) {
        DeviceKey key = keys.get(device);
        return key != null && credentials.fingerprint(device).equals(Optional.of(key.tokenSha256()))
                ? Optional.of(key)
                : Optional.empty();
    }

    /** Told the device after each change of its key, on the thread that made it. Must return soon and not throw. */
    void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }
}
