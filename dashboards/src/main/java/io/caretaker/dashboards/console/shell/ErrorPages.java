package io.caretaker.dashboards.console.shell;

import io.caretaker.model.InvalidValue;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * What went wrong, in the reader's words. Only browsers that ask for a page get one; the answers of the API are left to
 * whoever else maps the exception. Never shows a stack trace.
 */
public class ErrorPages {
    private static final Logger LOG = Logger.getLogger(ErrorPages.class);

    /** Behind the mappers of the application, which know its API. */
    private static final int LATE = 9000;

    private final Shell shell;

    ErrorPages(Shell shell) {
        this.shell = shell;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance error(Page page, int status, String detail);
    }

    @ServerExceptionMapper(priority = LATE)
    public Response of(WebApplicationException failure, HttpHeaders headers, UriInfo uri) {
        int status = failure.getResponse().getStatus();
        if (status < 400 || !asksForPage(headers, uri)) {
            return failure.getResponse();
        }
        return page(status, "csrf".equals(failure.getMessage()) ? "csrf" : "");
    }

    @ServerExceptionMapper(priority = LATE)
    public Response of(InvalidValue failure, HttpHeaders headers, UriInfo uri) {
        return asksForPage(headers, uri)
                ? page(400, failure.getMessage())
                : Response.status(400)
                        .type(MediaType.TEXT_PLAIN_TYPE)
                        .entity(failure.getMessage())
                        .build();
    }

    @ServerExceptionMapper(priority = LATE)
    public Response of(RuntimeException failure, HttpHeaders headers, UriInfo uri) {
        LOG.errorf(failure, "request failed path=%s", uri.getPath());
        return asksForPage(headers, uri)
                ? page(500, "")
                : Response.serverError().build();
    }

    /** The page for the status, in the language of the request. */
    public Response page(int status, String detail) {
        TemplateInstance template =
                shell.localized(Templates.error(shell.page("error", Integer.toString(status)), status, detail));
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(template.render())
                .build();
    }

    private static boolean asksForPage(HttpHeaders headers, UriInfo uri) {
        boolean html = headers.getAcceptableMediaTypes().stream()
                .anyMatch(t -> !t.isWildcardType() && t.isCompatible(MediaType.TEXT_HTML_TYPE));
        return html && !uri.getPath().startsWith("/api/");
    }
}
