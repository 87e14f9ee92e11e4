package io.caretaker.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.MovingClock;
import io.caretaker.ingest.registry.RegistryDocument.AssetDraft;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.RegistryDocument.EstateDraft;
import io.caretaker.ingest.registry.RegistryDocument.NameDraft;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.ingest.registry.audit.sql.SqlRegistryLog;
import io.caretaker.ingest.registry.sql.SqlRegistryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRegistryTest {
    @TempDir
    Path directory;

    private Jdbi jdbi;

    @BeforeEach
    void migrate() {
        String url = "jdbc:sqlite:" + directory.resolve("work.db")
                + "?journal_mode=WAL&synchronous=FULL&foreign_keys=true&busy_timeout=5000&transaction_mode=IMMEDIATE";
        Flyway.configure().dataSource(url, null, null).load().migrate();
        jdbi = Jdbi.create(url);
    }

    @Test
    void whatIsAppliedIsThereAfterRestartWithItsToken() {
        RegistryChange change = open().apply(Estates.document("p-1"));
        Registry again = open();

        assertThat(again.current().devices()).isEqualTo(change.topology().devices());
        assertThat(again.current().assets()).isEqualTo(change.topology().assets());
        assertThat(again.current().profiles()).isEqualTo(change.topology().profiles());
        assertThat(again.current().estates()).isEqualTo(change.topology().estates());
        assertThat(again.credentials().verify("p-1", change.tokens().get("p-1")))
                .isTrue();
    }

    @Test
    void tokenIsToldOnceAndOnlyItsHashIsStored() {
        Registry registry = open();
        String token = registry.apply(Estates.document("p-1")).tokens().get("p-1");

        assertThat(token).hasSize(43);
        assertThat(registry.apply(Estates.document("p-1")).tokens()).isEmpty();
        String stored = jdbi.withHandle(h -> h.createQuery("SELECT token_sha256 FROM device_tokens")
                .mapTo(String.class)
                .one());
        assertThat(stored).hasSize(64).doesNotContain(token);
        assertThat(registry.credentials().verify("p-1", token)).isTrue();
        assertThat(registry.credentials().verify("p-1", token + "x")).isFalse();
        assertThat(registry.credentials().verify("p-1", null)).isFalse();
        assertThat(registry.credentials().verify("p-2", token)).isFalse();
        assertThat(registry.credentials().verify(null, token)).isFalse();
    }

    @Test
    void rotationEndsTheOldTokenAndTellsWhomToDisconnect() {
        Registry registry = open();
        String old = registry.apply(Estates.document("p-1")).tokens().get("p-1");
        List<RegistryChange> told = new ArrayList<>();
        registry.onChange(told::add);

        String fresh = registry.rotate("p-1").tokens().get("p-1");

        assertThat(registry.credentials().verify("p-1", old)).isFalse();
        assertThat(registry.credentials().verify("p-1", fresh)).isTrue();
        assertThat(told).extracting(RegistryChange::disconnected).containsExactly(java.util.Set.of("p-1"));
        assertThat(open().credentials().verify("p-1", fresh)).isTrue();
    }

    @Test
    void addressesAndMappingAreKeptAndAnAddressBelongsToOneDevice() {
        Registry registry = open();
        registry.apply(Estates.document("p-1", "p-2"));
        DeviceDraft first = addressed(registry, "p-1", "lorawan:24e124136b320000");

        registry.apply(RegistryDocument.ofDevice(first));

        assertThat(open().current().deviceAt("lorawan:24e124136b320000"))
                .get()
                .extracting(d -> d.id())
                .isEqualTo("p-1");
        assertThatThrownBy(() -> registry.apply(
                        RegistryDocument.ofDevice(addressed(registry, "p-2", "lorawan:24e124136b320000"))))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("devices[0].addresses[0]")
                .hasMessageContaining("no other device than p-1");
        assertThatThrownBy(() -> registry.apply(RegistryDocument.ofDevice(addressed(registry, "p-2", "nonsense"))))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("scheme:address");

        registry.apply(RegistryDocument.ofDevice(addressed(registry, "p-1", "topic:a/b")));
        assertThat(open().current().deviceAt("lorawan:24e124136b320000")).isEmpty();
        assertThat(open().current().deviceAt("topic:a/b")).isPresent();
    }

    @Test
    void aProfileKeepsItsCodecAndMapping() {
        Registry registry = open();
        registry.apply(RegistryDocument.ofProfile(new RegistryDocument.ProfileDraft(
                "em500",
                new NameDraft("EM500", "EM500"),
                List.of(new RegistryDocument.MetricDraft("water_pressure", "kPa", 0.0, 2000.0)),
                "milesight-iot/em500-pp",
                List.of(new RegistryDocument.MappingDraft(
                        "pressure", "water_pressure", "bar", null, null, Map.of("low", 0.0))))));

        assertThat(open().current().profile("em500"))
                .isEqualTo(registry.current().profile("em500"))
                .isPresent();
        assertThatThrownBy(() -> registry.apply(RegistryDocument.ofProfile(new RegistryDocument.ProfileDraft(
                        "bad",
                        new NameDraft("Bad", null),
                        List.of(),
                        null,
                        List.of(new RegistryDocument.MappingDraft(
                                "pressure", "water_pressure", null, null, null, null))))))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("a metric of the profile");
    }

    private static DeviceDraft addressed(Registry registry, String id, String address) {
        var held = registry.current().device(id).orElseThrow();
        return new DeviceDraft(
                id, held.estate(), held.asset(), held.profile(), held.interval().toString(), List.of(address));
    }

    @Test
    void theOldTokenWorksForItsGraceAndNoLonger() {
        MovingClock clock = new MovingClock(Estates.NOW);
        Registry registry = open(clock);
        String first = registry.apply(Estates.document("p-1")).tokens().get("p-1");

        String second = registry.rotate("p-1", Duration.ofHours(1)).tokens().get("p-1");
        Registry restarted = open(clock);

        for (Registry one : List.of(registry, restarted)) {
            assertThat(one.credentials().verify("p-1", first)).isTrue();
            assertThat(one.credentials().deviceOf(first)).contains("p-1");
            assertThat(one.credentials().verify("p-1", second)).isTrue();
        }
        clock.pass(Duration.ofHours(1));
        for (Registry one : List.of(registry, restarted)) {
            assertThat(one.credentials().verify("p-1", first)).isFalse();
            assertThat(one.credentials().deviceOf(first)).isEmpty();
            assertThat(one.credentials().verify("p-1", second)).isTrue();
        }
    }

    @Test
    void aThirdTokenEndsTheFirstEvenInItsGrace() {
        Registry registry = open();
        String first = registry.apply(Estates.document("p-1")).tokens().get("p-1");
        String second = registry.rotate("p-1", Duration.ofHours(1)).tokens().get("p-1");

        registry.rotate("p-1", Duration.ofHours(1));

        assertThat(registry.credentials().verify("p-1", first)).isFalse();
        assertThat(registry.credentials().verify("p-1", second)).isTrue();
        registry.rotate("p-1");
        assertThat(registry.credentials().verify("p-1", second)).isFalse();
    }

    @Test
    void aRevokedDeviceHasNoTokenUntilItIsGivenOne() {
        Registry registry = open();
        String first = registry.apply(Estates.document("p-1")).tokens().get("p-1");
        String second = registry.rotate("p-1", Duration.ofHours(1)).tokens().get("p-1");

        RegistryChange change = registry.revoke("p-1");

        assertThat(change.disconnected()).containsExactly("p-1");
        for (Registry one : List.of(registry, open())) {
            assertThat(one.credentials().has("p-1")).isFalse();
            assertThat(one.credentials().verify("p-1", first)).isFalse();
            assertThat(one.credentials().deviceOf(second)).isEmpty();
            assertThat(one.current().device("p-1")).isPresent();
        }
        assertThat(registry.apply(Estates.document("p-1")).tokens())
                .as("storing the device again is no way around the revocation")
                .isEmpty();
        String third = registry.rotate("p-1").tokens().get("p-1");
        assertThat(open().credentials().verify("p-1", third)).isTrue();
    }

    @Test
    void aGraceHasBounds() {
        Registry registry = open();
        registry.apply(Estates.document("p-1"));

        assertThatThrownBy(() -> registry.rotate("p-1", Duration.ofDays(31))).hasMessageContaining("PT720H");
        assertThatThrownBy(() -> registry.rotate("p-1", Duration.ofSeconds(-1))).hasMessageContaining("grace");
        assertThatThrownBy(() -> registry.rotate("p-9")).isInstanceOf(InvalidDocument.class);
        assertThatThrownBy(() -> registry.revoke("p-9")).isInstanceOf(InvalidDocument.class);
    }

    @Test
    void whatWasDoneIsOnRecordNewestFirst() {
        MovingClock clock = new MovingClock(Estates.NOW);
        RegistryLog log = new SqlRegistryLog(jdbi, clock, new SecureRandom());

        log.append("li-wei", "token.rotated", "p-1", "grace PT1H");
        clock.pass(Duration.ofSeconds(1));
        log.append("li-wei", "token.revoked", "p-1", "");
        log.append("wang", "token.rotated", "p-2", "");

        assertThat(log.newest(Optional.of("p-1"), 10))
                .extracting(RegistryLog.Entry::action)
                .containsExactly("token.revoked", "token.rotated");
        assertThat(log.newest(Optional.empty(), 2)).hasSize(2);
    }

    @Test
    void allFaultsOfADocumentAreTold() {
        RegistryDocument document = new RegistryDocument(
                List.of(new EstateDraft("E 1", new NameDraft("", null), 91.0, 0.0, "Mars/Base", -1)),
                List.of(),
                List.of(
                        new AssetDraft("a-1", "e-9", "a-1", "LAMPE", null, null),
                        new AssetDraft("a-1", "e-9", null, "LAMP", new NameDraft("x", "x"), null)),
                List.of(new DeviceDraft("d-1", "e-9", "a-9", "prof", "five minutes")));

        InvalidDocument invalid = catchThrowableOfType(InvalidDocument.class, () -> open().apply(document));

        assertThat(invalid.faults())
                .extracting(RegistryFault::path)
                .containsExactlyInAnyOrder(
                        "estates[0].id",
                        "estates[0].name.en",
                        "estates[0].latitude",
                        "estates[0].zone",
                        "estates[0].households",
                        "assets[0].estate",
                        "assets[0].type",
                        "assets[0].name.en",
                        "assets[1].estate",
                        "assets[1].id",
                        "devices[0].estate",
                        "devices[0].asset",
                        "devices[0].profile",
                        "devices[0].interval");
        assertThat(open().current().assets()).isEmpty();
    }

    @Test
    void treeMustBeATree() {
        Registry registry = open();
        registry.apply(Estates.document());

        assertThatThrownBy(() -> registry.apply(new RegistryDocument(
                        List.of(), List.of(), List.of(building("a", "b"), building("b", "a")), List.of())))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("above itself");
    }

    @Test
    void whatIsUsedIsNotRemoved() {
        Registry registry = open();
        registry.apply(Estates.document("p-1"));

        assertThatThrownBy(() -> registry.removeAsset("pipe-1")).hasMessageContaining("1 still do");
        assertThatThrownBy(() -> registry.removeProfile("pipe-pressure")).hasMessageContaining("1 still do");
        assertThatThrownBy(() -> registry.removeDevice("p-9")).hasMessageContaining("that exists");

        registry.removeDevice("p-1");
        registry.removeAsset("pipe-1");
        registry.removeProfile("pipe-pressure");
        registry.removeEstate("e-1");

        assertThat(registry.current().estates()).isEmpty();
        assertThat(open().current().estates()).isEmpty();
    }

    @Test
    void thousandsOfDevicesAreAppliedAtOnce() {
        Registry registry = open();
        RegistryDocument document = Estates.document(
                IntStream.range(0, 3_000).mapToObj(i -> "d-" + i).toArray(String[]::new));

        assertThat(registry.apply(document).tokens()).hasSize(3_000);

        assertThat(open().current().devices()).hasSize(3_000);
    }

    @Test
    void jsonDocumentIsReadAndItsFaultsNamed() {
        RegistryDocument document = RegistryDocuments.read("""
                {"estates":[{"id":"e-1","name":{"en":"E","zh":"小区"},"latitude":31.2,"longitude":121.5,
                 "zone":"Asia/Shanghai","households":10}],"crews":[{"id":"c"}]}""".getBytes(StandardCharsets.UTF_8));

        assertThat(open().apply(document)
                        .topology()
                        .estate("e-1")
                        .orElseThrow()
                        .name()
                        .zh())
                .isEqualTo("小区");
        assertThatThrownBy(
                        () -> RegistryDocuments.read("{\"devices\":[{},{\"id\":[]}]}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("devices[1].id");
        assertThatThrownBy(() -> RegistryDocuments.read("{".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidDocument.class);
        assertThatThrownBy(() -> RegistryDocuments.read("{\"devices\":[null]}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidDocument.class);
    }

    private static AssetDraft building(String id, String parent) {
        return new AssetDraft(id, "e-1", parent, "BUILDING", new NameDraft(id, null), Map.of());
    }

    private Registry open() {
        return open(Estates.CLOCK);
    }

    private Registry open(Clock clock) {
        return new Registry(new SqlRegistryStore(jdbi), new SecureRandom(), clock);
    }
}
