package io.caretaker.ingest.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.deadletter.DeadLetter;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.ingest.intake.fixture.StoredInMemory;
import io.caretaker.ingest.modbus.tcp.TcpLinks;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.RegistryDocument.MappingDraft;
import io.caretaker.ingest.registry.RegistryDocument.MetricDraft;
import io.caretaker.ingest.registry.RegistryDocument.NameDraft;
import io.caretaker.ingest.registry.RegistryDocument.ProfileDraft;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Polling of a real Modbus TCP server. */
class ModbusPollingTest {
    private final Plant plant = new Plant();
    private final HandJournal journal = HandJournal.atOnce();
    private final KeptLetters letters = new KeptLetters();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Registry registry = new Registry(new StoredInMemory(), new SecureRandom(), Estates.CLOCK);
    private final AtomicLong skipped = new AtomicLong();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ModbusPolling polling = polling();

    private ModbusPolling polling() {
        TelemetryIntake telemetry =
                new TelemetryIntake(IntakeSettings.defaults(), registry, journal, letters, Estates.CLOCK, meters);
        ModbusSettings settings =
                new ModbusSettings(Duration.ofMillis(300), Duration.ofSeconds(2), 8, Duration.ofMillis(100), 10);
        return new ModbusPolling(
                settings,
                registry,
                telemetry,
                new StatusIntake(journal, telemetry, Estates.CLOCK),
                new TcpLinks(settings),
                thread,
                () -> System.nanoTime() + skipped.get(),
                meters);
    }

    @AfterEach
    void close() {
        polling.stop();
        plant.close();
    }

    @Test
    void registersBecomeReadingsOfTheProfile() {
        plant.float32(1, 100, 31.25f).coil(1, 4, true);
        register("p-1", plant.address(1), mapping("holding:100:float32", 10, 0), mapping("coil:4", "valve"));

        polling.start();

        await("readings", () -> !readings().isEmpty());
        assertThat(readings().subList(0, 2))
                .extracting(Reading::device, Reading::metric, Reading::value)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("p-1", "water_pressure", 312.5),
                        org.assertj.core.groups.Tuple.tuple("p-1", "valve", 1.0));
        assertThat(journal.entries(DeviceStatusChanged.class))
                .extracting(DeviceStatusChanged::online)
                .containsExactly(true);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void aDeviceIsPolledAgainAfterItsIntervalAndNotBefore() {
        plant.float32(1, 100, 1);
        register("p-1", plant.address(1), mapping("holding:100:float32", 1, 0));
        polling.start();
        await("the first", () -> polls("answered") == 1);

        pass(Duration.ofMinutes(4));
        assertThat(polls("answered")).isEqualTo(1);
        pass(Duration.ofMinutes(2));

        await("the second", () -> polls("answered") == 2);
    }

    @Test
    void allUnitsBehindAGatewayArePolled() {
        for (int unit = 1; unit <= 30; unit++) {
            plant.float32(unit, 100, unit);
        }
        RegistryDocument all = document("p-1", plant.address(1), mapping("holding:100:float32", 1, 0));
        registry.apply(new RegistryDocument(
                all.estates(),
                all.profiles(),
                all.assets(),
                Stream.iterate(1, i -> i + 1)
                        .limit(30)
                        .map(i -> device("p-" + i, plant.address(i)))
                        .toList()));

        polling.start();

        await("all", () -> readings().size() == 30);
        assertThat(readings())
                .extracting(Reading::device)
                .doesNotHaveDuplicates()
                .hasSize(30);
    }

    @Test
    void aUnitIsNotAskedAgainBeforeWhatItSaidIsDurable() {
        plant.float32(1, 100, 1);
        register("p-1", plant.address(1), mapping("holding:100:float32", 1, 0));
        journal.durableAtOnce(false);
        polling.start();
        await("the first reading waits", () -> journal.waiting() == 2);

        pass(Duration.ofMinutes(30));
        assertThat(plant.asked).hasSize(1);
        journal.durableAtOnce(true);
        journal.sync();
        pass(Duration.ofMinutes(6));

        await("asked again", () -> plant.asked.size() == 2);
    }

    @Test
    void aRefusedRangeIsReadInPiecesAndWhatIsMissingIsToldOnce() {
        plant.float32(1, 100, 1).float32(1, 106, 2);
        plant.hole(103); // only in the gap between the two
        register(
                "p-1", plant.address(1), mapping("holding:100:float32", 1, 0), mapping("holding:106:float32", "valve"));
        polling.start();
        await("readings of both", () -> readings().size() == 2);
        assertThat(plant.asked).containsExactly("1:100+8", "1:100+2", "1:106+2");
        assertThat(letters.all()).isEmpty();

        plant.hole(107);
        again(2);
        again(3);

        assertThat(plant.asked).as("the pieces are remembered").hasSize(7);
        assertThat(letters.all()).hasSize(1);
        DeadLetter letter = letters.all().get(0);
        assertThat(letter.source()).isEqualTo("p-1");
        assertThat(letter.value())
                .isEqualTo("holding 106 to 107: exception 2 (illegal data address: the unit does not have these)");
        assertThat(readings()).as("the other register is still read").hasSize(4);
    }

    @Test
    void aUnitThatFallsSilentGoesOfflineOnceAndComesBack() {
        plant.float32(1, 100, 1);
        register("p-1", plant.address(1), mapping("holding:100:float32", 1, 0));
        polling.start();
        await("the first", () -> polls("answered") == 1);
        plant.stop();
        for (int i = 1; i <= 5; i++) {
            int silent = i;
            pass(Duration.ofMinutes(6));
            await("silence " + i, () -> polls("silent") == silent);
        }
        assertThat(online()).containsExactly(true, false);
        assertThat(letters.all()).hasSize(1);
        assertThat(letters.all().get(0).expected()).startsWith("an answer of unit 1 at 127.0.0.1:");
        assertThat(gauge("offline")).isEqualTo(1);

        plant.start();
        pass(Duration.ofMinutes(6));

        await("back", () -> online().size() == 3);
        assertThat(online()).containsExactly(true, false, true);
        assertThat(gauge("offline")).isZero();
    }

    @Test
    void aUnitThatTakesTheQuestionAndSaysNothingIsSilentToo() {
        plant.float32(1, 100, 1);
        plant.mute(true);
        register("p-1", plant.address(1), mapping("holding:100:float32", 1, 0));
        polling.start();
        await("silence", () -> polls("silent") == 1);
        pass(Duration.ofMinutes(6));
        await("and again, after which the connection is made anew", () -> polls("silent") == 2);
        assertThat(online()).isEmpty();
        plant.mute(false);
        pass(Duration.ofMinutes(6));

        await("an answer", () -> polls("answered") == 1);
    }

    @Test
    void aDeadGatewayDoesNotHoldUpAnother() {
        plant.float32(1, 100, 1);
        RegistryDocument all = document("p-1", plant.address(1), mapping("holding:100:float32", 1, 0));
        registry.apply(new RegistryDocument(
                all.estates(),
                all.profiles(),
                all.assets(),
                // TEST-NET-1 of RFC 5737: nobody answers there
                List.of(device("p-0", "modbus:192.0.2.1:502/1"), device("p-1", plant.address(1)))));

        polling.start();

        await("the living one", () -> polls("answered") == 1);
        assertThat(gauge("gateways")).isEqualTo(2);
    }

    @Test
    void theRegistryIsFollowed() {
        plant.float32(1, 100, 1).float32(2, 100, 2);
        polling.start();
        register("p-1", plant.address(1), mapping("holding:100:float32", 1, 0));
        await("polled when it is registered", () -> polls("answered") == 1);

        register("p-1", plant.address(2), mapping("holding:100:float32", 1, 0));
        await("at its new address", () -> plant.asked.contains("2:100+2"));
        registry.removeDevice("p-1");
        await("no more", () -> gauge("units") == 0);
        int asked = plant.asked.size();
        pass(Duration.ofHours(1));
        register("p-2", plant.address(2), mapping("holding:100:float32", 1, 0));
        await("only the other", () -> plant.asked.size() == asked + 1);
    }

    @Test
    void aMappingThatDoesNotFitIsToldAndTheRestIsPolled() {
        plant.float32(1, 100, 1);
        register("p-1", plant.address(1), mapping("holding:100:float32", 1, 0), mapping("holding:200", "valve"));

        polling.start();

        await("readings", () -> !readings().isEmpty());
        assertThat(letters.all()).hasSize(1);
        assertThat(letters.all().get(0).value()).isEqualTo("holding:200");
        assertThat(letters.all().get(0).expected()).startsWith("after the address one of int16");
        assertThat(gauge("faulty")).isEqualTo(1);
    }

    /**
     * The clock goes on at once, after the polling has done what it was about; whoever waits for the wall's clock is woken by
     * a change of the registry.
     */
    private void pass(Duration time) {
        settle();
        skipped.addAndGet(time.toNanos());
        registry.apply(new RegistryDocument(List.of(), List.of(), List.of(), List.of()));
    }

    /** A poll is counted before its readings are taken, both in one go of the polling's thread. */
    private void settle() {
        try {
            thread.submit(() -> {}).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("waiting for the polling", e);
        }
    }

    private void again(int polls) {
        pass(Duration.ofMinutes(6));
        await("poll " + polls, () -> polls("answered") + polls("partly") == polls);
        settle();
    }

    private void register(String id, String address, MappingDraft... mapping) {
        registry.apply(document(id, address, mapping));
    }

    private static RegistryDocument document(String id, String address, MappingDraft... mapping) {
        RegistryDocument estate = Estates.document();
        return new RegistryDocument(
                estate.estates(),
                List.of(new ProfileDraft(
                        "meter",
                        new NameDraft("Meter", null),
                        List.of(
                                new MetricDraft("water_pressure", "kPa", 0.0, 1_600.0),
                                new MetricDraft("valve", "1", 0.0, 10.0)),
                        null,
                        List.of(mapping))),
                estate.assets(),
                List.of(device(id, address)));
    }

    private static DeviceDraft device(String id, String address) {
        return new DeviceDraft(id, "e-1", "pipe-1", "meter", "PT5M", List.of(address));
    }

    private static MappingDraft mapping(String source, double scale, double offset) {
        return new MappingDraft(source, "water_pressure", null, scale, offset, null);
    }

    private static MappingDraft mapping(String source, String metric) {
        return new MappingDraft(source, metric, null, null, null, Map.of());
    }

    private List<Reading> readings() {
        return journal.entries(ReadingsReceived.class).stream()
                .flatMap(e -> e.readings().stream())
                .toList();
    }

    private List<Boolean> online() {
        return journal.entries(DeviceStatusChanged.class).stream()
                .map(DeviceStatusChanged::online)
                .toList();
    }

    private double polls(String outcome) {
        return meters.get("caretaker.ingest.modbus.polls")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return meters.get("caretaker.ingest.modbus." + name).gauge().value();
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not happen within 10 s: " + what);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
