package io.caretaker.service.operations;

import io.caretaker.model.fault.DetectedBatch;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.FaultEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What the stages behind the journal did. */
@Singleton
public class PipelineMeters {
    private final Counter faultsRaised;
    private final Counter faultsCleared;
    private final Counter incidents;
    private final Counter notifications;
    private final Counter tasks;

    PipelineMeters(MeterRegistry meters) {
        faultsRaised = counter(meters, "caretaker.detection.faults.raised", "Faults that detection raised");
        faultsCleared = counter(meters, "caretaker.detection.faults.cleared", "Faults that telemetry cleared");
        incidents = counter(meters, "caretaker.work.incidents.changed", "Incidents written, one a batch and incident");
        notifications = counter(meters, "caretaker.work.notifications.enqueued", "Notifications handed to the outbox");
        tasks = counter(meters, "caretaker.work.tasks.changed", "Tasks written");
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    public void folded(DetectedBatch batch, int incidentsChanged, int notificationsEnqueued, int tasksChanged) {
        for (DetectedItem item : batch.items()) {
            if (item instanceof DetectedItem.FaultItem fault) {
                (fault.event() instanceof FaultEvent.FaultRaised ? faultsRaised : faultsCleared).increment();
            }
        }
        incidents.increment(incidentsChanged);
        notifications.increment(notificationsEnqueued);
        tasks.increment(tasksChanged);
    }
}
