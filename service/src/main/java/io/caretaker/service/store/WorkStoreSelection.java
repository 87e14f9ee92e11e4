package io.caretaker.service.store;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Switches on the one data source that {@code caretaker.store.work} names, so that an operator says it once. */
public final class WorkStoreSelection implements ConfigSourceFactory {
    /** Above the application's own files (250), below system properties (400) and the environment (300). */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue work = context.getValue("caretaker.store.work");
        boolean postgresql = work != null && "postgresql".equalsIgnoreCase(work.getValue());
        Map<String, String> active = Map.of(
                "quarkus.datasource.active", String.valueOf(!postgresql),
                "quarkus.datasource.pg.active", String.valueOf(postgresql),
                "quarkus.flyway.active", String.valueOf(!postgresql),
                "quarkus.flyway.pg.active", String.valueOf(postgresql));
        return List.of(new PropertiesConfigSource(active, "caretaker.store.work", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
