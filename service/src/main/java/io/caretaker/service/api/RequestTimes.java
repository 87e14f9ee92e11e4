package io.caretaker.service.api;

import io.caretaker.model.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;

/** Times in query parameters. */
final class RequestTimes {
    private RequestTimes() {}

    /** @throws InvalidValue when there is a text that is no time */
    static Instant of(String field, String text, Instant fallback) {
        if (text == null || text.isEmpty()) {
            return fallback;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidValue(field, text, "an RFC 3339 time such as 2026-11-24T03:12:00Z");
        }
    }
}
