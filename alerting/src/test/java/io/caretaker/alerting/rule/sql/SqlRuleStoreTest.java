package io.caretaker.alerting.rule.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleCodec;
import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.alerting.rule.RuleVersion;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlRuleStoreTest {
    @TempDir
    Path directory;

    private Jdbi jdbi;
    private SqlRuleStore store;

    @BeforeEach
    void open() {
        String url = "jdbc:sqlite:" + directory.resolve("work.db");
        Flyway.configure().dataSource(url, null, null).load().migrate();
        jdbi = Jdbi.create(url);
        store = new SqlRuleStore(jdbi, RuleFiles.shippedRules());
    }

    private void publish(String kind, String subject, String body, long offset) {
        jdbi.useTransaction(h -> store.apply(h, new CommandIssued(kind, subject, "ann", 1000 + offset, body), offset));
    }

    private static String limitOf(double limit, String reason) {
        Rule lamp = RuleFiles.shippedRules().rule("lamp-out").orElseThrow();
        Rule changed = new Rule(
                lamp.id(),
                lamp.faultType(),
                lamp.detector(),
                lamp.assetType(),
                lamp.metric(),
                Map.of("limit", limit, "clear_limit", 0.7),
                lamp.severity(),
                lamp.enabled(),
                lamp.inputs());
        return RuleCodec.putBody(changed, reason);
    }

    @Test
    void withoutChangesTheShippedRulesHold() {
        assertThat(store.current().rules()).isEqualTo(RuleFiles.shippedRules().rules());
        assertThat(store.versions("lamp-out")).isEmpty();
    }

    @Test
    void newestChangeHoldsAndAllVersionsAreKeptWithAuthorAndReason() {
        publish("rule.put", "lamp-out", limitOf(0.2, "LED drivers"), 7);
        publish("rule.put", "lamp-out", limitOf(0.3, "more of them"), 9);

        assertThat(store.current().rule("lamp-out").orElseThrow().parameters()).containsEntry("limit", 0.3);
        assertThat(store.versions("lamp-out")).extracting(RuleVersion::version).containsExactly(2L, 1L);
        assertThat(store.versions("lamp-out").get(1).reason()).isEqualTo("LED drivers");
        assertThat(store.versions("lamp-out").get(0).author()).isEqualTo("ann");
    }

    @Test
    void replayOfTheJournalAddsNothing() {
        publish("rule.put", "lamp-out", limitOf(0.2, "a"), 7);
        publish("rule.put", "lamp-out", limitOf(0.3, "b"), 9);
        publish("rule.put", "lamp-out", limitOf(0.2, "a"), 7);

        assertThat(store.versions("lamp-out")).hasSize(2);
        assertThat(store.current().rule("lamp-out").orElseThrow().parameters()).containsEntry("limit", 0.3);
    }

    @Test
    void overridesOfSeveralTargetsStandSideBySideAndAnEmptyOneTakesItsTargetAway() {
        override("lamp-1", Map.of("limit", 0.2), 1);
        override("lamp-2", Map.of("limit", 0.3), 2);
        override("lamp-1", Map.of("limit", 0.25), 3);
        assertThat(store.current().overrides()).hasSize(2);

        override("lamp-1", Map.of(), 4);
        assertThat(store.current().overrides()).extracting(RuleOverride::target).containsExactly("lamp-2");
    }

    @Test
    void otherCommandsAreNoneOfItsBusiness() {
        publish("incident.acknowledge", "i-1", "{}", 1);

        assertThat(store.versions("i-1")).isEmpty();
    }

    private void override(String device, Map<String, Double> parameters, long offset) {
        RuleOverride override =
                new RuleOverride("lamp-out", RuleOverride.Level.DEVICE, device, parameters, Optional.empty());
        publish("rule.override", "lamp-out", RuleCodec.overrideBody(override, "test"), offset);
    }
}
