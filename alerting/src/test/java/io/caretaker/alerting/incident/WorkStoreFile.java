package io.caretaker.alerting.incident;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A work store as the embedded deployment has it: a SQLite file with the migrations of this part. */
public final class WorkStoreFile {
    private WorkStoreFile() {}

    public static Jdbi in(Path directory) {
        String url = "jdbc:sqlite:" + directory.resolve("work.db")
                + "?journal_mode=WAL&synchronous=FULL&foreign_keys=true&busy_timeout=5000";
        Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return Jdbi.create(url);
    }
}
