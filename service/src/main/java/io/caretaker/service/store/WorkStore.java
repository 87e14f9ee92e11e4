package io.caretaker.service.store;

import io.agroal.api.AgroalDataSource;
import io.caretaker.service.config.CaretakerConfig;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** The work store that the configuration chose. */
@ApplicationScoped
class WorkStore {
    @Produces
    @Singleton
    Jdbi jdbi(CaretakerConfig config, @Any Instance<AgroalDataSource> sources) {
        AgroalDataSource source =
                switch (config.store().work()) {
                    case SQLITE ->
                        sources.select(jakarta.enterprise.inject.Default.Literal.INSTANCE)
                                .get();
                    case POSTGRESQL ->
                        sources.select(new DataSource.DataSourceLiteral("pg")).get();
                };
        return Jdbi.create(source);
    }
}
