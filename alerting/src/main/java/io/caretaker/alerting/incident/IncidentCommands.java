package io.caretaker.alerting.incident;

import com.fasterxml.jackson.databind.JsonNode;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people decide about incidents. Every command has an answer: a change, or the reason why there is none.
 *
 * <pre>
 * state        | acknowledge        | comment | escalate | task.start | task.done | task.reject, cancel | accept, assign
 * OPEN         | ACKNOWLEDGED       | entry   | entry    | IN_REPAIR  | entry     | entry               | entry
 * ACKNOWLEDGED | taken over, entry  | entry   | entry    | IN_REPAIR  | entry     | entry               | entry
 * IN_REPAIR    | taken over, entry  | entry   | entry    | entry      | entry     | ACKNOWLEDGED        | entry
 * RESOLVED     | taken over, entry  | entry   | refused  | entry      | entry     | entry               | entry
 * CLOSED       | refused            | entry   | refused  | refused    | refused   | refused             | refused
 * </pre>
 *
 * Acknowledging by the person who already has it is refused. Starting work on what nobody has taken takes it.
 */
final class IncidentCommands {
    private static final int MAX_TEXT = 4000;

    private static final Map<String, String> TASK_ENTRIES = Map.of(
            "task.assign", "task-assigned",
            "task.accept", "task-accepted",
            "task.start", "task-started",
            "task.done", "task-done",
            "task.reject", "task-rejected",
            "task.cancel", "task-cancelled");

    private static final Pattern TASK_NUMBER = Pattern.compile("^task-\\d+-");

    private final CorrelationSettings settings;
    private final CorrelatorState state;
    private final IncidentChanges changes;

    IncidentCommands(CorrelationSettings settings, CorrelatorState state, IncidentChanges changes) {
        this.settings = settings;
        this.state = state;
        this.changes = changes;
    }

    /** Applies the command if it is about an incident; answers why not where it does not apply. */
    Optional<String> apply(CommandIssued command) {
        boolean aboutTask = TASK_ENTRIES.containsKey(command.kind());
        if (!aboutTask && !command.kind().startsWith("incident.")) {
            return Optional.empty();
        }
        JsonNode body;
        try {
            body = JsonDocuments.parse(command.body());
        } catch (IllegalStateException e) {
            return Optional.of("body is not JSON");
        }
        String id = aboutTask ? incidentOf(command, body) : command.subject();
        Optional<Incident> incident = state.find(id, state.now() - CauseBook.micros(settings.reopenWithin()));
        if (incident.isEmpty()) {
            return Optional.of("no such incident, or closed too long ago: " + id);
        }
        if (incident.get().state() == IncidentState.CLOSED && !command.kind().equals("incident.comment")) {
            return Optional.of("the incident is closed");
        }
        return switch (command.kind()) {
            case "incident.acknowledge" -> acknowledge(incident.get(), command);
            case "incident.comment" -> comment(incident.get(), command, body);
            case "incident.escalate" -> escalate(incident.get(), command);
            default -> aboutTask ? task(incident.get(), command, body) : Optional.of("unknown command");
        };
    }

    /** The body names the incident; the id of its task ends with it too. */
    private static String incidentOf(CommandIssued command, JsonNode body) {
        return body.path("incident")
                .asText(TASK_NUMBER.matcher(command.subject()).replaceFirst(""));
    }

    private Optional<String> acknowledge(Incident incident, CommandIssued command) {
        Optional<String> before = incident.acknowledgedBy();
        if (before.filter(command.actor()::equals).isPresent()) {
            return Optional.of("already acknowledged by " + command.actor());
        }
        IncidentEdit edit = new IncidentEdit(incident).acknowledgedBy(Optional.of(command.actor()));
        if (incident.state() == IncidentState.OPEN) {
            edit.state(IncidentState.ACKNOWLEDGED);
        }
        Map<String, String> details = before.map(p -> Map.of("from", p)).orElse(Map.of());
        changes.commit(edit, "acknowledged", command.actor(), details);
        return Optional.empty();
    }

    private Optional<String> comment(Incident incident, CommandIssued command, JsonNode body) {
        String text = body.path("text").asText("").strip();
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            return Optional.of("text: expected 1 to " + MAX_TEXT + " characters");
        }
        if (incident.timeline().size() >= Timeline.FULL) {
            return Optional.of("the timeline is full");
        }
        changes.commit(new IncidentEdit(incident), "commented", command.actor(), Map.of("text", text));
        return Optional.empty();
    }

    private Optional<String> escalate(Incident incident, CommandIssued command) {
        if (incident.state() == IncidentState.RESOLVED) {
            return Optional.of("the incident is resolved");
        }
        changes.commit(new IncidentEdit(incident), "escalated", command.actor(), Map.of());
        return Optional.empty();
    }

    private Optional<String> task(Incident incident, CommandIssued command, JsonNode body) {
        IncidentEdit edit = new IncidentEdit(incident);
        boolean over = incident.state() == IncidentState.RESOLVED;
        if (command.kind().equals("task.start") && !over) {
            edit.state(IncidentState.IN_REPAIR);
            if (incident.acknowledgedBy().isEmpty()) {
                edit.acknowledgedBy(Optional.of(command.actor()));
            }
        }
        boolean givenUp = command.kind().equals("task.reject") || command.kind().equals("task.cancel");
        if (givenUp && incident.state() == IncidentState.IN_REPAIR) {
            edit.state(IncidentState.ACKNOWLEDGED);
        }
        Map<String, String> details = new HashMap<>(Map.of("task", command.subject()));
        for (String field : new String[] {"crew", "note"}) {
            String text = body.path(field).asText("");
            if (!text.isBlank()) {
                details.put(field, text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
            }
        }
        changes.commit(edit, TASK_ENTRIES.get(command.kind()), command.actor(), details);
        return Optional.empty();
    }
}
