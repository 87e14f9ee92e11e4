package io.caretaker.ingest.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.enrolment.Enrolment.Enrolled;
import io.caretaker.ingest.enrolment.Enrolment.Secret;
import io.caretaker.ingest.enrolment.sql.SqlEnrolmentStore;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.MovingClock;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.ingest.registry.audit.sql.SqlRegistryLog;
import io.caretaker.ingest.registry.sql.SqlRegistryStore;
import io.caretaker.model.InvalidValue;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
    @TempDir
    Path directory;

    private final MovingClock clock = new MovingClock(Estates.NOW);
    private Jdbi jdbi;
    private Registry registry;
    private RegistryLog log;
    private Enrolment enrolment;

    @BeforeEach
    void open() {
        String url = "jdbc:sqlite:" + directory.resolve("work.db")
                + "?journal_mode=WAL&foreign_keys=true&busy_timeout=5000&transaction_mode=IMMEDIATE";
        Flyway.configure().dataSource(url, null, null).load().migrate();
        jdbi = Jdbi.create(url);
        registry = new Registry(new SqlRegistryStore(jdbi), new SecureRandom(), clock);
        registry.apply(Estates.document("p-1"));
        log = new SqlRegistryLog(jdbi, clock, new SecureRandom());
        enrolment = new Enrolment(new SqlEnrolmentStore(jdbi), registry, log, clock, new SecureRandom());
    }

    @Test
    void aCodeGivesTheTokenOnceHoweverItIsTyped() {
        Secret code = enrolment.makeCode("p-1", Duration.ofHours(1), "li-wei");
        assertThat(code.secret()).matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}");
        String typed = " " + code.secret().toLowerCase().replace('0', 'o').replace("-", "") + " ";

        Enrolled enrolled = enrolment.claim(typed);

        assertThat(enrolled.device()).isEqualTo("p-1");
        assertThat(registry.credentials().verify("p-1", enrolled.token())).isTrue();
        assertThatThrownBy(() -> enrolment.claim(code.secret())).isInstanceOf(EnrolmentRefused.class);
        assertThat(log.newest(Optional.of("p-1"), 10))
                .extracting(RegistryLog.Entry::action)
                .containsExactly("claim.redeemed", "claim.made");
    }

    @Test
    void aCodeEndsByTimeByANewOneAndByWithdrawal() {
        Secret late = enrolment.makeCode("p-1", Duration.ofHours(1), "li-wei");
        clock.pass(Duration.ofHours(1));
        assertThatThrownBy(() -> enrolment.claim(late.secret())).isInstanceOf(EnrolmentRefused.class);

        Secret first = enrolment.makeCode("p-1", Duration.ofHours(1), "li-wei");
        Secret second = enrolment.makeCode("p-1", Duration.ofHours(1), "li-wei");
        assertThatThrownBy(() -> enrolment.claim(first.secret())).isInstanceOf(EnrolmentRefused.class);
        assertThat(enrolment.withdrawCode("p-1")).isTrue();
        assertThatThrownBy(() -> enrolment.claim(second.secret())).isInstanceOf(EnrolmentRefused.class);
        for (String nonsense : new String[] {null, "", "x".repeat(5_000), "AAAAA-AAAAA"}) {
            assertThatThrownBy(() -> enrolment.claim(nonsense)).isInstanceOf(EnrolmentRefused.class);
        }
    }

    @Test
    void neitherCodesNorKeysAreStoredAsTheyAre() {
        String code = enrolment.makeCode("p-1", Duration.ofHours(1), "li-wei").secret();
        String key = key(3).secret();

        List<String> stored = jdbi.withHandle(
                h -> h.createQuery("SELECT code_hash FROM claim_codes UNION ALL SELECT key_sha256 FROM enrolment_keys")
                        .mapTo(String.class)
                        .list());

        assertThat(stored).hasSize(2).allMatch(s -> s.length() == 64);
        assertThat(stored.toString()).doesNotContain(key, code, code.replace("-", ""));
    }

    @Test
    void aKeyRegistersNewDevicesUpToItsCount() {
        Secret key = key(2);

        Enrolled waiting = enrolment.enrol(key.secret(), "LN-0001", Optional.empty());
        Enrolled attached = enrolment.enrol(key.secret(), "ln-0002", Optional.of("pipe-1"));

        assertThat(registry.credentials().verify("ln-0001", waiting.token())).isTrue();
        assertThat(registry.current().device("ln-0001").orElseThrow().asset()).isEqualTo("e-1-unassigned");
        assertThat(registry.current().device("ln-0002").orElseThrow().asset()).isEqualTo("pipe-1");
        assertThat(registry.credentials().verify("ln-0002", attached.token())).isTrue();
        assertThatThrownBy(() -> enrolment.enrol(key.secret(), "ln-0003", Optional.empty()))
                .isInstanceOf(EnrolmentRefused.class);
    }

    @Test
    void aKeyTakesOverNothingAndWhatIsRefusedDoesNotCount() {
        Secret key = key(1);

        assertThatThrownBy(() -> enrolment.enrol(key.secret(), "p-1", Optional.empty()))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("serial");
        assertThatThrownBy(() -> enrolment.enrol(key.secret(), "not a serial", Optional.empty()))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> enrolment.enrol(key.secret(), "ln-1", Optional.of("elsewhere")))
                .hasMessageContaining("asset");

        assertThat(enrolment.enrol(key.secret(), "ln-1", Optional.empty()).device())
                .isEqualTo("ln-1");
    }

    @Test
    void aKeyEndsByTimeAndByRevocation() {
        Secret revoked = key(5);
        Secret late = key(5);
        assertThat(enrolment.revokeKey(revoked.id(), "li-wei")).isTrue();
        assertThatThrownBy(() -> enrolment.enrol(revoked.secret(), "ln-1", Optional.empty()))
                .isInstanceOf(EnrolmentRefused.class);
        clock.pass(Duration.ofDays(1));
        assertThatThrownBy(() -> enrolment.enrol(late.secret(), "ln-1", Optional.empty()))
                .isInstanceOf(EnrolmentRefused.class);
        assertThatThrownBy(() -> enrolment.enrol(null, "ln-1", Optional.empty()))
                .isInstanceOf(EnrolmentRefused.class);
        assertThat(enrolment.keys()).hasSize(2);
    }

    @Test
    void manyAtOnceDoNotExceedTheCount() throws Exception {
        Secret key = key(10);
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String serial = "ln-" + i;
            tries.add(() -> {
                try {
                    enrolment.enrol(key.secret(), serial, Optional.empty());
                    return true;
                } catch (EnrolmentRefused e) {
                    return false;
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int done = 0;
        for (Future<Boolean> result : threads.invokeAll(tries)) {
            done += result.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(done).isEqualTo(10);
        assertThat(registry.current().devices()).hasSize(11);
    }

    @Test
    void strangersMayTryAFewTimesAMinute() {
        Attempts attempts = new Attempts(clock);
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.allow("10.0.0.1")).isTrue();
        }
        assertThat(attempts.allow("10.0.0.1")).isFalse();
        assertThat(attempts.allow("10.0.0.2")).isTrue();
        int allowed = 11;
        for (int i = 0; i < 500; i++) {
            allowed += attempts.allow("10.1.0." + i) ? 1 : 0;
        }
        assertThat(allowed).isEqualTo(120);
        clock.pass(Duration.ofMinutes(1));
        assertThat(attempts.allow("10.0.0.1")).isTrue();
    }

    private Secret key(int count) {
        return enrolment.makeKey("e-1", "pipe-pressure", Duration.ofMinutes(5), count, Duration.ofHours(12), "li-wei");
    }
}
