package io.caretaker.dashboards.console.shell;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;

/** Language and appearance, kept in cookies: they hold before anybody signs in. Carries no token, as it guards nothing. */
@Path("/console/preferences")
public class PreferencesPage {
    private static final int A_YEAR = 365 * 24 * 3600;
    private static final Set<String> LANGUAGES = Set.of("zh-CN", "en");
    private static final Set<String> THEMES = Set.of("auto", "light", "dark");

    @POST
    public Response change(@RestForm String lang, @RestForm String theme, @RestForm String back) {
        Response.ResponseBuilder response = Response.seeOther(URI.create(Links.local(back)));
        if (lang != null && LANGUAGES.contains(lang)) {
            response.cookie(cookie("lang", lang));
        }
        if (theme != null && THEMES.contains(theme)) {
            response.cookie(cookie("theme", theme));
        }
        return response.build();
    }

    private static NewCookie cookie(String name, String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(A_YEAR)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
