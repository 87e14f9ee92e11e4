package io.caretaker.service.security;

import io.caretaker.service.api.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what another site makes a signed-in browser send: a changing request that comes by cookie must be same-origin
 * by the browser's own word. Forms of the console carry the session's token besides.
 */
class CrossSiteGuard {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @ServerRequestFilter
    Response refuse(ContainerRequestContext context, RoutingContext request) {
        boolean byCookie = request.request().getHeader("Authorization") == null
                && request.request().getCookie(CaretakerAuthentication.SESSION_COOKIE) != null;
        String site = request.request().getHeader("Sec-Fetch-Site");
        if (byCookie && !SAFE.contains(context.getMethod()) && site != null && !OWN.contains(site)) {
            return Problem.response(Response.Status.FORBIDDEN, "The request comes from another site.");
        }
        return null;
    }
}
