package io.caretaker.service.pipeline;

import io.caretaker.alerting.dispatch.sql.SqlCrews;
import io.caretaker.model.work.Crew;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** The crews as stored, in memory for the planner, who asks at every tick. Safe for use by several threads. */
@Singleton
public class CrewBook implements Supplier<List<Crew>> {
    private final Jdbi jdbi;
    private final SqlCrews crews;
    private volatile List<Crew> current;

    CrewBook(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.crews = new SqlCrews(jdbi);
        this.current = crews.all();
    }

    @Override
    public List<Crew> get() {
        return current;
    }

    /** Adds or replaces. Blocks on I/O. */
    public synchronized void put(Collection<Crew> changed) {
        jdbi.useTransaction(handle -> crews.put(handle, changed));
        current = crews.all();
    }
}
