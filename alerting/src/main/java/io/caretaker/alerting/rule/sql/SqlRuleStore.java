package io.caretaker.alerting.rule.sql;

import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleCodec;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.alerting.rule.RuleStore;
import io.caretaker.alerting.rule.RuleVersion;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Published rules in SQL: an append-only list of changes over the shipped book. Safe for use by several threads; changes
 * come from one, in journal order.
 */
public final class SqlRuleStore implements RuleStore {
    private static final String RULE = "rule";
    private static final String OVERRIDE = "override";

    private final Jdbi jdbi;
    private final RuleBook shipped;

    public SqlRuleStore(Jdbi jdbi, RuleBook shipped) {
        this.jdbi = jdbi;
        this.shipped = shipped;
    }

    /** The book before anybody published anything: where a fold of the whole journal begins. */
    public RuleBook shipped() {
        return shipped;
    }

    @Override
    public RuleBook current() {
        List<Change> changes = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT kind, document FROM rule_version
                        WHERE version IN (SELECT MAX(version) FROM rule_version GROUP BY rule_id, kind, target)
                        ORDER BY version
                        """)
                .map((row, context) -> new Change(row.getString("kind"), row.getString("document")))
                .list());
        RuleBook book = shipped;
        for (Change change : changes) {
            book = change.kind.equals(RULE)
                    ? book.with(RuleCodec.rule(change.document))
                    : book.with(RuleCodec.override(change.document));
        }
        return book;
    }

    @Override
    public List<RuleVersion> versions(String rule) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT version, rule_id, author, reason, time_micros, document FROM rule_version
                        WHERE rule_id = :rule ORDER BY version DESC
                        """)
                .bind("rule", rule)
                .map((row, context) -> new RuleVersion(
                        row.getLong("version"),
                        row.getString("rule_id"),
                        row.getString("author"),
                        row.getString("reason"),
                        row.getLong("time_micros"),
                        row.getString("document")))
                .list());
    }

    /**
     * Applies {@code rule.put} or {@code rule.override} inside the caller's transaction; other commands are none of its
     * business. The same journal offset a second time changes nothing.
     *
     * @throws io.caretaker.alerting.rule.InvalidDocument when the body is no rule
     */
    public void apply(Handle handle, CommandIssued command, long offset) {
        if (command.kind().equals("rule.put")) {
            Rule rule = RuleCodec.ruleOfBody(command.body());
            insert(handle, command, offset, rule.id(), RULE, "", RuleCodec.toJson(rule));
        } else if (command.kind().equals("rule.override")) {
            RuleOverride override = RuleCodec.overrideOfBody(command.body());
            String target = override.level() + ":" + override.target();
            insert(handle, command, offset, override.rule(), OVERRIDE, target, RuleCodec.toJson(override));
        }
    }

    private static void insert(
            Handle handle,
            CommandIssued command,
            long offset,
            String rule,
            String kind,
            String target,
            String document) {
        handle.createUpdate("""
                        INSERT INTO rule_version
                          (version, journal_offset, rule_id, kind, target, author, reason, time_micros, document)
                        SELECT COALESCE(MAX(version), 0) + 1, :offset, :rule, :kind, :target, :author, :reason, :time,
                          :document
                        FROM rule_version WHERE 1 = 1
                        ON CONFLICT (journal_offset) DO NOTHING
                        """)
                .bind("offset", offset)
                .bind("rule", rule)
                .bind("kind", kind)
                .bind("target", target)
                .bind("author", command.actor())
                .bind("reason", RuleCodec.reasonOfBody(command.body()))
                .bind("time", command.timeMicros())
                .bind("document", document)
                .execute();
    }

    private record Change(String kind, String document) {}
}
