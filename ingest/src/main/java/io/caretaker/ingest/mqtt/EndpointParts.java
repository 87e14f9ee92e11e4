package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.registry.Credentials;
import io.caretaker.model.estate.TopologySource;

/** What every connection of the endpoint works with. */
record EndpointParts(
        MqttSettings settings,
        Credentials credentials,
        TopologySource topology,
        TelemetryIntake telemetry,
        StatusIntake status,
        CommandTraffic commands,
        Sessions sessions,
        MqttMetrics metrics) {}
