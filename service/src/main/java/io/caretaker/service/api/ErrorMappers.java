package io.caretaker.service.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.caretaker.alerting.oncall.sql.InvalidPeople;
import io.caretaker.dashboards.console.shell.ErrorPages;
import io.caretaker.ingest.downlink.CommandRefused;
import io.caretaker.ingest.enrolment.EnrolmentRefused;
import io.caretaker.ingest.journal.JournalFull;
import io.caretaker.ingest.registry.InvalidDocument;
import io.caretaker.ingest.rocksdb.StoreFailure;
import io.caretaker.model.InvalidValue;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of the API as a problem document. A stack trace goes to the log, with a reference, and to nobody else. */
public class ErrorMappers {
    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    private final ErrorPages pages;
    private final HttpHeaders headers;
    private final UriInfo uri;

    ErrorMappers(ErrorPages pages, @Context HttpHeaders headers, @Context UriInfo uri) {
        this.pages = pages;
        this.headers = headers;
        this.uri = uri;
    }

    @ServerExceptionMapper
    public Response invalid(InvalidValue failure) {
        return answer(Response.Status.BAD_REQUEST, failure.getMessage(), List.of(Problem.Wrong.of(failure)));
    }

    @ServerExceptionMapper
    public Response invalid(InvalidRequest failure) {
        return answer(failure.status(), failure.getMessage(), failure.errors());
    }

    @ServerExceptionMapper
    public Response invalid(InvalidDocument failure) {
        return answer(
                Response.Status.BAD_REQUEST,
                failure.getMessage(),
                failure.faults().stream()
                        .map(f -> new Problem.Wrong(f.path(), f.value(), f.expected()))
                        .toList());
    }

    @ServerExceptionMapper
    public Response invalid(InvalidPeople failure) {
        return answer(
                Response.Status.BAD_REQUEST,
                failure.getMessage(),
                failure.faults().stream().map(Problem.Wrong::of).toList());
    }

    @ServerExceptionMapper
    public Response refused(CommandRefused failure) {
        return answer(Response.Status.CONFLICT, "Not possible: " + failure.getMessage() + ".");
    }

    /** Not 401: whoever asks has no account, and a page to sign in would not help. */
    @ServerExceptionMapper
    public Response refused(EnrolmentRefused failure) {
        return answer(
                Response.Status.BAD_REQUEST,
                "Not accepted.",
                List.of(new Problem.Wrong("secret", null, failure.getMessage())));
    }

    /** A document of rules. */
    @ServerExceptionMapper
    public Response invalid(io.caretaker.alerting.rule.InvalidDocument failure) {
        return answer(
                Response.Status.BAD_REQUEST,
                failure.getMessage(),
                failure.problems().stream().map(p -> Problem.Wrong.of(p.what())).toList());
    }

    @ServerExceptionMapper
    public Response busy(JournalFull failure) {
        return Response.fromResponse(answer(
                        Response.Status.SERVICE_UNAVAILABLE, "The journal takes no more at the moment. Try again."))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .build();
    }

    /** Disk full or failing. */
    @ServerExceptionMapper
    public Response unavailable(StoreFailure failure) {
        LOG.warnf("request not served reason=%s", failure.getMessage());
        return Response.fromResponse(answer(
                        Response.Status.SERVICE_UNAVAILABLE,
                        "The data directory cannot be written or read at the moment. Try again later."))
                .header(HttpHeaders.RETRY_AFTER, "5")
                .build();
    }

    @ServerExceptionMapper
    public Response malformed(JsonProcessingException failure) {
        String field = failure instanceof JsonMappingException mapping ? path(mapping) : "body";
        String at = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        return answer(
                Response.Status.BAD_REQUEST,
                "The body could not be read" + at + ".",
                List.of(new Problem.Wrong(field, null, expectation(failure))));
    }

    /** Beside the one above: the platform maps this type itself, to an empty 400. */
    @ServerExceptionMapper
    public Response malformed(MismatchedInputException failure) {
        return malformed((JsonProcessingException) failure);
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException failure) {
        return answer(Response.Status.UNAUTHORIZED, "Sign in, or send a bearer token.");
    }

    @ServerExceptionMapper
    public Response unauthorized(AuthenticationFailedException failure) {
        return answer(Response.Status.UNAUTHORIZED, "The credentials are not valid.");
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure) {
        return answer(Response.Status.FORBIDDEN, "Your role does not allow this.");
    }

    @ServerExceptionMapper
    public Response other(WebApplicationException failure) {
        Response told = failure.getResponse();
        if (told.hasEntity() || told.getStatus() < 400) {
            return told;
        }
        if (failure.getCause() instanceof JsonProcessingException json) {
            return malformed(json);
        }
        Response.Status status = Response.Status.fromStatusCode(told.getStatus());
        return answer(status == null ? Response.Status.BAD_REQUEST : status, detail(told.getStatus()));
    }

    /** Beside the one for exceptions in general: the console maps these too, and the nearer type wins. */
    @ServerExceptionMapper
    public Response unexpected(RuntimeException failure) {
        return unexpected((Exception) failure);
    }

    @ServerExceptionMapper
    public Response unexpected(Exception failure) {
        String reference = Long.toHexString(System.nanoTime());
        LOG.errorf(failure, "request failed reference=%s path=%s", reference, uri.getPath());
        return answer(Response.Status.INTERNAL_SERVER_ERROR, "Something went wrong here. Reference " + reference + ".");
    }

    private Response answer(Response.Status status, String detail) {
        return answer(status, detail, List.of());
    }

    /** A page for whoever reads pages, a problem document for everybody else. */
    private Response answer(Response.Status status, String detail, List<Problem.Wrong> errors) {
        boolean page = !uri.getPath().startsWith("/api/")
                && headers.getAcceptableMediaTypes().stream()
                        .anyMatch(t -> !t.isWildcardType() && t.isCompatible(MediaType.TEXT_HTML_TYPE));
        return page
                ? pages.page(status.getStatusCode(), status == Response.Status.BAD_REQUEST ? detail : "")
                : Problem.response(status, detail, errors);
    }

    private String detail(int status) {
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
        return message == null
                ? "well-formed JSON"
                : message.lines().findFirst().orElse("well-formed JSON");
    }
}
