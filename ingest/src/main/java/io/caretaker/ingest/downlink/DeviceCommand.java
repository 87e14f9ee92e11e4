package io.caretaker.ingest.downlink;

import java.util.Map;

/**
 * One command to one device. Immutable.
 *
 * @param id made by the application; devices answer with it and know by it what they did already
 * @param confirmedBy the second person, empty when none was needed or none confirmed yet
 * @param expiresMicros after this it is not carried out any more
 * @param idempotencyKey a request with the same key is this command again
 * @param note what the device said, or why it ended
 */
public record DeviceCommand(
        String id,
        String device,
        String name,
        Map<String, Double> parameters,
        boolean safetyRelevant,
        CommandState state,
        String requestedBy,
        long requestedMicros,
        String confirmedBy,
        long expiresMicros,
        long changedMicros,
        String idempotencyKey,
        String note) {
    public DeviceCommand {
        parameters = Map.copyOf(parameters);
    }

    DeviceCommand to(CommandState next, String because, long nowMicros) {
        return new DeviceCommand(
                id,
                device,
                name,
                parameters,
                safetyRelevant,
                next,
                requestedBy,
                requestedMicros,
                confirmedBy,
                expiresMicros,
                nowMicros,
                idempotencyKey,
                because);
    }

    DeviceCommand confirmed(String by) {
        return new DeviceCommand(
                id,
                device,
                name,
                parameters,
                safetyRelevant,
                state,
                requestedBy,
                requestedMicros,
                by,
                expiresMicros,
                changedMicros,
                idempotencyKey,
                note);
    }
}
