package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.PeopleDirectory;
import io.caretaker.dashboards.console.shell.Access;
import io.caretaker.dashboards.console.shell.CsrfChecked;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.ingest.enrolment.Enrolment;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.people.Person;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestForm;

/** Keys by which devices register themselves: made, shown once, revoked. */
@Path("/registry/keys")
@Blocking
public class EnrolmentPage {
    private static final Duration INTERVAL = Duration.ofMinutes(15);
    private static final int UNPROCESSABLE = 422;

    private final Shell shell;
    private final Enrolment enrolment;
    private final PeopleDirectory people;

    EnrolmentPage(Shell shell, Enrolment enrolment, PeopleDirectory people) {
        this.shell = shell;
        this.enrolment = enrolment;
        this.people = people;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance enrolmentKeys(Page page, EnrolmentView view);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance keys() {
        shell.require(Access.MANAGE_TOKENS);
        return page("", "");
    }

    /** Answers with the page itself: the key is told once. */
    @POST
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public Response make(
            @RestForm @DefaultValue("") String estate,
            @RestForm @DefaultValue("") String profile,
            @RestForm @DefaultValue("") String count,
            @RestForm @DefaultValue("") String days) {
        Person person = shell.require(Access.IMPORT_REGISTRY);
        try {
            Enrolment.Secret made = enrolment.makeKey(
                    estate,
                    profile,
                    INTERVAL,
                    number("count", count),
                    Duration.ofDays(number("days", days)),
                    person.id());
            return answer(Response.Status.OK.getStatusCode(), page(made.secret(), ""));
        } catch (InvalidValue e) {
            return answer(UNPROCESSABLE, page("", e.getMessage()));
        }
    }

    @POST
    @Path("{id}/revoke")
    @CsrfChecked
    public Response revoke(@PathParam("id") String id) {
        Person person = shell.require(Access.IMPORT_REGISTRY);
        if (!enrolment.revokeKey(id, person.id())) {
            throw new NotFoundException();
        }
        return Response.seeOther(URI.create("/registry/keys")).build();
    }

    private TemplateInstance page(String secret, String problem) {
        EnrolmentView view = EnrolmentView.of(
                enrolment.keys(),
                shell.topology(),
                actor -> people.find(actor).map(Person::name).orElse(actor),
                shell.say(),
                secret,
                problem,
                shell.may(Access.IMPORT_REGISTRY));
        return shell.localized(Templates.enrolmentKeys(
                shell.page("registry", shell.say().words().of("nav", "keys")), view));
    }

    private static Response answer(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page.render())
                .build();
    }

    private static int number(String field, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidValue(field, text, "a whole number");
        }
    }
}
