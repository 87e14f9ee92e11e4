package io.caretaker.service.lineprotocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two statements that agents send before they write. A database is whatever they call it: readings go by device. Pure.
 */
final class Queries {
    private static final String DATABASE = "caretaker";
    private static final int LONGEST = 1_000;
    private static final Pattern SHOW = Pattern.compile("\\s*SHOW\\s+DATABASES\\s*;?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREATE = Pattern.compile(
            "\\s*CREATE\\s+DATABASE\\s+(?:\"[^\"]++\"|\\w++)(?:\\s[^;]*+)?;?\\s*", Pattern.CASE_INSENSITIVE);

    private Queries() {}

    /** The answer, empty for a statement that is none of them. */
    static Optional<JsonObject> answer(String statement) {
        if (statement.length() > LONGEST) {
            return Optional.empty();
        }
        if (SHOW.matcher(statement).matches()) {
            JsonObject series = new JsonObject()
                    .put("name", "databases")
                    .put("columns", new JsonArray().add("name"))
                    .put("values", new JsonArray().add(new JsonArray().add(DATABASE)));
            return Optional.of(
                    results(new JsonObject().put("statement_id", 0).put("series", new JsonArray().add(series))));
        }
        return CREATE.matcher(statement).matches()
                ? Optional.of(results(new JsonObject().put("statement_id", 0)))
                : Optional.empty();
    }

    private static JsonObject results(JsonObject result) {
        return new JsonObject().put("results", new JsonArray().add(result));
    }
}
