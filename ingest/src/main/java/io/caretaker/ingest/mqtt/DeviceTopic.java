package io.caretaker.ingest.mqtt;

import io.caretaker.model.Ids;
import java.util.Optional;
import java.util.Set;

/** A topic of the product: {@code caretaker/v1/<estate>/<device>/<telemetry|status|command|command/result>}. Pure. */
record DeviceTopic(String estate, String device, String kind) {
    static final String TELEMETRY = "telemetry";
    static final String STATUS = "status";
    static final String COMMAND = "command";
    /** Where the device says what became of a command. */
    static final String COMMAND_RESULT = "command/result";

    static final String EXPECTED = "caretaker/v1/<estate>/<device>/telemetry, …/status or …/command/result";

    private static final Set<String> KINDS = Set.of(TELEMETRY, STATUS, COMMAND, COMMAND_RESULT);

    static final String PREFIX = "caretaker/v1/";

    /** The parts of the topic, empty when it is none of the product's. */
    static Optional<DeviceTopic> parse(String topic) {
        if (topic == null || !topic.startsWith(PREFIX) || topic.length() > 256) {
            return Optional.empty();
        }
        String[] parts = topic.substring(PREFIX.length()).split("/", 3);
        boolean fits = parts.length == 3 && Ids.valid(parts[0]) && Ids.valid(parts[1]) && KINDS.contains(parts[2]);
        return fits ? Optional.of(new DeviceTopic(parts[0], parts[1], parts[2])) : Optional.empty();
    }

    static String of(String estate, String device, String kind) {
        return PREFIX + estate + '/' + device + '/' + kind;
    }
}
