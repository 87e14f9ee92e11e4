package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.ingest.deadletter.DeadLetter;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.model.Times;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was refused, and why. */
@Path("/api/v1/dead-letters")
@Tag(name = "Dead letters")
@Blocking
public class DeadLettersResource {
    private final DeadLetters deadLetters;

    DeadLettersResource(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** A refused message, or readings of one. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record DeadLetterView(
            String id,
            Instant time,
            String protocol,
            String source,
            String topic,
            String reason,
            String field,
            String value,
            String expected,
            int occurrences,
            String payload,
            int size) {
        static DeadLetterView of(DeadLetters.Entry entry) {
            DeadLetter letter = entry.letter();
            return new DeadLetterView(
                    entry.id(),
                    Times.instant(letter.timeMicros()),
                    letter.protocol().name().toLowerCase(Locale.ROOT),
                    letter.source(),
                    letter.topic(),
                    letter.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    letter.field(),
                    letter.value(),
                    letter.expected(),
                    letter.occurrences(),
                    letter.excerpt(),
                    letter.size());
        }
    }

    @GET
    @RolesAllowed({"admin", "engineer", "operator", "auditor"})
    @Operation(summary = "Dead letters, newest first")
    public Page<DeadLetterView> list(
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("cursor") String cursor) {
        DeadLetters.Page page = deadLetters.page(Optional.ofNullable(cursor), Page.limit(limit));
        return new Page<>(
                page.entries().stream().map(DeadLetterView::of).toList(),
                page.next().orElse(null));
    }
}
