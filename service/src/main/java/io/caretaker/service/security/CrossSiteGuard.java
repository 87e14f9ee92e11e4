package io.caretaker.service.security;

import io.caretaker.service.api.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses what another site makes a signed-in browser send: a form must carry the session's token, and any other
 * changing request that came by cookie must be same-origin by the browser's own word.
 */
class CrossSiteGuard {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final String FIELD = "csrf";

    private final FormTokens tokens;

    CrossSiteGuard(FormTokens tokens) {
        this.tokens = tokens;
    }

    @WithFormRead
    @ServerRequestFilter
    Response refuse(ContainerRequestContext context, RoutingContext request) {
        boolean byCookie = request.request().getHeader("Authorization") == null
                && request.request().getCookie(CaretakerAuthentication.SESSION_COOKIE) != null;
        if (!byCookie || SAFE.contains(context.getMethod())) {
            return null;
        }
        String site = request.request().getHeader("Sec-Fetch-Site");
        if (site != null && !OWN.contains(site)) {
            return refused();
        }
        String type = String.valueOf(request.request().getHeader("Content-Type"));
        boolean form = type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data");
        boolean api = request.normalizedPath().startsWith("/api/");
        if (form || !api) {
            ResteasyReactiveRequestContext reactive = (ResteasyReactiveRequestContext)
                    ((ResteasyReactiveContainerRequestContext) context).getServerRequestContext();
            Object token = reactive.getFormParameter(FIELD, true, false);
            return tokens.matches(request, token == null ? null : token.toString()) ? null : refused();
        }
        return null;
    }

    private static Response refused() {
        return Problem.response(
                Response.Status.FORBIDDEN, "This form does not belong to your session: reload the page and try again.");
    }
}
