package io.caretaker.service.api;

import io.caretaker.ingest.http.TelemetryAnswer;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.lorawan.LorawanIntake;
import io.caretaker.ingest.lorawan.NetworkEvent;
import io.caretaker.ingest.lorawan.ReturnPath;
import io.caretaker.ingest.lorawan.chirpstack.ChirpstackEvents;
import io.caretaker.ingest.lorawan.ttn.TtnMessages;
import io.caretaker.ingest.lorawan.ttn.TtnWebhook;
import io.caretaker.service.security.LorawanToken;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Webhooks of LoRaWAN network servers. What a network server sends is answered 202 once it is on disk, as a reading or as a
 * dead letter: a server switches a webhook off that answers errors, and one device that nobody registered must not cost the
 * readings of all others.
 */
@Path("/api/v1/lorawan")
@Tag(name = "LoRaWAN")
@NonBlocking
public class LorawanResource {
    private static final String BEARER = "Bearer ";
    private static final String TOKEN_HEADER = "X-Caretaker-Token";
    private static final String CHIRPSTACK = "/api/v1/lorawan/chirpstack";
    private static final String TTN = "/api/v1/lorawan/ttn";

    private final LorawanIntake intake;
    private final LorawanToken token;
    private final TtnWebhook webhook;
    private final SecurityIdentity identity;

    LorawanResource(LorawanIntake intake, LorawanToken token, TtnWebhook webhook, SecurityIdentity identity) {
        this.webhook = webhook;
        this.intake = intake;
        this.token = token;
        this.identity = identity;
    }

    @POST
    @Path("/chirpstack")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "An event of ChirpStack v4, as its HTTP integration sends it in JSON",
            description = "Bearer, or the header X-Caretaker-Token: the token of caretaker.lorawan.token or the "
                    + "administration token. 202 when it is durable, as readings or as a dead letter; what was not "
                    + "taken is named in the answer. 400 when it is no event, 503 to be sent again.")
    public Uni<Response> chirpstack(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(TOKEN_HEADER) String header,
            @QueryParam("event") String event,
            byte[] body) {
        if (!allowed(authorization, header)) {
            return stranger();
        }
        if (event == null || event.isBlank()) {
            return Uni.createFrom()
                    .item(Problem.response(
                            Response.Status.BAD_REQUEST,
                            "The address says no event.",
                            List.of(new Problem.Wrong("event", event, "up, join, status or another event"))));
        }
        return take(ChirpstackEvents.parse(event, body), new ReturnPath.None(), CHIRPSTACK, body);
    }

    @POST
    @Path("/ttn")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A message of The Things Stack v3, as its webhooks send it",
            description =
                    "As for ChirpStack. One address may get every kind of message. With the headers X-Downlink-Push, "
                            + "X-Downlink-Replace and X-Downlink-Apikey, commands go back there, if the host is one of "
                            + "caretaker.lorawan.downlink-hosts.")
    public Uni<Response> ttn(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(TOKEN_HEADER) String header,
            @HeaderParam(TtnWebhook.PUSH) String push,
            @HeaderParam(TtnWebhook.REPLACE) String replace,
            @HeaderParam(TtnWebhook.KEY) String key,
            byte[] body) {
        return allowed(authorization, header)
                ? take(TtnMessages.parse(body), webhook.path(push, replace, key), TTN, body)
                : stranger();
    }

    private Uni<Response> take(NetworkEvent event, ReturnPath path, String route, byte[] body) {
        boolean readable = !(event instanceof NetworkEvent.Unreadable);
        return Uni.createFrom()
                .completionStage(() -> intake.accept(event, path, route, body))
                .map(result -> answer(result, readable));
    }

    private boolean allowed(String authorization, String header) {
        if (header != null) {
            return token.matches(header);
        }
        if (authorization != null) {
            return authorization.startsWith(BEARER) && token.matches(authorization.substring(BEARER.length()));
        }
        return identity.hasRole("admin");
    }

    private static Uni<Response> stranger() {
        return Uni.createFrom()
                .item(Problem.response(
                        Response.Status.UNAUTHORIZED,
                        "The token is not that of the network server.",
                        List.of(new Problem.Wrong(
                                "Authorization", null, "Bearer and the value of caretaker.lorawan.token"))));
    }

    private static Response answer(IntakeResult result, boolean readable) {
        if (result.outcome() == IntakeResult.Outcome.UNAVAILABLE) {
            return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .entity(TelemetryAnswer.of(result))
                    .build();
        }
        int status = readable ? Response.Status.ACCEPTED.getStatusCode() : TelemetryAnswer.status(result);
        return Response.status(status).entity(TelemetryAnswer.of(result)).build();
    }
}
