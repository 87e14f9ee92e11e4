package io.caretaker.alerting.dispatch.sql;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import io.caretaker.model.work.Crew;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The crews in the work store. Safe for use by several threads. */
public final class SqlCrews {
    private final Jdbi jdbi;

    public SqlCrews(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public List<Crew> all() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM crew ORDER BY id")
                .map((row, context) -> new Crew(
                        row.getString("id"),
                        new Text(row.getString("name_en"), row.getString("name_zh")),
                        Set.copyOf(JsonTexts.read(row.getString("skills"))),
                        Set.copyOf(JsonTexts.read(row.getString("estates")))))
                .list());
    }

    public Optional<Crew> find(String id) {
        return all().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /**
     * Writes the crews in the transaction of the handle, new and changed ones.
     *
     * @throws InvalidValue naming the first crew and field that does not fit; nothing is written then
     */
    public void put(Handle handle, Collection<Crew> crews) {
        validate(crews);
        for (Crew crew : crews) {
            handle.createUpdate("""
                            INSERT INTO crew (id, name_en, name_zh, skills, estates)
                            VALUES (:id, :en, :zh, :skills, :estates)
                            ON CONFLICT (id) DO UPDATE SET name_en = excluded.name_en, name_zh = excluded.name_zh,
                                skills = excluded.skills, estates = excluded.estates
                            """)
                    .bind("id", crew.id())
                    .bind("en", crew.name().en())
                    .bind("zh", crew.name().zh())
                    .bind("skills", JsonTexts.write(new TreeSet<>(crew.skills())))
                    .bind("estates", JsonTexts.write(new TreeSet<>(crew.estates())))
                    .execute();
        }
    }

    /** True when there was such a crew. Its tasks stay with it until they move on. */
    public boolean remove(Handle handle, String id) {
        return handle.createUpdate("DELETE FROM crew WHERE id = :id")
                        .bind("id", id)
                        .execute()
                > 0;
    }

    private static void validate(Collection<Crew> crews) {
        Set<String> ids = new HashSet<>();
        for (Crew crew : crews) {
            String field = "crews[" + crew.id() + "]";
            if (!ids.add(crew.id())) {
                throw new InvalidValue(field, crew.id(), "each crew once");
            }
            if (crew.skills().isEmpty()) {
                throw new InvalidValue(field + ".skills", "[]", "at least one trade such as pipe-fitter");
            }
            crew.skills().forEach(s -> Ids.require(field + ".skills", s));
            crew.estates().forEach(e -> Ids.require(field + ".estates", e));
        }
    }
}
