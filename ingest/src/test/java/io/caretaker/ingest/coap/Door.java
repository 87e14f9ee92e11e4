package io.caretaker.ingest.coap;

import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.ingest.intake.fixture.StoredInMemory;
import io.caretaker.ingest.registry.Registry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** A running endpoint with the devices p-1 and p-2, whose disk is the test. */
final class Door implements AutoCloseable {
    static final String GOOD = "{\"metric\":\"water_pressure\",\"value\":312.5}";
    static final int PER_MINUTE = 200;

    final HandJournal journal = HandJournal.atOnce();
    final KeptLetters letters = new KeptLetters();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Registry registry = new Registry(new StoredInMemory(), new SecureRandom(), Estates.CLOCK);
    final Map<String, String> tokens =
            registry.apply(Estates.document("p-1", "p-2")).tokens();
    final DeviceKeys keys =
            new DeviceKeys(new KeysInMemory(), registry.credentials(), new SecureRandom(), Estates.CLOCK);
    final CoapDeviceEndpoint coap;

    Door() {
        TelemetryIntake telemetry =
                new TelemetryIntake(IntakeSettings.defaults(), registry, journal, letters, Estates.CLOCK, meters);
        CoapSettings settings = new CoapSettings(
                "127.0.0.1",
                0,
                OptionalInt.of(0),
                2,
                16 * 1024,
                100,
                PER_MINUTE,
                100_000,
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofSeconds(7));
        coap = new CoapDeviceEndpoint(
                settings,
                registry,
                keys,
                telemetry,
                new StatusIntake(journal, telemetry, Estates.CLOCK),
                System::nanoTime,
                meters);
        coap.start();
    }

    String plain(String route, String device) {
        return "coap://127.0.0.1:" + coap.plainPort() + route + "?device=" + device + "&token=" + tokens.get(device);
    }

    double events(String event) {
        return meters.get("caretaker.ingest.coap.events")
                .tag("event", event)
                .counter()
                .count();
    }

    /** Waits for what another thread brings about; 10 s at most. */
    static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not happen within 10 s: " + what);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    @Override
    public void close() {
        coap.stop();
    }

    /** A key store that forgets: enough where the store itself is not the subject. */
    private static final class KeysInMemory implements DeviceKeyStore {
        @Override
        public List<DeviceKey> load() {
            return List.of();
        }

        @Override
        public void save(DeviceKey key, long timeMicros) {
            // the keys keep their picture in memory
        }

        @Override
        public void remove(String device) {
            // the keys keep their picture in memory
        }
    }
}
