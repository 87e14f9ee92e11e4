package io.caretaker.ingest.coap;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.coap.sql.SqlDeviceKeyStore;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.sql.SqlRegistryStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDeviceKeyStoreTest {
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
    void aKeyIsThereAfterRestartAndTheLastOneCounts() {
        Registry registry = registry();
        registry.apply(Estates.document("p-1"));
        keys(registry).issue("p-1");
        String last = keys(registry).issue("p-1");

        assertThat(keys(registry()).current("p-1").map(DeviceKey::psk)).contains(last);
    }

    @Test
    void aKeyEndsWithItsTokenAlsoWhileNobodyLooks() {
        Registry registry = registry();
        registry.apply(Estates.document("p-1", "p-2", "p-3"));
        DeviceKeys keys = keys(registry);
        keys.issue("p-1");
        keys.issue("p-2");
        String kept = keys.issue("p-3");

        registry.rotate("p-1");
        registry.removeDevice("p-2");
        registry.apply(Estates.document("p-2"));

        assertThat(keys.current("p-1")).isEmpty();
        assertThat(keys.current("p-2")).as("another device of the same name").isEmpty();
        DeviceKeys again = keys(registry());
        assertThat(again.current("p-1")).isEmpty();
        assertThat(again.current("p-2")).isEmpty();
        assertThat(again.current("p-3").map(DeviceKey::psk)).contains(kept);
        assertThat(rows()).as("what counts no more is deleted").isEqualTo(1);
    }

    @Test
    void aWithdrawnKeyIsGone() {
        Registry registry = registry();
        registry.apply(Estates.document("p-1"));
        DeviceKeys keys = keys(registry);
        keys.issue("p-1");

        keys.withdraw("p-1");
        keys.withdraw("p-1");

        assertThat(keys.current("p-1")).isEmpty();
        assertThat(rows()).isZero();
    }

    private int rows() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM coap_keys")
                .mapTo(Integer.class)
                .one());
    }

    private Registry registry() {
        return new Registry(new SqlRegistryStore(jdbi), new SecureRandom(), Estates.CLOCK);
    }

    private DeviceKeys keys(Registry registry) {
        return new DeviceKeys(new SqlDeviceKeyStore(jdbi), registry.credentials(), new SecureRandom(), Estates.CLOCK);
    }
}
