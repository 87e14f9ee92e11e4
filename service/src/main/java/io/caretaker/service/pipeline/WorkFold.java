package io.caretaker.service.pipeline;

import io.caretaker.alerting.dispatch.Dispatch;
import io.caretaker.alerting.dispatch.TaskRefused;
import io.caretaker.alerting.dispatch.TrackedTask;
import io.caretaker.alerting.incident.CommandRefused;
import io.caretaker.alerting.incident.IncidentCorrelator;
import io.caretaker.alerting.incident.StateRow;
import io.caretaker.alerting.oncall.Escalation;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.notify.Notification;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Correlation, escalation and dispatch, one after the other: pure, and of one state. */
record WorkFold(IncidentCorrelator correlator, Escalation escalation, Dispatch dispatch) {
    /**
     * What a batch brings about.
     *
     * @param items incidents as they changed, in order, with ticks and commands
     * @param incidents the last state of each
     */
    record Result(
            List<IncidentItem> items,
            Collection<Incident> incidents,
            List<StateRow> correlatorState,
            List<CommandRefused> refused,
            List<Notification> notifications,
            Escalation.Changes escalation,
            List<TrackedTask> tasks,
            List<TaskRefused> refusedTasks) {}

    Result apply(List<DetectedItem> detected) {
        List<IncidentItem> items = correlator.fold(detected);
        List<Notification> notifications = escalation.fold(items);
        dispatch.fold(items);
        Map<String, Incident> last = new LinkedHashMap<>();
        for (IncidentItem item : items) {
            if (item instanceof IncidentItem.IncidentChanged changed) {
                last.put(changed.incident().id(), changed.incident());
            }
        }
        return new Result(
                items,
                last.values(),
                correlator.takeChangedState(),
                correlator.refused(),
                notifications,
                escalation.takeChanges(),
                dispatch.changes(),
                dispatch.refused());
    }
}
