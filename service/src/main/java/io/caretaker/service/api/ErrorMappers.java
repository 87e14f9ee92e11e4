package io.caretaker.service.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.caretaker.model.InvalidValue;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of the API as a problem document. A stack trace goes to the log, with a reference, and to nobody else. */
public class ErrorMappers {
    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    @ServerExceptionMapper
    public Response invalid(InvalidValue failure) {
        return Problem.response(
                Response.Status.BAD_REQUEST, failure.getMessage(), List.of(Problem.Wrong.of(failure)));
    }

    @ServerExceptionMapper
    public Response invalid(InvalidRequest failure) {
        return Problem.response(failure.status(), failure.getMessage(), failure.errors());
    }

    @ServerExceptionMapper
    public Response malformed(JsonProcessingException failure) {
        String field = failure instanceof JsonMappingException mapping ? path(mapping) : "body";
        String at = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        return Problem.response(
                Response.Status.BAD_REQUEST,
                "The body could not be read" + at + ".",
                List.of(new Problem.Wrong(field, null, expectation(failure))));
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException failure) {
        return Problem.response(Response.Status.UNAUTHORIZED, "Sign in, or send a bearer token.");
    }

    @ServerExceptionMapper
    public Response unauthorized(AuthenticationFailedException failure) {
        return Problem.response(Response.Status.UNAUTHORIZED, "The credentials are not valid.");
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure) {
        return Problem.response(Response.Status.FORBIDDEN, "Your role does not allow this.");
    }

    @ServerExceptionMapper
    public Response other(WebApplicationException failure, HttpHeaders headers, UriInfo uri) {
        Response told = failure.getResponse();
        if (told.hasEntity() || told.getStatus() < 400) {
            return told;
        }
        if (failure.getCause() instanceof JsonProcessingException json) {
            return malformed(json);
        }
        Response.Status status = Response.Status.fromStatusCode(told.getStatus());
        return Problem.response(status == null ? Response.Status.BAD_REQUEST : status, detail(told.getStatus(), uri));
    }

    @ServerExceptionMapper
    public Response unexpected(Exception failure, UriInfo uri) {
        String reference = Long.toHexString(System.nanoTime());
        LOG.errorf(failure, "request failed reference=%s path=%s", reference, uri.getPath());
        return Problem.response(
                Response.Status.INTERNAL_SERVER_ERROR, "Something went wrong here. Reference " + reference + ".");
    }

    private static String detail(int status, UriInfo uri) {
        return switch (status) {
            case 404 -> "There is nothing at " + uri.getPath() + ".";
            case 405 -> "This method is not offered at " + uri.getPath() + ".";
            case 406 -> "None of the media types asked for can be produced.";
            case 413 -> "The body is too large.";
            case 415 -> "This media type is not understood here.";
            default -> "The request could not be served.";
        };
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() > 0 ? "." : "").append(step.getFieldName());
            }
        }
        return path.length() == 0 ? "body" : path.toString();
    }

    private static String expectation(JsonProcessingException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof InvalidValue invalid) {
            return invalid.expected();
        }
        String message = failure.getOriginalMessage();
        return message == null ? "well-formed JSON" : message.lines().findFirst().orElse("well-formed JSON");
    }
}
