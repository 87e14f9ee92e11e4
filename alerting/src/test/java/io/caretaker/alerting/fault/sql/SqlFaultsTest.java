package io.caretaker.alerting.fault.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.fault.FaultRecord;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFaultsTest {
    private static final Evidence TOO_MUCH = new Evidence("z1-inlet", "water_flow", 12.5, 3.0, "m3/h", "burst");

    @TempDir
    Path directory;

    private Jdbi jdbi;
    private SqlFaults faults;

    @BeforeEach
    void migrate() {
        String url = "jdbc:sqlite:" + directory.resolve("work.db");
        Flyway.configure().dataSource(url, null, null).load().migrate();
        jdbi = Jdbi.create(url);
        faults = new SqlFaults(jdbi);
    }

    @Test
    void aFaultIsListedWithItsEvidenceAndOpenUntilItClears() {
        FaultRaised burst = raised("pipe-burst", "z1", 1_000);
        store(burst, burst);

        assertThat(open()).singleElement().satisfies(fault -> {
            assertThat(fault.id()).isEqualTo(burst.faultId());
            assertThat(fault.evidence()).containsExactly(TOO_MUCH);
            assertThat(fault.clearedMicros()).isEmpty();
        });

        jdbi.useTransaction(handle -> faults.clear(
                handle, List.of(new FaultCleared(burst.faultId(), burst.type(), burst.asset(), 9_000, List.of()))));

        assertThat(open()).isEmpty();
        assertThat(faults.list(Optional.of("z1"), Optional.empty(), false, 10, Optional.empty()))
                .extracting(FaultRecord::clearedMicros)
                .containsExactly(OptionalLong.of(9_000));
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int i = 0; i < 25; i++) {
            // Pairs share their time: the id decides.
            store(raised("lamp-out", "lamp-" + i, i / 2));
        }

        List<FaultRecord> all = faults.list(Optional.empty(), Optional.empty(), false, 100, Optional.empty());
        List<FaultRecord> first = faults.list(Optional.empty(), Optional.empty(), false, 10, Optional.empty());
        List<FaultRecord> second = faults.list(
                Optional.empty(),
                Optional.empty(),
                false,
                10,
                Optional.of(first.get(9).id()));

        assertThat(first).isEqualTo(all.subList(0, 10));
        assertThat(second).isEqualTo(all.subList(10, 20));
    }

    private List<FaultRecord> open() {
        return faults.list(Optional.empty(), Optional.empty(), true, 10, Optional.empty());
    }

    private void store(FaultRaised... raised) {
        jdbi.useTransaction(handle -> faults.raise(handle, List.of(raised)));
    }

    private static FaultRaised raised(String type, String asset, long onset) {
        return new FaultRaised(
                FaultRaised.id(type, asset, onset), type, asset, onset, onset + 60, Severity.S1, List.of(TOO_MUCH));
    }
}
