package io.caretaker.ingest.enrolment;

import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryChange;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.ingest.registry.RegistryDocument.AssetDraft;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.RegistryDocument.NameDraft;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Asset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Hands first tokens to devices that can show a code or a key. Blocks on I/O; safe for use by several threads. */
public final class Enrolment {
    /** Where devices wait that nobody has said yet what they report about. */
    private static final String UNASSIGNED = "-unassigned";

    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int MOST = 100_000;
    private static final int LONGEST_KEY = 100;

    private final EnrolmentStore store;
    private final Registry registry;
    private final RegistryLog log;
    private final Clock clock;
    private final SecureRandom random;

    public Enrolment(EnrolmentStore store, Registry registry, RegistryLog log, Clock clock, SecureRandom random) {
        this.store = store;
        this.registry = registry;
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /** A code or key, told once. */
    public record Secret(String id, String secret, long expiresMicros) {}

    /** What a device got. */
    public record Enrolled(String device, String token, RegistryChange change) {}

    /**
     * A one-time code for the device; a former one of it ends.
     *
     * @param within 1 minute to 90 days
     */
    public Secret makeCode(String device, Duration within, String by) {
        registry.current()
                .device(device)
                .orElseThrow(() -> new InvalidValue("device", device, "a device of the registry"));
        long expires = expires(within);
        String code = ClaimCode.fresh(random);
        store.putCode(device, ClaimCode.hash(code), by, expires);
        log.append(by, "claim.made", device, "");
        return new Secret(device, code, expires);
    }

    /** @return whether there was a code */
    public boolean withdrawCode(String device) {
        return store.removeCode(device);
    }

    /** @throws EnrolmentRefused when the code is none, was used or is over */
    public Enrolled claim(String code) {
        String device = store.takeCode(ClaimCode.hash(code), Times.micros(clock.instant()))
                .filter(d -> registry.current().device(d).isPresent())
                .orElseThrow(() -> new EnrolmentRefused("a claim code that was not used and is not over"));
        RegistryChange change = registry.rotate(device);
        log.append("device:" + device, "claim.redeemed", device, "");
        return new Enrolled(device, change.tokens().get(device), change);
    }

    /**
     * A key for many devices.
     *
     * @param most 1 to 100,000 devices
     * @param within 1 minute to 90 days
     */
    public Secret makeKey(String estate, String profile, Duration interval, int most, Duration within, String by) {
        if (registry.current().estate(String.valueOf(estate)).isEmpty()) {
            throw new InvalidValue("estate", estate, "an estate of the registry");
        }
        if (registry.current().profile(String.valueOf(profile)).isEmpty()) {
            throw new InvalidValue("profile", profile, "a profile of the registry");
        }
        if (interval == null || interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.toDays() > 31) {
            throw new InvalidValue("interval", interval, "a duration of PT1S to PT744H");
        }
        if (most < 1 || most > MOST) {
            throw new InvalidValue("count", most, "1 to " + MOST);
        }
        long expires = expires(within);
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String id = "k-" + HexFormat.of().toHexDigits(random.nextLong());
        long now = Times.micros(clock.instant());
        store.putKey(new EnrolmentKey(id, estate, profile, interval, most, 0, by, now, expires, false), sha256(secret));
        log.append(by, "key.made", id, most + " × " + profile + ", " + estate);
        return new Secret(id, secret, expires);
    }

    public List<EnrolmentKey> keys() {
        return store.keys();
    }

    /** @return whether there was such a key */
    public boolean revokeKey(String id, String by) {
        boolean known = store.revoke(id);
        if (known) {
            log.append(by, "key.revoked", id, "");
        }
        return known;
    }

    /**
     * Registers a new device under its serial number.
     *
     * @param asset what it reports about, empty: it waits to be assigned
     * @throws EnrolmentRefused when the key is none, used up, revoked or over
     * @throws InvalidValue when the serial or the asset does not fit; a serial that is registered already is not given away
     */
    public Enrolled enrol(String key, String serial, Optional<String> asset) {
        EnrolmentKey known = Optional.ofNullable(key)
                .filter(k -> k.length() <= LONGEST_KEY)
                .flatMap(k -> store.key(sha256(k)))
                .orElseThrow(Enrolment::noKey);
        String device = serial == null ? "" : serial.strip().toLowerCase(Locale.ROOT);
        if (!Ids.valid(device)) {
            throw new InvalidValue("serial", serial, Ids.EXPECTED);
        }
        asset.filter(a -> registry.current()
                        .asset(a)
                        .map(Asset::estate)
                        .filter(known.estate()::equals)
                        .isEmpty())
                .ifPresent(a -> {
                    throw new InvalidValue("asset", a, "an asset of the key's estate, " + known.estate());
                });
        if (!store.use(known.id(), Times.micros(clock.instant()))) {
            throw noKey();
        }
        try {
            RegistryChange change = register(known, device, asset);
            log.append("key:" + known.id(), "device.enrolled", device, "");
            return new Enrolled(device, change.tokens().get(device), change);
        } catch (RuntimeException e) {
            store.unuse(known.id());
            throw e;
        }
    }

    private synchronized RegistryChange register(EnrolmentKey key, String device, Optional<String> asset) {
        if (registry.current().device(device).isPresent()) {
            throw new InvalidValue("serial", device, "a device that is not registered yet");
        }
        String holder = asset.orElse(key.estate() + UNASSIGNED);
        List<AssetDraft> assets = registry.current().asset(holder).isPresent()
                ? List.of()
                : List.of(new AssetDraft(
                        holder,
                        key.estate(),
                        null,
                        "MACHINE",
                        new NameDraft("Devices to be assigned", "待分配设备"),
                        Map.of()));
        return registry.apply(new RegistryDocument(
                List.of(),
                List.of(),
                assets,
                List.of(new DeviceDraft(
                        device,
                        key.estate(),
                        holder,
                        key.profile(),
                        key.interval().toString()))));
    }

    private long expires(Duration within) {
        if (within == null || within.compareTo(Duration.ofMinutes(1)) < 0 || within.compareTo(LONGEST) > 0) {
            throw new InvalidValue("within", within, "a duration of PT1M to PT2160H");
        }
        return Times.micros(clock.instant().plus(within));
    }

    private static EnrolmentRefused noKey() {
        return new EnrolmentRefused("an enrolment key that is not used up, revoked or over");
    }

    private static String sha256(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
