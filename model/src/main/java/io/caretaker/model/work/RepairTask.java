package io.caretaker.model.work;

import io.caretaker.model.fault.Severity;
import java.util.Optional;

/**
 * Work for a crew.
 *
 * @param id derived from the incident: {@code task-<n>-<incident>}
 * @param trade the skill it needs
 * @param dueMicros from the severity's repair time
 * @param crew who does it, empty until planned
 * @param plannedStartMicros when the crew should begin, 0 until planned
 * @param attempts how often proof failed and it was opened again
 * @param note last remark of the crew
 */
public record RepairTask(
        String id,
        String incident,
        String estate,
        String asset,
        String faultType,
        String trade,
        Severity severity,
        TaskState state,
        long createdMicros,
        long dueMicros,
        long changedMicros,
        Optional<String> crew,
        long plannedStartMicros,
        int attempts,
        String note) {}
