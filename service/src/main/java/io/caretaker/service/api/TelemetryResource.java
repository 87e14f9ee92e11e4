package io.caretaker.service.api;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.http.Admission;
import io.caretaker.ingest.http.Inflate;
import io.caretaker.ingest.http.TelemetryAnswer;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.security.AdminToken;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
    private static final int MAX_INFLATED = CodecLimits.defaults().maxBytes();

    private final TelemetryIntake intake;
    private final Registry registry;
    private final AdminToken adminToken;
    private final Admission admission;

    TelemetryResource(TelemetryIntake intake, Registry registry, AdminToken adminToken, Admission admission) {
        this.intake = intake;
        this.registry = registry;
        this.adminToken = adminToken;
        this.admission = admission;
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
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String contentEncoding,
            byte[] body) {
        Optional<String> device = sender(authorization);
        if (device.isEmpty()) {
            return Uni.createFrom()
                    .item(Problem.response(
                            Response.Status.UNAUTHORIZED,
                            "The bearer token is not that of a device.",
                            List.of(new Problem.Wrong("Authorization", null, "Bearer and the device's token"))));
        }
        String name = device.get().isEmpty() ? "administrator" : device.get();
        Admission.Ticket ticket = admission.enter(name);
        if (ticket == null) {
            return Uni.createFrom().item(busy());
        }
        PayloadFormat format =
                PayloadFormat.ofMediaType(String.valueOf(contentType)).orElse(PayloadFormat.JSON);
        return inflated(contentEncoding, body)
                .chain(inflated -> inflated instanceof Inflate.Result.Body plain
                        ? take(device.get(), name, format, plain)
                        : Uni.createFrom().item(refusal(inflated, contentEncoding)))
                .onTermination()
                .invoke(ticket::leave);
    }

    private Uni<Response> take(String device, String name, PayloadFormat format, Inflate.Result.Body body) {
        Submission submission =
                new Submission(Protocol.HTTP, device, name, ROUTE, format, body.bytes(), 0, body.length());
        return Uni.createFrom().completionStage(() -> intake.accept(submission)).map(TelemetryResource::answer);
    }

    /** The body as it was meant; null where its encoding is none of ours. Inflating may take long: not on an event loop. */
    private static Uni<Inflate.Result> inflated(String encoding, byte[] body) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return Uni.createFrom().item(new Inflate.Result.Body(body, body.length));
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom()
                .item(() -> Inflate.gzip(body, body.length, MAX_INFLATED))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Response refusal(Inflate.Result result, String encoding) {
        if (result == null) {
            return Problem.response(
                    Response.Status.UNSUPPORTED_MEDIA_TYPE,
                    "The body is encoded in a way that is not understood here.",
                    List.of(new Problem.Wrong("Content-Encoding", encoding, "gzip or none")));
        }
        return result instanceof Inflate.Result.TooLarge
                ? Problem.response(
                        Response.Status.REQUEST_ENTITY_TOO_LARGE,
                        "The body is too large.",
                        List.of(new Problem.Wrong("body", null, "at most " + MAX_INFLATED + " bytes inflated")))
                : Problem.response(
                        Response.Status.BAD_REQUEST,
                        "The body could not be inflated.",
                        List.of(new Problem.Wrong("body", null, "gzip, as Content-Encoding says")));
    }

    private static Response busy() {
        return Response.fromResponse(Problem.response(
                        Response.Status.TOO_MANY_REQUESTS,
                        "Too many requests of this sender are on their way.",
                        List.of()))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .build();
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
