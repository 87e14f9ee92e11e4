package io.caretaker.service.security;

import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.service.config.CaretakerConfig;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Signing in and out of the console. The page with the form is the console's. */
@Path("/")
@Blocking
public class SignInResource {
    private static final Duration COOKIE_LIFE = Duration.ofDays(14);

    private final Accounts accounts;
    private final SignInAttempts attempts;
    private final Shell shell;
    private final boolean secure;

    SignInResource(Accounts accounts, SignInAttempts attempts, Shell shell, CaretakerConfig config) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.shell = shell;
        this.secure = config.publicUrl().startsWith("https:");
    }

    @CheckedTemplate(basePath = "service", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signInLink(Page page, String token);
    }

    @POST
    @Path("sign-in")
    public Response signIn(@RestForm("user") String person, @RestForm String password, @RestForm String back) {
        if (person == null || password == null) {
            return to("/sign-in?problem=failed");
        }
        if (!attempts.allow(person)) {
            return to("/sign-in?problem=busy");
        }
        return accounts.signIn(person.strip(), password)
                .map(token -> signedIn(token, local(back)))
                .orElseGet(() -> to("/sign-in?problem=failed"));
    }

    /** Only shows a button: what opens links by itself must not use up a link that works once. */
    @GET
    @Path("sign-in/link/{token}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance link(@RestPath String token) {
        Page page = shell.page("entry", shell.say().words().of("nav", "signin"));
        return shell.localized(Templates.signInLink(page, token));
    }

    @POST
    @Path("sign-in/link/{token}")
    public Response useLink(@RestPath String token) {
        return accounts.signInByLink(token)
                .map(session -> signedIn(session, "/"))
                .orElseGet(() -> to("/sign-in?problem=failed"));
    }

    @POST
    @Path("sign-out")
    public Response signOut(@RestCookie(CaretakerAuthentication.SESSION_COOKIE) String session) {
        Optional.ofNullable(session).ifPresent(accounts::signOut);
        return Response.fromResponse(to("/sign-in")).cookie(cookie("", 0)).build();
    }

    private Response signedIn(String session, String target) {
        return Response.fromResponse(to(target))
                .cookie(cookie(session, (int) COOKIE_LIFE.toSeconds()))
                .build();
    }

    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(CaretakerAuthentication.SESSION_COOKIE)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** Never to another site: what does not begin with exactly one slash goes to the overview. */
    private static String local(String back) {
        return back != null && back.startsWith("/") && !back.startsWith("//") && !back.contains("\\") ? back : "/";
    }
}
