package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.model.InvalidValue;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next cursor of the next page, absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, String next) {
    public static final int MAX = 500;

    /** Keeps {@code limit} of a list that was asked for one more than that, and says where the next page begins. */
    public static <S, T> Page<T> of(List<S> found, int limit, Function<S, String> cursor, Function<S, T> view) {
        boolean more = found.size() > limit;
        List<S> kept = more ? found.subList(0, limit) : found;
        return new Page<>(kept.stream().map(view).toList(), more ? cursor.apply(kept.get(kept.size() - 1)) : null);
    }

    public static int limit(int asked) {
        if (asked < 1 || asked > MAX) {
            throw new InvalidValue("limit", asked, "a number of 1 to " + MAX);
        }
        return asked;
    }
}
