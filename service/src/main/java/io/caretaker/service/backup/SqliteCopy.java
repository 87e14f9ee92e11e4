package io.caretaker.service.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A consistent copy of a SQLite database that is in use. */
public final class SqliteCopy {
    private SqliteCopy() {}

    /** @param into must not exist */
    public static void vacuum(Connection connection, Path into) {
        try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, into.toString());
            copy.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("copying the work store into " + into, e);
        }
    }
}
