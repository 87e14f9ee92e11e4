package io.caretaker.alerting.dispatch;

import static io.caretaker.model.work.TaskState.ACCEPTED;
import static io.caretaker.model.work.TaskState.ASSIGNED;
import static io.caretaker.model.work.TaskState.CANCELLED;
import static io.caretaker.model.work.TaskState.CREATED;
import static io.caretaker.model.work.TaskState.DONE;
import static io.caretaker.model.work.TaskState.ON_SITE;
import static io.caretaker.model.work.TaskState.VERIFIED;

import io.caretaker.model.work.TaskState;

/**
 * The life of a repair task. Total: every state has an answer to every event; {@code -} refuses with a reason.
 *
 * <pre>
 *           ASSIGN    ACCEPT    START    DONE  REJECT   LAPSE    CANCEL     PROOF_FAILED  INCIDENT_CLOSED
 * CREATED   ASSIGNED  -         -        -     -        -        CANCELLED  -             CANCELLED
 * ASSIGNED  ASSIGNED  ACCEPTED  ON_SITE  -     CREATED  CREATED  CANCELLED  -             CANCELLED
 * ACCEPTED  ASSIGNED  -         ON_SITE  DONE  CREATED  -        CANCELLED  -             CANCELLED
 * ON_SITE   -         -         -        DONE  CREATED  -        CANCELLED  -             VERIFIED
 * DONE      -         -         ON_SITE  -     -        -        -          ASSIGNED      VERIFIED
 * VERIFIED  -         -         -        -     -        -        -          -             -
 * CANCELLED -         -         -        -     -        -        -          -             -
 * </pre>
 *
 * Arriving without a word of acceptance is accepting; a crew that forgot to say that it arrived may still say done. A
 * fault that returns after its task was verified or cancelled makes a new task. Pure.
 */
public final class TaskLifecycle {
    private TaskLifecycle() {}

    /**
     * @param state the state after the event; the same as before when it was refused
     * @param refusal why the event does not apply, empty when it does
     */
    public record Transition(TaskState state, String refusal) {
        public boolean applies() {
            return refusal.isEmpty();
        }
    }

    public static Transition next(TaskState state, TaskEvent event) {
        return switch (event) {
            case ASSIGN ->
                switch (state) {
                    case CREATED, ASSIGNED, ACCEPTED -> to(ASSIGNED);
                    case ON_SITE, DONE -> no(state, "the work has begun");
                    case VERIFIED, CANCELLED -> over(state);
                };
            case ACCEPT ->
                switch (state) {
                    case ASSIGNED -> to(ACCEPTED);
                    case CREATED -> no(state, "it is assigned to nobody");
                    case ACCEPTED, ON_SITE, DONE -> no(state, "it is accepted already");
                    case VERIFIED, CANCELLED -> over(state);
                };
            case START ->
                switch (state) {
                    case ASSIGNED, ACCEPTED, DONE -> to(ON_SITE);
                    case CREATED -> no(state, "it is assigned to nobody");
                    case ON_SITE -> no(state, "the crew is on site already");
                    case VERIFIED, CANCELLED -> over(state);
                };
            case DONE ->
                switch (state) {
                    case ACCEPTED, ON_SITE -> to(DONE);
                    case CREATED, ASSIGNED -> no(state, "nobody has accepted it");
                    case DONE -> no(state, "it is done already");
                    case VERIFIED, CANCELLED -> over(state);
                };
            case REJECT ->
                switch (state) {
                    case ASSIGNED, ACCEPTED, ON_SITE -> to(CREATED);
                    case CREATED -> no(state, "it is assigned to nobody");
                    case DONE -> no(state, "it is done already");
                    case VERIFIED, CANCELLED -> over(state);
                };
            case LAPSE ->
                switch (state) {
                    case ASSIGNED -> to(CREATED);
                    case CREATED, ACCEPTED, ON_SITE, DONE -> no(state, "no answer is awaited");
                    case VERIFIED, CANCELLED -> over(state);
                };
            case CANCEL ->
                switch (state) {
                    case CREATED, ASSIGNED, ACCEPTED, ON_SITE -> to(CANCELLED);
                    case DONE -> no(state, "it is done and waits for its proof");
                    case VERIFIED, CANCELLED -> over(state);
                };
            case PROOF_FAILED ->
                switch (state) {
                    case DONE -> to(ASSIGNED);
                    case CREATED, ASSIGNED, ACCEPTED, ON_SITE -> no(state, "nobody has said that it is done");
                    case VERIFIED, CANCELLED -> over(state);
                };
            case INCIDENT_CLOSED ->
                switch (state) {
                    case ON_SITE, DONE -> to(VERIFIED);
                    case CREATED, ASSIGNED, ACCEPTED -> to(CANCELLED);
                    case VERIFIED, CANCELLED -> over(state);
                };
        };
    }

    private static Transition to(TaskState state) {
        return new Transition(state, "");
    }

    private static Transition no(TaskState state, String refusal) {
        return new Transition(state, refusal);
    }

    private static Transition over(TaskState state) {
        return no(state, state == VERIFIED ? "it is verified" : "it is cancelled");
    }
}
