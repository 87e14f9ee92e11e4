package io.caretaker.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.ingest.intake.fixture.MovingClock;
import io.caretaker.ingest.twin.sql.SqlTwinStore;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Topology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinsTest {
    private static final Topology TOPOLOGY = Estates.topology("p-1", "p-2", "p-3");

    @TempDir
    Path directory;

    private final MovingClock clock = new MovingClock(Estates.NOW);
    private SqlTwinStore store;
    private Twins twins;
    private TelemetryIntake telemetry;
    private StatusIntake status;

    @BeforeEach
    void open() {
        String url = "jdbc:sqlite:" + directory.resolve("work.db") + "?journal_mode=WAL&synchronous=FULL";
        Flyway.configure().dataSource(url, null, null).load().migrate();
        store = new SqlTwinStore(Jdbi.create(url));
        twins = new Twins(store);
        HandJournal journal = HandJournal.atOnce();
        telemetry = new TelemetryIntake(
                IntakeSettings.defaults(),
                () -> TOPOLOGY,
                journal,
                new KeptLetters(),
                clock,
                new SimpleMeterRegistry(),
                twins,
                (device, readings) -> {});
        status = new StatusIntake(journal, telemetry, clock, twins);
    }

    @Test
    void aReadingIsASignOfLifeAndAStatusTellsMore() {
        say(Protocol.HTTP, "p-1", "{\"metric\":\"water_pressure\",\"value\":300}");
        clock.pass(Duration.ofMinutes(2));
        status(
                "p-1",
                "{\"online\":true,\"battery\":87,\"firmware\":\"1.4.2\",\"rssi\":-71,\"snr\":9.5,\"mood\":\"fine\"}");

        DeviceTwin twin = twins.of("p-1");
        assertThat(twin.lastSeenMicros()).isEqualTo(Times.micros(clock.instant()));
        assertThat(twin.protocol()).contains(Protocol.MQTT);
        assertThat(twin.battery()).hasValue(87);
        assertThat(twin.rssi()).hasValue(-71);
        assertThat(twin.snr()).hasValue(9.5);
        assertThat(twin.firmware()).isEqualTo("1.4.2");
        assertThat(twin.connected()).isTrue();
        assertThat(twin.status()).contains("mood");
        assertThat(twins.of("p-2")).isEqualTo(DeviceTwin.unheard("p-2"));
    }

    @Test
    void aStatusMayTellTheBatteryAlone() {
        assertThat(status("p-1", "{\"battery\":12}").outcome()).isEqualTo(IntakeResult.Outcome.ACCEPTED);
        assertThat(twins.of("p-1").battery()).hasValue(12);
        assertThat(status("p-1", "{\"battery\":120}").outcome()).isEqualTo(IntakeResult.Outcome.REJECTED);
        assertThat(status("p-1", "{\"battery\":\"full\"}").outcome()).isEqualTo(IntakeResult.Outcome.REJECTED);
        assertThat(twins.of("p-1").battery()).hasValue(12);
    }

    @Test
    void aMessageForManyIsASignOfLifeOfEachThatItNames() {
        say(
                Protocol.HTTP,
                Submission.ANY_DEVICE,
                "[{\"device\":\"p-1\",\"metric\":\"water_pressure\",\"value\":1},"
                        + "{\"device\":\"p-3\",\"metric\":\"water_pressure\",\"value\":1},"
                        + "{\"device\":\"p-9\",\"metric\":\"water_pressure\",\"value\":1}]");

        assertThat(twins.of("p-1").everSeen()).isTrue();
        assertThat(twins.of("p-3").everSeen()).isTrue();
        assertThat(twins.of("p-2").everSeen()).isFalse();
        assertThat(twins.of("p-9").everSeen()).as("a stranger").isFalse();
    }

    @Test
    void comingAndGoingIsRememberedWithItsTimeAndAddress() {
        status.transportAt("p-1", Protocol.MQTT, "10.0.0.7");
        clock.pass(Duration.ofMinutes(1));
        status.transportAt("p-1", Protocol.MQTT, "10.0.0.8");
        assertThat(twins.of("p-1").connectionMicros()).isEqualTo(Times.micros(Estates.NOW));

        clock.pass(Duration.ofMinutes(1));
        status.transportLost("p-1", Protocol.MQTT);

        DeviceTwin twin = twins.of("p-1");
        assertThat(twin.connected()).isFalse();
        assertThat(twin.address()).isEqualTo("10.0.0.8");
        assertThat(twin.connectionMicros()).isEqualTo(Times.micros(clock.instant()));
        assertThat(twin.lastSeenMicros()).as("going is no sign of life").isLessThan(Times.micros(clock.instant()));
    }

    @Test
    void whatIsFlushedIsThereAfterARestartButNobodyIsConnected() {
        status("p-1", "{\"online\":true,\"battery\":87}");
        status.transportAt("p-1", Protocol.MQTT, "10.0.0.7");
        twins.radio("p-2", OptionalDouble.of(-110), OptionalDouble.of(-3.5), "gateway-1");
        twins.flush();
        status("p-1", "{\"battery\":50}");

        Twins restarted = new Twins(store);

        assertThat(restarted.of("p-1").battery()).hasValue(87);
        assertThat(restarted.of("p-1").connected()).isFalse();
        assertThat(restarted.of("p-1").address()).isEqualTo("10.0.0.7");
        assertThat(restarted.of("p-1").lastSeenMicros()).isEqualTo(Times.micros(Estates.NOW));
        assertThat(restarted.of("p-2").rssi()).hasValue(-110);
        assertThat(restarted.of("p-2").snr()).hasValue(-3.5);
        assertThat(restarted.of("p-2").battery()).isEmpty();
    }

    @Test
    void onlyWhatChangedIsWrittenAndAFailedWriteIsRepeated() {
        List<Integer> sizes = new ArrayList<>();
        boolean[] broken = {true};
        Twins counted = new Twins(new TwinStore() {
            @Override
            public List<DeviceTwin> load() {
                return List.of();
            }

            @Override
            public void save(Collection<DeviceTwin> written) {
                if (broken[0]) {
                    throw new IllegalStateException("disk full");
                }
                sizes.add(written.size());
            }

            @Override
            public void remove(Collection<String> devices) {}
        });
        for (int i = 0; i < 1_500; i++) {
            counted.sighting("d-" + i).seen(Protocol.MQTT, i + 1);
        }
        assertThatThrownBy(counted::flush).hasMessage("disk full");
        broken[0] = false;

        counted.flush();
        counted.flush();
        counted.sighting("d-7").seen(Protocol.MQTT, 9_999);
        counted.flush();

        assertThat(sizes).containsExactly(1_000, 500, 1);
    }

    @Test
    void devicesThatAreGoneAreForgotten() {
        status("p-1", "online");
        status("p-2", "online");
        twins.flush();

        twins.retain(Estates.topology("p-2"));

        assertThat(twins.of("p-1").everSeen()).isFalse();
        assertThat(new Twins(store).of("p-1").everSeen()).isFalse();
        assertThat(new Twins(store).of("p-2").everSeen()).isTrue();
    }

    @Test
    void devicesAreFoundByWhatIsKnownOfThem() {
        say(Protocol.HTTP, "p-1", "{\"metric\":\"water_pressure\",\"value\":300}");
        clock.pass(Duration.ofHours(2));
        status("p-2", "{\"online\":true,\"battery\":15}");

        assertThat(found(query("", Optional.of(Duration.ofHours(1)), Optional.empty())))
                .containsExactly("p-1", "p-3");
        assertThat(found(query("", Optional.of(Duration.ofHours(2)), Optional.empty())))
                .containsExactly("p-3");
        assertThat(found(query("", Optional.empty(), Optional.of(20.0)))).containsExactly("p-2");
        assertThat(found(query("", Optional.empty(), Optional.of(15.0)))).isEmpty();
        assertThat(found(query("P-3", Optional.empty(), Optional.empty()))).containsExactly("p-3");
        assertThat(found(query("pipe", Optional.empty(), Optional.empty()))).hasSize(3);
        assertThat(found(DeviceQuery.ALL)).hasSize(3);
    }

    private List<String> found(DeviceQuery query) {
        return query.in(TOPOLOGY, twins, clock.instant()).stream()
                .map(f -> f.device().id())
                .toList();
    }

    private static DeviceQuery query(String text, Optional<Duration> silent, Optional<Double> battery) {
        return new DeviceQuery(Optional.empty(), Optional.empty(), text, silent, battery, Optional.empty());
    }

    private void say(Protocol protocol, String device, String json) {
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        telemetry
                .accept(new Submission(protocol, device, "x", "t", PayloadFormat.JSON, payload, 0, payload.length))
                .toCompletableFuture()
                .join();
    }

    private IntakeResult status(String device, String text) {
        return status.accept(Submission.ofDevice(
                        Protocol.MQTT, device, "t", PayloadFormat.JSON, text.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .join();
    }
}
