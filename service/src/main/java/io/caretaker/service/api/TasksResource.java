package io.caretaker.service.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.alerting.dispatch.TaskStore;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import io.caretaker.service.api.Views.TaskView;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Tasks: work for crews. */
@Path("/api/v1/tasks")
@Tag(name = "Tasks")
@Blocking
public class TasksResource {
    private final TaskStore tasks;
    private final Caller caller;
    private final ObjectMapper json;

    TasksResource(TaskStore tasks, Caller caller, ObjectMapper json) {
        this.tasks = tasks;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @RolesAllowed("**")
    @Operation(summary = "Tasks, earliest due first")
    public Page<TaskView> list(
            @QueryParam("state") List<String> states,
            @QueryParam("estate") String estate,
            @QueryParam("incident") String incident,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor) {
        int size = Page.limit(limit);
        List<RepairTask> found = incident != null
                ? tasks.ofIncident(incident)
                : tasks.list(
                        states.stream().map(TasksResource::state).collect(Collectors.toSet()),
                        Optional.ofNullable(estate),
                        size + 1,
                        Optional.ofNullable(cursor));
        return Page.of(found, size, RepairTask::id, TaskView::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("**")
    @Operation(summary = "One task")
    public TaskView get(@RestPath String id) {
        return TaskView.of(find(id));
    }

    /**
     * @param crew for assign: who does it
     * @param note for the others: a remark, at most 4,000 characters
     */
    public record Action(String crew, String note) {}

    @POST
    @Path("/{id}/assign")
    @RolesAllowed({"admin", "operator", "engineer", "on-call", "dispatcher"})
    @Operation(summary = "Gives the task to a crew, pinned: the planner leaves it there")
    public Uni<TaskView> assign(@RestPath String id, Action action) {
        RepairTask task = in(find(id), EnumSet.of(TaskState.CREATED, TaskState.ASSIGNED, TaskState.ACCEPTED));
        String crew = action == null ? null : action.crew();
        Crew known = tasks.crews().stream()
                .filter(c -> c.id().equals(crew))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "crew",
                        crew,
                        "one of " + tasks.crews().stream().map(Crew::id).collect(Collectors.joining(", "))));
        if (!known.skills().contains(task.trade())) {
            throw new InvalidValue("crew", crew, "a crew with the skill " + task.trade());
        }
        ObjectNode body =
                json.createObjectNode().put("incident", task.incident()).put("crew", crew);
        return apply("task.assign", task, body);
    }

    @POST
    @Path("/{id}/accept")
    @RolesAllowed({"admin", "operator", "engineer", "on-call", "dispatcher", "crew"})
    @Operation(summary = "The crew takes the task")
    public Uni<TaskView> accept(@RestPath String id, Action action) {
        return act("task.accept", in(find(id), EnumSet.of(TaskState.ASSIGNED)), action);
    }

    @POST
    @Path("/{id}/start")
    @RolesAllowed({"admin", "operator", "engineer", "on-call", "dispatcher", "crew"})
    @Operation(summary = "The crew is on site: the incident is in repair")
    public Uni<TaskView> start(@RestPath String id, Action action) {
        return act("task.start", in(find(id), EnumSet.of(TaskState.ASSIGNED, TaskState.ACCEPTED)), action);
    }

    @POST
    @Path("/{id}/done")
    @RolesAllowed({"admin", "operator", "engineer", "on-call", "dispatcher", "crew"})
    @Operation(summary = "The crew says it is done; telemetry has yet to prove it")
    public Uni<TaskView> done(@RestPath String id, Action action) {
        return act("task.done", in(find(id), EnumSet.of(TaskState.ON_SITE)), action);
    }

    @POST
    @Path("/{id}/reject")
    @RolesAllowed({"admin", "operator", "engineer", "on-call", "dispatcher", "crew"})
    @Operation(summary = "The crew gives the task back")
    public Uni<TaskView> reject(@RestPath String id, Action action) {
        return act("task.reject", in(find(id), EnumSet.of(TaskState.ASSIGNED, TaskState.ACCEPTED)), action);
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed({"admin", "operator", "engineer", "on-call", "dispatcher"})
    @Operation(summary = "Nothing is to be done; says why in the note")
    public Uni<TaskView> cancel(@RestPath String id, Action action) {
        RepairTask task = find(id);
        if (action == null || action.note() == null || action.note().isBlank()) {
            throw new InvalidValue("note", null, "the reason, 1 to 4,000 characters");
        }
        return act(
                "task.cancel",
                in(task, EnumSet.complementOf(EnumSet.of(TaskState.VERIFIED, TaskState.CANCELLED))),
                action);
    }

    private Uni<TaskView> act(String kind, RepairTask task, Action action) {
        String note =
                action == null || action.note() == null ? "" : action.note().strip();
        if (note.length() > 4_000) {
            throw new InvalidValue("note", note, "at most 4,000 characters");
        }
        return apply(
                kind,
                task,
                json.createObjectNode().put("incident", task.incident()).put("note", note));
    }

    private Uni<TaskView> apply(String kind, RepairTask task, ObjectNode body) {
        return caller.issue(kind, task.id(), body.toString())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(done -> TaskView.of(find(task.id())));
    }

    private RepairTask find(String id) {
        return tasks.find(id).orElseThrow(() -> InvalidRequest.notFound("task", id));
    }

    private static RepairTask in(RepairTask task, Set<TaskState> allowed) {
        if (!allowed.contains(task.state())) {
            throw InvalidRequest.conflict(
                    "The task is " + name(task.state()) + ".",
                    new Problem.Wrong(
                            "state",
                            name(task.state()),
                            "one of "
                                    + allowed.stream().map(TasksResource::name).collect(Collectors.joining(", "))));
        }
        return task;
    }

    private static TaskState state(String text) {
        try {
            return TaskState.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(
                    "state",
                    text,
                    "one of "
                            + Arrays.stream(TaskState.values())
                                    .map(TasksResource::name)
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static String name(TaskState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
