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
import io.caretaker.service.security.DeviceSenders;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Readings over HTTP. Answers 202 once they are on disk. */
@Path("/api/v1/telemetry")
@Tag(name = "Telemetry")
@NonBlocking
public class TelemetryResource {
    private static final String ROUTE = "/api/v1/telemetry";
    private static final int MAX_INFLATED = CodecLimits.defaults().maxBytes();

    private final TelemetryIntake intake;
    private final DeviceSenders senders;
    private final Admission admission;

    TelemetryResource(TelemetryIntake intake, DeviceSenders senders, Admission admission) {
        this.intake = intake;
        this.senders = senders;
        this.admission = admission;
    }

    @POST
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, "application/senml+json", "application/senml+cbor"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Readings of a device, one object or an array of them, or a SenML pack",
            description =
                    "Bearer: the device's token, or no header and the device's client certificate; with the administration token the body may name any device. "
                            + "202 when at least one reading is durable; each one that was not taken is named with its reason.")
    public Uni<Response> accept(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String contentEncoding,
            @Context HttpServerRequest request,
            byte[] body) {
        DeviceSenders.Sender sender = senders.of(authorization, request);
        if (sender.retryAfterSeconds() > 0) {
            return Uni.createFrom()
                    .item(busy("Too many requests, or too many without the right token.", sender.retryAfterSeconds()));
        }
        if (sender.device().isEmpty()) {
            return Uni.createFrom()
                    .item(Problem.response(
                            Response.Status.UNAUTHORIZED,
                            "The bearer token is not that of a device.",
                            List.of(new Problem.Wrong("Authorization", null, "Bearer and the device's token"))));
        }
        String device = sender.device().get();
        String name = device.isEmpty() ? "administrator" : device;
        Admission.Ticket ticket = admission.enter(name);
        if (ticket == null) {
            return Uni.createFrom().item(busy("Too many requests of this sender are on their way.", 1));
        }
        PayloadFormat format =
                PayloadFormat.ofMediaType(String.valueOf(contentType)).orElse(PayloadFormat.JSON);
        return inflated(contentEncoding, body)
                .chain(inflated -> inflated instanceof Inflate.Result.Body plain
                        ? take(device, name, format, plain)
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

    private static Response busy(String detail, long seconds) {
        return Response.fromResponse(Problem.response(Response.Status.TOO_MANY_REQUESTS, detail, List.of()))
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
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
