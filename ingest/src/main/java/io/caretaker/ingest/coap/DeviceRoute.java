package io.caretaker.ingest.coap;

import io.caretaker.ingest.coap.CoapMetrics.Event;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.jboss.logging.Logger;

/**
 * A resource that devices POST or PUT to. The answer leaves when what was sent is durable: in the acknowledgement when that
 * is soon, else after an empty acknowledgement.
 */
final class DeviceRoute extends CoapResource {
    private static final Logger LOG = Logger.getLogger(DeviceRoute.class);

    private final RouteParts parts;
    private final boolean anyFormat;
    private final Function<Submission, CompletionStage<IntakeResult>> intake;

    /** @param anyFormat the payload is a word or two, whatever its content format says */
    DeviceRoute(
            String name,
            RouteParts parts,
            boolean anyFormat,
            Function<Submission, CompletionStage<IntakeResult>> intake) {
        super(name);
        this.parts = parts;
        this.anyFormat = anyFormat;
        this.intake = intake;
        if (!anyFormat) {
            for (int format : ContentFormats.ALL) {
                getAttributes().addContentType(format);
            }
        }
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
        take(exchange);
    }

    @Override
    public void handlePUT(CoapExchange exchange) {
        take(exchange);
    }

    private void take(CoapExchange exchange) {
        Request request = exchange.advanced().getRequest();
        try {
            Optional<String> device = parts.senders().device(request);
            if (device.isEmpty()) {
                stranger(exchange, request);
            } else if (!parts.perDevice().take(device.get(), parts.nanoTime().getAsLong())) {
                parts.metrics().count(Event.RATE_LIMITED);
                exchange.respond(CoapAnswer.later(
                        ResponseCode.TOO_MANY_REQUESTS,
                        "more than " + parts.settings().perDevicePerMinute() + " requests in a minute",
                        parts.settings().retryAfter()));
            } else {
                own(exchange, request, device.get());
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "CoAP request not handled route=%s", getURI());
            exchange.respond(CoapAnswer.error(ResponseCode.INTERNAL_SERVER_ERROR, "the service failed; it is logged"));
        }
    }

    private void stranger(CoapExchange exchange, Request request) {
        parts.metrics().count(Event.BAD_CREDENTIALS);
        // The query holds a token, perhaps a good one of another device: it is not shown.
        Rejection why = Rejection.whole(
                RejectReason.BAD_CREDENTIALS,
                "credentials",
                "",
                "a device's DTLS key, or its id and token in the query");
        answer(exchange, parts.telemetry().refuse(submission(request, "", PayloadFormat.JSON), why));
    }

    private void own(CoapExchange exchange, Request request, String device) {
        Optional<PayloadFormat> format =
                anyFormat ? Optional.of(PayloadFormat.JSON) : ContentFormats.of(request.getOptions(), payload(request));
        if (format.isPresent()) {
            answer(exchange, intake.apply(submission(request, device, format.get())));
            return;
        }
        parts.metrics().count(Event.FORMAT_REFUSED);
        Rejection why = Rejection.whole(
                RejectReason.PROTOCOL,
                "Content-Format",
                String.valueOf(request.getOptions().getContentFormat()),
                ContentFormats.EXPECTED);
        answer(
                exchange,
                parts.telemetry().refuse(submission(request, device, PayloadFormat.JSON), why),
                CoapAnswer.error(ResponseCode.UNSUPPORTED_CONTENT_FORMAT, why.sentence()));
    }

    private Submission submission(Request request, String device, PayloadFormat format) {
        byte[] payload = payload(request);
        String source = device.isEmpty() ? Senders.address(request) : device;
        return new Submission(Protocol.COAP, device, source, getURI(), format, payload, 0, payload.length);
    }

    private static byte[] payload(Request request) {
        byte[] payload = request.getPayload();
        return payload == null ? new byte[0] : payload;
    }

    private void answer(CoapExchange exchange, CompletionStage<IntakeResult> stage) {
        answer(exchange, stage, null);
    }

    /** @param refused the answer to what was refused, null for the one that the result makes */
    private void answer(CoapExchange exchange, CompletionStage<IntakeResult> stage, Response refused) {
        parts.metrics().waiting(1);
        ScheduledFuture<?> acknowledgement = stage.toCompletableFuture().isDone()
                ? null
                : parts.timer()
                        .schedule(
                                () -> acknowledge(exchange),
                                parts.settings().separateAfter().toMillis(),
                                TimeUnit.MILLISECONDS);
        stage.whenComplete((result, failure) -> {
            parts.metrics().waiting(-1);
            if (acknowledgement != null) {
                acknowledgement.cancel(false);
            }
            IntakeResult settled = failure == null ? result : IntakeResult.unavailable();
            exchange.respond(
                    refused != null && settled.outcome() == IntakeResult.Outcome.REJECTED
                            ? refused
                            : CoapAnswer.of(settled, parts.settings().retryAfter()));
        });
    }

    private void acknowledge(CoapExchange exchange) {
        parts.metrics().count(Event.SEPARATE_RESPONSE);
        exchange.accept();
    }
}
