package io.caretaker.dashboards.console.entry;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.dashboards.console.ActionLinks;
import io.caretaker.dashboards.console.ActionLinks.ActionView;
import io.caretaker.dashboards.console.incident.IncidentLine;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The pages that need no session: signing in, and the page behind a signed link in a message. */
@Path("/")
@Blocking
public class EntryPages {
    private final Shell shell;
    private final ActionLinks links;
    private final FaultCatalogue catalogue;

    EntryPages(Shell shell, ActionLinks links, FaultCatalogue catalogue) {
        this.shell = shell;
        this.links = links;
        this.catalogue = catalogue;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signIn(Page page, SignIn view);

        static native TemplateInstance action(Page page, Action view);
    }

    /** @param problem empty, {@code failed} or {@code busy} */
    record SignIn(String problem, String back) {}

    /**
     * @param escalate the link tells the next person, instead of taking the incident on
     * @param over the incident is closed: there is nothing to press
     */
    record Action(
            String token,
            Optional<IncidentLine> incident,
            String person,
            boolean escalate,
            boolean over,
            boolean done,
            boolean justDone,
            String by) {}

    @GET
    @Path("sign-in")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance signIn(
            @QueryParam("problem") @DefaultValue("") String problem,
            @QueryParam("back") @DefaultValue("/") String back) {
        Page page = shell.page("entry", shell.say().words().of("nav", "signin"));
        return shell.localized(Templates.signIn(page, new SignIn(problem, Links.local(back))));
    }

    /** Shows one large button. Changes nothing: mail scanners and chat apps open links by themselves. */
    @GET
    @Path("a/{token}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show(@PathParam("token") String token) {
        return page(token, links.view(token), false);
    }

    @POST
    @Path("a/{token}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance act(@PathParam("token") String token) {
        return page(token, links.act(token), true);
    }

    private TemplateInstance page(String token, Optional<ActionView> found, boolean justDone) {
        IncidentLine.Naming naming = new IncidentLine.Naming(shell.say(), shell.topology(), catalogue);
        Action view = new Action(
                Links.escaped(token),
                found.map(v -> IncidentLine.of(v.incident(), naming)),
                found.map(v -> v.person().name()).orElse(""),
                found.map(v -> v.action().equals("incident.escalate")).orElse(false),
                found.map(v -> v.incident().state().isOver()).orElse(false),
                found.map(ActionView::done).orElse(false),
                justDone,
                found.flatMap(v -> v.incident().acknowledgedBy())
                        .filter(id ->
                                found.map(v -> !v.person().id().equals(id)).orElse(true))
                        .orElse(""));
        String title = view.incident()
                .map(IncidentLine::title)
                .orElse(shell.say().words().of("nav", "signin"));
        return shell.localized(Templates.action(shell.page("entry", title), view));
    }
}
