package io.caretaker.service.wiring;

import io.caretaker.alerting.dispatch.sql.SqlTaskStore;
import io.caretaker.alerting.fault.sql.SqlFaults;
import io.caretaker.alerting.incident.sql.SqlCorrelatorState;
import io.caretaker.alerting.incident.sql.SqlIncidentStore;
import io.caretaker.alerting.notify.ActionLink;
import io.caretaker.alerting.notify.sql.SqlOutbox;
import io.caretaker.alerting.oncall.sql.SqlEscalations;
import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.alerting.rule.RuleValidation;
import io.caretaker.alerting.rule.sql.SqlRuleStore;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.security.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The alerting module's parts as beans. */
@ApplicationScoped
class AlertingWiring {
    @Produces
    @Singleton
    FaultCatalogue catalogue() {
        return RuleFiles.catalogue();
    }

    @Produces
    @Singleton
    RuleValidation ruleValidation(FaultCatalogue catalogue) {
        return new RuleValidation(catalogue);
    }

    @Produces
    @Singleton
    SqlRuleStore rules(Jdbi jdbi) {
        List<Rule> shipped = Stream.concat(
                        RuleFiles.shippedRules().rules().stream(), RuleFiles.genericRules().rules().stream())
                .toList();
        return new SqlRuleStore(jdbi, new RuleBook(shipped, List.of()));
    }

    @Produces
    @Singleton
    SqlFaults faults(Jdbi jdbi) {
        return new SqlFaults(jdbi);
    }

    @Produces
    @Singleton
    SqlIncidentStore incidents(Jdbi jdbi) {
        return new SqlIncidentStore(jdbi);
    }

    @Produces
    @Singleton
    SqlCorrelatorState correlatorState() {
        return new SqlCorrelatorState();
    }

    @Produces
    @Singleton
    SqlTaskStore tasks(Jdbi jdbi) {
        return new SqlTaskStore(jdbi);
    }

    @Produces
    @Singleton
    SqlPeople people(Jdbi jdbi) {
        return new SqlPeople(jdbi);
    }

    @Produces
    @Singleton
    SqlEscalations escalations(Jdbi jdbi) {
        return new SqlEscalations(jdbi);
    }

    @Produces
    @Singleton
    SqlOutbox outbox(Jdbi jdbi) {
        return new SqlOutbox(jdbi, Clock.systemUTC());
    }

    @Produces
    @Singleton
    ActionLink actionLinks(CaretakerConfig config, SigningKey key) {
        // Links live by the wall clock: a simulated day of a minute must not end them.
        return new ActionLink(
                URI.create(config.publicUrl()), key.bytes(), ActionLink.DEFAULT_VALIDITY, Clock.systemUTC());
    }
}
