package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.guard.AttemptThrottle;
import io.caretaker.ingest.guard.ConnectionCounts;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.registry.Credentials;
import io.caretaker.ingest.topic.PlainTopics;
import io.caretaker.model.estate.TopologySource;
import java.util.function.LongSupplier;

/** What every connection of the endpoint works with. */
record EndpointParts(
        MqttSettings settings,
        Credentials credentials,
        TopologySource topology,
        TelemetryIntake telemetry,
        StatusIntake status,
        PlainTopics plainTopics,
        AttemptThrottle attempts,
        ConnectionCounts connections,
        LongSupplier nanoTime,
        CommandTraffic commands,
        Sessions sessions,
        MqttMetrics metrics) {}
