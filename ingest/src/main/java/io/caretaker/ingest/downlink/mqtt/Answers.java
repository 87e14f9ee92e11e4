package io.caretaker.ingest.downlink.mqtt;

import io.caretaker.ingest.downlink.CommandEvent;
import io.caretaker.ingest.mqtt.CommandResult;

/** What a device's answer means for its command. Pure. */
final class Answers {
    private Answers() {}

    static CommandEvent event(CommandResult result) {
        return switch (result.outcome()) {
            case ACKNOWLEDGED -> new CommandEvent.Acknowledged();
            case EXECUTED -> new CommandEvent.Executed(result.reason());
            case FAILED -> new CommandEvent.Failed(result.reason());
        };
    }
}
