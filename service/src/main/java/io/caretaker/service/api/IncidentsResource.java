package io.caretaker.service.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.service.api.Views.IncidentView;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Incidents: what a person handles. */
@Path("/api/v1/incidents")
@Tag(name = "Incidents")
@Blocking
public class IncidentsResource {
    private final IncidentStore incidents;
    private final Caller caller;
    private final ObjectMapper json;

    IncidentsResource(IncidentStore incidents, Caller caller, ObjectMapper json) {
        this.incidents = incidents;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @RolesAllowed("**")
    @Operation(summary = "Incidents, newest change first")
    public Page<IncidentView> list(
            @QueryParam("state") List<String> states,
            @QueryParam("estate") String estate,
            @QueryParam("asset") String asset,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor) {
        int size = Page.limit(limit);
        IncidentStore.Query query = new IncidentStore.Query(
                states.stream().map(IncidentsResource::state).collect(Collectors.toSet()),
                Optional.ofNullable(estate),
                Optional.ofNullable(asset),
                size + 1,
                Optional.ofNullable(cursor));
        return Page.of(incidents.list(query), size, Incident::id, IncidentView::brief);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("**")
    @Operation(summary = "One incident with its faults and timeline")
    public IncidentView get(@RestPath String id) {
        return IncidentView.full(find(id));
    }

    @POST
    @Path("/{id}/acknowledge")
    @RolesAllowed({"admin", "operator", "engineer", "on-call", "dispatcher"})
    @Operation(summary = "Takes the incident: escalation stops")
    public Uni<IncidentView> acknowledge(@RestPath String id) {
        Incident incident = open(id);
        return apply("incident.acknowledge", incident, "{}");
    }

    @POST
    @Path("/{id}/escalate")
    @RolesAllowed({"admin", "operator", "engineer", "on-call", "dispatcher"})
    @Operation(summary = "Tells the next person now")
    public Uni<IncidentView> escalate(@RestPath String id) {
        return apply("incident.escalate", open(id), "{}");
    }

    /** @param text 1 to 4,000 characters */
    public record Comment(String text) {}

    @POST
    @Path("/{id}/comment")
    @RolesAllowed({"admin", "operator", "engineer", "on-call", "dispatcher", "crew"})
    @Operation(summary = "Adds a comment to the timeline")
    public Uni<IncidentView> comment(@RestPath String id, Comment comment) {
        if (comment == null
                || comment.text() == null
                || comment.text().isBlank()
                || comment.text().length() > 4_000) {
            throw new InvalidValue("text", comment == null ? null : comment.text(), "1 to 4,000 characters");
        }
        ObjectNode body = json.createObjectNode().put("text", comment.text().strip());
        return apply("incident.comment", find(id), body.toString());
    }

    private Uni<IncidentView> apply(String kind, Incident incident, String body) {
        return caller.issue(kind, incident.id(), body)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(done -> IncidentView.full(find(incident.id())));
    }

    private Incident find(String id) {
        return incidents.find(id).orElseThrow(() -> InvalidRequest.notFound("incident", id));
    }

    private Incident open(String id) {
        Incident incident = find(id);
        if (incident.state().isOver()) {
            throw InvalidRequest.conflict(
                    "The incident is closed.",
                    new Problem.Wrong("state", incident.state().name(), "an incident that is not closed"));
        }
        return incident;
    }

    private static IncidentState state(String text) {
        try {
            return IncidentState.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(
                    "state",
                    text,
                    "one of "
                            + Arrays.stream(IncidentState.values())
                                    .map(s -> s.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")));
        }
    }
}
