package io.caretaker.service.api;

import jakarta.ws.rs.core.Response;
import java.util.List;

/** A request that cannot be served as it is, with everything that is wrong with it. */
public final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem.Wrong> errors;
    private final Response.Status status;

    public InvalidRequest(Response.Status status, String detail, List<Problem.Wrong> errors) {
        super(detail);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    public static InvalidRequest notFound(String what, String id) {
        return new InvalidRequest(
                Response.Status.NOT_FOUND,
                "There is no " + what + " " + id + ".",
                List.of(new Problem.Wrong(what, id, "the id of a known " + what)));
    }

    public static InvalidRequest conflict(String detail, Problem.Wrong... errors) {
        return new InvalidRequest(Response.Status.CONFLICT, detail, List.of(errors));
    }

    public Response.Status status() {
        return status;
    }

    public List<Problem.Wrong> errors() {
        return errors;
    }
}
