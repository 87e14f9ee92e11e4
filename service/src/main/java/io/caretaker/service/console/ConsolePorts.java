package io.caretaker.service.console;

import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.alerting.rule.DetectorSpec;
import io.caretaker.dashboards.console.ClockInfo;
import io.caretaker.dashboards.console.ParameterCatalogue;
import io.caretaker.dashboards.console.PeopleDirectory;
import io.caretaker.service.clock.ServiceClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The console's smaller ports. */
@ApplicationScoped
class ConsolePorts {
    @Produces
    @Singleton
    PeopleDirectory people(SqlPeople people) {
        return id -> people.get().person(id);
    }

    @Produces
    @Singleton
    ParameterCatalogue parameters() {
        return detector -> DetectorSpec.of(detector).parameters();
    }

    @Produces
    @Singleton
    ClockInfo clockInfo(ServiceClock clock) {
        return new ClockInfo() {
            @Override
            public boolean simulated() {
                return clock.isDriven();
            }

            @Override
            public double speed() {
                return clock.speed();
            }
        };
    }
}
