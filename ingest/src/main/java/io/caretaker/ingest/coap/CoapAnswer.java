package io.caretaker.ingest.coap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.http.TelemetryAnswer;
import io.caretaker.ingest.intake.IntakeResult;
import java.time.Duration;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;

/**
 * What a device is answered: 2.04 without payload when all is durable, 2.04 with the JSON of the HTTP answer when part of
 * it was not taken or doubted, else an error with one sentence as diagnostic payload (RFC 7252 § 5.5.2). Pure.
 */
final class CoapAnswer {
    /** One block: an answer in several would be kept until the device has fetched them all. */
    private static final int MOST_BYTES = 1_024;

    private static final int SENTENCE_LENGTH = 250;
    private static final int REMARKS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CoapAnswer() {}

    static Response of(IntakeResult result, Duration retryAfter) {
        return switch (result.outcome()) {
            case ACCEPTED -> taken(result);
            case REJECTED -> refused(result.rejected());
            case UNAVAILABLE ->
                later(
                        ResponseCode.SERVICE_UNAVAILABLE,
                        "nothing was stored: the journal takes no readings now",
                        retryAfter);
        };
    }

    static Response error(ResponseCode code, String sentence) {
        Response response = new Response(code);
        response.setPayload(
                sentence.length() > SENTENCE_LENGTH ? sentence.substring(0, SENTENCE_LENGTH - 3) + "..." : sentence);
        return response;
    }

    static Response later(ResponseCode code, String sentence, Duration retryAfter) {
        Response response = error(code, sentence);
        response.getOptions().setMaxAge(retryAfter.toSeconds());
        return response;
    }

    private static Response taken(IntakeResult result) {
        Response response = new Response(ResponseCode.CHANGED);
        if (!result.rejected().isEmpty() || !result.flagged().isEmpty()) {
            response.setPayload(remarks(TelemetryAnswer.of(result)));
            response.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
        }
        return response;
    }

    /** As many remarks as fit; {@code accepted} tells the rest. */
    private static byte[] remarks(TelemetryAnswer answer) {
        int most = REMARKS;
        byte[] json = json(answer, most);
        while (json.length > MOST_BYTES) {
            most /= 2;
            json = json(answer, most);
        }
        return json;
    }

    private static byte[] json(TelemetryAnswer answer, int most) {
        TelemetryAnswer shortened =
                new TelemetryAnswer(answer.accepted(), first(answer.rejected(), most), first(answer.flagged(), most));
        try {
            return JSON.writeValueAsBytes(shortened);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers can be written", e);
        }
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private static Response refused(List<Rejection> rejected) {
        Rejection first = rejected.get(0);
        boolean alike = rejected.stream().allMatch(r -> r.reason() == first.reason());
        String which = first.index() == Rejection.WHOLE ? "" : "reading " + first.index() + ", ";
        return error(alike ? code(first.reason()) : ResponseCode.BAD_REQUEST, which + first.sentence());
    }

    private static ResponseCode code(RejectReason reason) {
        return switch (reason) {
            case TOO_LARGE, TOO_MANY_READINGS -> ResponseCode.REQUEST_ENTITY_TOO_LARGE;
            case OTHER_DEVICE -> ResponseCode.FORBIDDEN;
            case BAD_CREDENTIALS -> ResponseCode.UNAUTHORIZED;
            default -> ResponseCode.BAD_REQUEST;
        };
    }
}
