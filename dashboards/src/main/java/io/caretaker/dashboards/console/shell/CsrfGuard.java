package io.caretaker.dashboards.console.shell;

import io.caretaker.dashboards.console.Viewer;
import jakarta.ws.rs.ForbiddenException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses forms that do not carry the token of the viewer's session (synchronizer token). A filter of our own instead of
 * a cookie pair: sessions exist anyway, and the API beside the pages must not be touched.
 */
public class CsrfGuard {
    private final Viewer viewer;

    CsrfGuard(Viewer viewer) {
        this.viewer = viewer;
    }

    @ServerRequestFilter
    @WithFormRead
    @CsrfChecked
    public void check(ResteasyReactiveContainerRequestContext request) {
        ResteasyReactiveRequestContext context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        Object sent = context.getFormParameter("csrf", true, false);
        String expected = viewer.csrf();
        if (expected.isEmpty() || !(sent instanceof String token) || !same(token, expected)) {
            throw new ForbiddenException("csrf");
        }
    }

    /** In constant time. */
    private static boolean same(String sent, String expected) {
        return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
