package io.caretaker.dashboards.console.incident;

import io.caretaker.alerting.dispatch.TaskStore;
import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.notify.NotificationLog;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.dashboards.console.PeopleDirectory;
import io.caretaker.dashboards.console.shell.Access;
import io.caretaker.dashboards.console.shell.CsrfChecked;
import io.caretaker.dashboards.console.shell.Decisions;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.model.incident.Incident;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestForm;

/** The list of incidents, each incident's page, and what people decide about it. */
@Path("/incidents")
@Blocking
public class IncidentPages {
    private static final int LONGEST_COMMENT = 2000;

    private final Shell shell;
    private final IncidentStore incidents;
    private final TaskStore tasks;
    private final NotificationLog notifications;
    private final PeopleDirectory people;
    private final FaultCatalogue catalogue;
    private final Decisions decisions;

    IncidentPages(
            Shell shell,
            IncidentStore incidents,
            TaskStore tasks,
            NotificationLog notifications,
            PeopleDirectory people,
            FaultCatalogue catalogue,
            Decisions decisions) {
        this.shell = shell;
        this.incidents = incidents;
        this.tasks = tasks;
        this.notifications = notifications;
        this.people = people;
        this.catalogue = catalogue;
        this.decisions = decisions;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance incidents(Page page, IncidentList view);

        static native TemplateInstance incident(Page page, IncidentView view);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("estate") @DefaultValue("") String estate,
            @QueryParam("severity") @DefaultValue("") String severity,
            @QueryParam("after") @DefaultValue("") String after) {
        IncidentList.Filter filter = new IncidentList.Filter(state, estate, severity, after);
        IncidentList view = IncidentList.of(filter, incidents, naming());
        return shell.localized(
                Templates.incidents(shell.page("incidents", shell.say().words().of("nav", "incidents"), estate), view));
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance incident(@PathParam("id") String id) {
        Incident incident = incidents.find(id).orElseThrow(NotFoundException::new);
        IncidentView view = new IncidentViews(naming(), people, tasks.crews())
                .of(
                        incident,
                        tasks.ofIncident(id),
                        notifications.ofIncident(id),
                        shell.may(Access.ACT_ON_INCIDENT),
                        shell.may(Access.COMMENT));
        return shell.localized(
                Templates.incident(shell.page("incidents", view.line().title(), incident.estate()), view));
    }

    @POST
    @Path("{id}/acknowledge")
    @CsrfChecked
    public CompletionStage<Response> acknowledge(@PathParam("id") String id) {
        return issue(shell.require(Access.ACT_ON_INCIDENT), "incident.acknowledge", id, Map.of());
    }

    @POST
    @Path("{id}/escalate")
    @CsrfChecked
    public CompletionStage<Response> escalate(@PathParam("id") String id) {
        return issue(shell.require(Access.ACT_ON_INCIDENT), "incident.escalate", id, Map.of());
    }

    @POST
    @Path("{id}/comment")
    @CsrfChecked
    public CompletionStage<Response> comment(@PathParam("id") String id, @RestForm String text) {
        Person person = shell.require(Access.COMMENT);
        String words = text == null ? "" : text.strip();
        if (words.isEmpty()) {
            return java.util.concurrent.CompletableFuture.completedFuture(
                    Response.seeOther(java.net.URI.create(Links.incident(id))).build());
        }
        String kept = words.length() > LONGEST_COMMENT ? words.substring(0, LONGEST_COMMENT) : words;
        return issue(person, "incident.comment", id, Map.of("text", kept));
    }

    private CompletionStage<Response> issue(Person person, String kind, String id, Map<String, String> body) {
        incidents.find(id).orElseThrow(NotFoundException::new);
        return decisions.issue(person, kind, id, body, Links.incident(id));
    }

    private IncidentLine.Naming naming() {
        return new IncidentLine.Naming(shell.say(), shell.topology(), catalogue);
    }
}
