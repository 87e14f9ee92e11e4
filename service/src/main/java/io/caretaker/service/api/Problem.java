package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.model.InvalidValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * An error as the API tells it: RFC 9457 with the offending values.
 *
 * @param type {@code about:blank}: the status says it all
 * @param detail one sentence for a person
 * @param errors each wrong value, all at once; absent where none is to blame
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Wrong> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * @param field path of the field, as {@code devices[3].asset}
     * @param value what came, as text
     * @param expected what would have been right
     */
    public record Wrong(String field, String value, String expected) {
        public static Wrong of(InvalidValue invalid) {
            return new Wrong(invalid.field(), invalid.value(), invalid.expected());
        }
    }

    public static Problem of(Response.StatusType status, String detail, List<Wrong> errors) {
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, errors);
    }

    public static Response response(Response.Status status, String detail) {
        return response(status, detail, List.of());
    }

    public static Response response(Response.Status status, String detail, List<Wrong> errors) {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(of(status, detail, errors))
                .build();
    }
}
