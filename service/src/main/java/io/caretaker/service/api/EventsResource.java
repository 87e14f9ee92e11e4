package io.caretaker.service.api;

import io.caretaker.model.incident.IncidentBatch;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.service.console.ChangeFeed;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Incidents as they change, pushed. */
@Path("/api/v1/events")
@Tag(name = "Events")
public class EventsResource {
    private final ChangeFeed feed;

    EventsResource(ChangeFeed feed) {
        this.feed = feed;
    }

    /** What changed of which incident. */
    public record IncidentEvent(String kind, Views.IncidentView incident) {}

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed("**")
    @Operation(
            summary = "Server-sent events: every change of an incident",
            description = "A listener that cannot keep up is let go and should read the list when it comes back.")
    public Multi<IncidentEvent> events() {
        return feed.batches().onItem().transformToMultiAndConcatenate(EventsResource::changes);
    }

    private static Multi<IncidentEvent> changes(IncidentBatch batch) {
        return Multi.createFrom()
                .iterable(batch.items())
                .filter(IncidentItem.IncidentChanged.class::isInstance)
                .map(IncidentItem.IncidentChanged.class::cast)
                .map(changed ->
                        new IncidentEvent(changed.change().kind(), Views.IncidentView.brief(changed.incident())));
    }
}
