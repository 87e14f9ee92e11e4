package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.pipeline.JournaledCommands;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which time it is here; and, where a simulation drives the clock, the way to move it. */
@Path("/api/v1/clock")
@Tag(name = "Clock")
public class ClockResource {
    private final ServiceClock clock;
    private final JournaledCommands journal;

    ClockResource(ServiceClock clock, JournaledCommands journal) {
        this.clock = clock;
        this.journal = journal;
    }

    /** @param driven true when a simulation or recording decides the time */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClockView(Instant time, boolean driven) {}

    @GET
    @RolesAllowed("**")
    @Operation(summary = "The time of the service")
    public ClockView time() {
        return new ClockView(clock.instant(), clock.isDriven());
    }

    @PUT
    @RolesAllowed("admin")
    @Operation(
            summary = "Moves a driven clock and ticks",
            description =
                    "Answers when every stage has applied the tick. Refused with 409 when the clock is the system's.")
    public Uni<ClockView> move(ClockView to) {
        if (to == null || to.time() == null) {
            throw new InvalidValue("time", null, "an RFC 3339 time such as 2026-11-24T03:12:00Z");
        }
        if (!clock.isDriven()) {
            throw InvalidRequest.conflict(
                    "The clock follows the system's.",
                    new Problem.Wrong("caretaker.clock.mode", "system", "driven, to move it from outside"));
        }
        clock.moveTo(to.time());
        Instant now = clock.instant();
        return Uni.createFrom().completionStage(journal.tick(Times.micros(now))).map(done -> new ClockView(now, true));
    }
}
