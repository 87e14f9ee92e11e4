package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.alerting.fault.FaultRecord;
import io.caretaker.model.Times;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the API writes the domain: times as RFC 3339, absent things left out. */
final class Views {
    private Views() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EvidenceView(String device, String metric, Double value, Double limit, String unit, String rule) {
        static EvidenceView of(Evidence evidence) {
            return new EvidenceView(
                    evidence.device(),
                    evidence.metric(),
                    finite(evidence.value()),
                    finite(evidence.limit()),
                    evidence.unit(),
                    evidence.rule());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FaultView(
            String faultId,
            String type,
            String asset,
            Severity severity,
            Instant onset,
            Instant raised,
            Instant cleared,
            List<EvidenceView> evidence) {
        static FaultView of(FaultRecord fault) {
            return new FaultView(
                    fault.id(),
                    fault.type(),
                    fault.asset(),
                    fault.severity(),
                    Times.instant(fault.onsetMicros()),
                    Times.instant(fault.raisedMicros()),
                    fault.clearedMicros().isPresent()
                            ? Times.instant(fault.clearedMicros().getAsLong())
                            : null,
                    fault.evidence().stream().map(EvidenceView::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExplainedFaultView(
            String faultId,
            String type,
            String asset,
            Severity severity,
            Instant onset,
            Instant cleared,
            boolean root,
            List<EvidenceView> evidence) {
        static ExplainedFaultView of(ExplainedFault fault) {
            return new ExplainedFaultView(
                    fault.faultId(),
                    fault.type(),
                    fault.asset(),
                    fault.severity(),
                    Times.instant(fault.onsetMicros()),
                    fault.clearedMicros().isPresent()
                            ? Times.instant(fault.clearedMicros().getAsLong())
                            : null,
                    fault.root(),
                    fault.evidence().stream().map(EvidenceView::of).toList());
        }
    }

    record TimelineView(Instant time, String kind, String actor, Map<String, String> details) {
        static TimelineView of(TimelineEntry entry) {
            return new TimelineView(Times.instant(entry.timeMicros()), entry.kind(), entry.actor(), entry.details());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IncidentView(
            String id,
            String estate,
            String scope,
            String asset,
            String type,
            Severity severity,
            IncidentState state,
            Instant onset,
            Instant opened,
            Instant changed,
            String acknowledgedBy,
            long symptoms,
            int reopened,
            List<ExplainedFaultView> faults,
            List<TimelineView> timeline) {
        /** For lists: without faults and timeline. */
        static IncidentView brief(Incident incident) {
            return of(incident, null, null);
        }

        static IncidentView full(Incident incident) {
            return of(
                    incident,
                    incident.faults().stream().map(ExplainedFaultView::of).toList(),
                    incident.timeline().stream().map(TimelineView::of).toList());
        }

        private static IncidentView of(
                Incident incident, List<ExplainedFaultView> faults, List<TimelineView> timeline) {
            return new IncidentView(
                    incident.id(),
                    incident.estate(),
                    incident.scope(),
                    incident.asset(),
                    incident.type(),
                    incident.severity(),
                    incident.state(),
                    Times.instant(incident.onsetMicros()),
                    Times.instant(incident.openedMicros()),
                    Times.instant(incident.changedMicros()),
                    incident.acknowledgedBy().orElse(null),
                    incident.symptoms(),
                    incident.reopened(),
                    faults,
                    timeline);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TaskView(
            String id,
            String incident,
            String estate,
            String asset,
            String faultType,
            String trade,
            Severity severity,
            TaskState state,
            Instant created,
            Instant due,
            Instant changed,
            String crew,
            Instant plannedStart,
            int attempts,
            String note) {
        static TaskView of(RepairTask task) {
            return new TaskView(
                    task.id(),
                    task.incident(),
                    task.estate(),
                    task.asset(),
                    task.faultType(),
                    task.trade(),
                    task.severity(),
                    task.state(),
                    Times.instant(task.createdMicros()),
                    Times.instant(task.dueMicros()),
                    Times.instant(task.changedMicros()),
                    task.crew().orElse(null),
                    task.plannedStartMicros() == 0 ? null : Times.instant(task.plannedStartMicros()),
                    task.attempts(),
                    task.note());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotificationView(
            String id,
            String incident,
            String person,
            String channel,
            int step,
            Notification.State state,
            Instant created,
            int attempts,
            Instant sent,
            String lastError) {
        static NotificationView of(Notification notification) {
            return new NotificationView(
                    notification.id(),
                    notification.incident(),
                    notification.person(),
                    notification.channel(),
                    notification.step(),
                    notification.state(),
                    Times.instant(notification.createdMicros()),
                    notification.attempts(),
                    notification.sentMicros().map(Times::instant).orElse(null),
                    notification.lastError().orElse(null));
        }
    }

    /** JSON has no NaN: a number that is none is left out. */
    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
