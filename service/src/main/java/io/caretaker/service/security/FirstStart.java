package io.caretaker.service.security;

import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Nobody can sign in to an empty installation, and there is no default password: as long as no account has one, each
 * start prints a one-time link for the administrator.
 */
@ApplicationScoped
class FirstStart {
    private static final Logger LOG = Logger.getLogger(FirstStart.class);
    private static final String ADMINISTRATOR = "admin";

    private final Accounts accounts;
    private final SqlPeople people;
    private final CaretakerConfig config;

    FirstStart(Accounts accounts, SqlPeople people, CaretakerConfig config) {
        this.accounts = accounts;
        this.people = people;
        this.config = config;
    }

    void offerLink(@Observes @Priority(StartOrder.PEOPLE) StartupEvent event) {
        if (accounts.anyPassword()) {
            return;
        }
        if (people.get().person(ADMINISTRATOR).isEmpty()) {
            people.put(
                    List.of(new Person(
                            ADMINISTRATOR,
                            "管理员 Admin",
                            Set.of(Role.ADMIN),
                            Locale.SIMPLIFIED_CHINESE,
                            Optional.empty(),
                            Optional.empty())),
                    List.of());
        }
        LOG.infof(
                "nobody has a password yet; one-time sign-in link: %s/sign-in/link/%s",
                config.publicUrl(), accounts.newLink(ADMINISTRATOR));
    }
}
