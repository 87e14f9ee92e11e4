package io.caretaker.service.api;

import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.http.TelemetryAnswer;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.security.AdminToken;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Readings over HTTP. Answers 202 once they are on disk. */
@Path("/api/v1/telemetry")
@Tag(name = "Telemetry")
@NonBlocking
public class TelemetryResource {
    private static final String ROUTE = "/api/v1/telemetry";
    private static final String BEARER = "Bearer ";

    private final TelemetryIntake intake;
    private final Registry registry;
    private final AdminToken adminToken;

    TelemetryResource(TelemetryIntake intake, Registry registry, AdminToken adminToken) {
        this.intake = intake;
        this.registry = registry;
        this.adminToken = adminToken;
    }

    @POST
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, "application/senml+json", "application/senml+cbor"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Readings of a device, one object or an array of them, or a SenML pack",
            description = "Bearer: the device's token; with the administration token the body may name any device. "
                    + "202 when at least one reading is durable; each one that was not taken is named with its reason.")
    public Uni<Response> accept(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body) {
        Optional<String> device = sender(authorization);
        if (device.isEmpty()) {
            return Uni.createFrom()
                    .item(Problem.response(
                            Response.Status.UNAUTHORIZED,
                            "The bearer token is not that of a device.",
                            List.of(new Problem.Wrong("Authorization", null, "Bearer and the device's token"))));
        }
        PayloadFormat format =
                PayloadFormat.ofMediaType(String.valueOf(contentType)).orElse(PayloadFormat.JSON);
        Submission submission = new Submission(
                Protocol.HTTP,
                device.get(),
                device.get().isEmpty() ? "administrator" : device.get(),
                ROUTE,
                format,
                body,
                0,
                body.length);
        return Uni.createFrom().completionStage(() -> intake.accept(submission)).map(TelemetryResource::answer);
    }

    /** Id of the device, or {@link Submission#ANY_DEVICE} for the administrator; empty for a stranger. */
    private Optional<String> sender(String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return Optional.empty();
        }
        String token = authorization.substring(BEARER.length());
        return adminToken.matches(token)
                ? Optional.of(Submission.ANY_DEVICE)
                : registry.credentials().deviceOf(token);
    }

    private static Response answer(IntakeResult result) {
        Response.ResponseBuilder response =
                Response.status(TelemetryAnswer.status(result)).entity(TelemetryAnswer.of(result));
        if (result.outcome() == IntakeResult.Outcome.UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return response.build();
    }
}
