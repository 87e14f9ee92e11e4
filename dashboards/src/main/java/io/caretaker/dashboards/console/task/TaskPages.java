package io.caretaker.dashboards.console.task;

import io.caretaker.alerting.dispatch.TaskStore;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.dashboards.console.incident.IncidentLine.Naming;
import io.caretaker.dashboards.console.shell.Access;
import io.caretaker.dashboards.console.shell.CsrfChecked;
import io.caretaker.dashboards.console.shell.Decisions;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.people.Person;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestForm;

/** The board of tasks and what dispatchers and crews decide on it. */
@Path("/tasks")
@Blocking
public class TaskPages {
    private static final int MOST_OPEN = 400;
    private static final int MOST_FINISHED = 100;
    private static final int LONGEST_NOTE = 1000;

    private static final Set<TaskState> OPEN =
            EnumSet.complementOf(EnumSet.of(TaskState.VERIFIED, TaskState.CANCELLED));

    private final Shell shell;
    private final TaskStore tasks;
    private final FaultCatalogue catalogue;
    private final Decisions decisions;

    TaskPages(Shell shell, TaskStore tasks, FaultCatalogue catalogue, Decisions decisions) {
        this.shell = shell;
        this.tasks = tasks;
        this.catalogue = catalogue;
        this.decisions = decisions;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance tasks(Page page, TaskBoard view);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance board(
            @QueryParam("estate") @DefaultValue("") String estate, @QueryParam("crew") @DefaultValue("") String crew) {
        Optional<String> of = estate.isEmpty() ? Optional.empty() : Optional.of(estate);
        List<RepairTask> found = new ArrayList<>(tasks.list(OPEN, of, MOST_OPEN, Optional.empty()));
        found.addAll(tasks.list(Set.of(TaskState.VERIFIED), of, MOST_FINISHED, Optional.empty()));
        TaskBoard view = TaskBoard.of(
                found,
                tasks.crews(),
                crew,
                estate,
                new Naming(shell.say(), shell.topology(), catalogue),
                shell.may(Access.ASSIGN_TASK),
                shell.may(Access.WORK_ON_TASK));
        return shell.localized(
                Templates.tasks(shell.page("tasks", shell.say().words().of("nav", "tasks"), estate), view));
    }

    @POST
    @Path("{id}/assign")
    @CsrfChecked
    public CompletionStage<Response> assign(@PathParam("id") String id, @RestForm String crew, @RestForm String back) {
        Person person = shell.require(Access.ASSIGN_TASK);
        if (tasks.crews().stream().noneMatch(c -> c.id().equals(crew))) {
            throw new InvalidValue("crew", crew, "the id of a crew");
        }
        RepairTask task = task(id);
        return decisions.issue(
                person, "task.assign", id, Map.of("incident", task.incident(), "crew", crew), Links.local(back));
    }

    @POST
    @Path("{id}/accept")
    @CsrfChecked
    public CompletionStage<Response> accept(@PathParam("id") String id, @RestForm String note, @RestForm String back) {
        return work("task.accept", id, note, back);
    }

    @POST
    @Path("{id}/start")
    @CsrfChecked
    public CompletionStage<Response> start(@PathParam("id") String id, @RestForm String note, @RestForm String back) {
        return work("task.start", id, note, back);
    }

    @POST
    @Path("{id}/done")
    @CsrfChecked
    public CompletionStage<Response> done(@PathParam("id") String id, @RestForm String note, @RestForm String back) {
        return work("task.done", id, note, back);
    }

    @POST
    @Path("{id}/reject")
    @CsrfChecked
    public CompletionStage<Response> reject(@PathParam("id") String id, @RestForm String note, @RestForm String back) {
        return work("task.reject", id, note, back);
    }

    private CompletionStage<Response> work(String kind, String id, String note, String back) {
        Person person = shell.require(Access.WORK_ON_TASK);
        String words = note == null ? "" : note.strip();
        String kept = words.length() > LONGEST_NOTE ? words.substring(0, LONGEST_NOTE) : words;
        return decisions.issue(
                person, kind, id, Map.of("incident", task(id).incident(), "note", kept), Links.local(back));
    }

    private RepairTask task(String id) {
        return tasks.find(id).orElseThrow(NotFoundException::new);
    }
}
